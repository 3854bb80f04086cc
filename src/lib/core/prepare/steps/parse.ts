import * as z from 'zod/mini';
import { formatOf } from '../../intake/value-format';
import { ok } from '../../result';
import { parsedValue } from '../../sql/load-values';
import { literal, sql, type Sql } from '../../sql/sql';
import type { ColumnFormat } from '../../table';
import { asText } from '../text-columns';
import { badParam, columnName, type StepKind } from '../step';

const words = z.readonly(z.array(z.string().check(z.maxLength(100))).check(z.minLength(1), z.maxLength(50)));
const format = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('date'), patterns: words }),
	z.object({ kind: z.literal('boolean'), true: words, false: words }),
	z.object({
		kind: z.literal('number'),
		grouping: z.enum(['', ',', '.', ' ', "'"]),
		decimal: z.enum(['.', ',']),
		strip: z.readonly(z.array(z.string().check(z.minLength(1), z.maxLength(20))).check(z.maxLength(50))),
		parentheses: z.boolean(),
		trailingMinus: z.boolean(),
		percent: z.boolean(),
		suffixes: z.record(z.string().check(z.minLength(1), z.maxLength(20)), z.number().check(z.positive())),
		fullWidth: z.boolean(),
		factor: z.number().check(z.positive()),
		scale: z.int().check(z.nonnegative())
	})
]);

const params = z.object({
	column: columnName,
	type: z.enum(['integer', 'decimal', 'float', 'boolean', 'date', 'timestamp', 'text']),
	/** A format of core/intake/value-format; absent: the plain form of the type. */
	format: z.exactOptional(format),
	/** Decimals kept by type decimal; further ones are rounded. */
	scale: z.exactOptional(z.int().check(z.minimum(0), z.maximum(9)))
});

const KIND = {
	integer: 'number',
	decimal: 'number',
	float: 'number',
	boolean: 'boolean',
	date: 'date',
	timestamp: 'date',
	text: ''
};

/** Reads a column's texts as numbers, dates or yes and no. Cells that cannot be read become empty, and are counted. */
export const parse: StepKind<z.infer<typeof params>> = {
	kind: 'parse',
	purpose: 'columns',
	params,
	needs: ({ column }) => [column],
	effect: ({ column, type, format: given, scale = 2 }, context) => {
		if (given && given.kind !== KIND[type]) return badParam('format');
		const text = asText(context, column);
		const as: ColumnFormat = given ? { name: column, type, format: given } : { name: column, type };
		if (given && formatOf(as) === null) return badParam('format');
		return ok({ assign: [{ name: column, value: stored(parsedValue(as, text), type, scale), type }] });
	}
};

/** Numbers come as exact text such as "12.50" or "12.5e4". An integer with decimals is no integer. */
function stored(value: Sql, type: ColumnFormat['type'], scale: number): Sql {
	if (type === 'decimal') return sql`TRY_CAST(${value} AS DECIMAL(${literal(scale > 4 ? 38 : 18)}, ${literal(scale)}))`;
	if (type !== 'integer') return value;
	const wide = sql`TRY_CAST(${value} AS DECIMAL(38, 10))`;
	return sql`CASE WHEN ${wide} = floor(${wide}) THEN TRY_CAST(${wide} AS BIGINT) END`;
}
