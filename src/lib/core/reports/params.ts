import * as z from 'zod/mini';
import { dayNumber, dayOf, GRAINS, type Grain } from '../period';
import { fail, ok, type Issue, type Result } from '../result';
import type { ReportParams } from './recipe';

// zod compiles checks with `new Function` unless told not to; our CSP forbids that.
z.config({ jitless: true });

const dayText = z.string().check(
	z.refine((text) => {
		try {
			return dayOf(dayNumber(text)) === text;
		} catch {
			return false;
		}
	})
);

const kept = z.exactOptional(z.array(z.nullable(z.string())).check(z.maxLength(10_000)));

/** Filters as they stand in documents and links. */
const filtersSchema = z.object({
	from: z.exactOptional(dayText),
	to: z.exactOptional(dayText),
	owner: kept,
	region: kept,
	product: kept,
	stage: kept
});

const base = { filters: filtersSchema, grain: z.enum(GRAINS as [Grain, ...Grain[]]) };

/** Parameters with one more: a choice among words. `ReportParams` when there is none. */
export type WithChoice<Name extends string, Value extends string> = ReportParams & { readonly [N in Name]: Value };

/** A reader of parameters that only have filters and a grain. Issue 'param-invalid' per wrong parameter, `at` its path. */
export function readParams(input: unknown): Result<ReportParams> {
	const read = z.object(base).safeParse(input);
	return read.success ? ok(read.data) : fail(...issuesOf(read.error));
}

/** A reader of parameters with a choice beside filters and grain. */
export function choiceReader<Name extends string, Value extends string>(name: Name, values: readonly Value[]) {
	const schema = z.object({ [name]: z.enum(values as readonly [Value, ...Value[]]) });
	return (input: unknown): Result<WithChoice<Name, Value>> => {
		const common = readParams(input);
		const own = schema.safeParse(input);
		if (common.ok && own.success)
			return ok({ ...common.value, [name]: own.data[name] } as unknown as WithChoice<Name, Value>);
		return fail(...(common.ok ? [] : common.issues), ...(own.success ? [] : issuesOf(own.error)));
	};
}

function issuesOf(error: z.core.$ZodError): Issue[] {
	return error.issues.map((issue) => ({ code: 'param-invalid', at: issue.path.join('.') }));
}
