import * as z from 'zod/mini';
import { ok, type Issue } from '../../result';
import { MONEY } from '../../sql/dates';
import { day, decimal, id, literal, sql, stack, type Sql } from '../../sql/sql';
import {
	badParam,
	columnName,
	columnOf,
	isDated,
	isNumeric,
	typeIssues,
	type Assignment,
	type StepKind
} from '../step';

const code = z.string().check(z.regex(/^[A-Z]{3}$/));

const params = z.object({
	amount: columnName,
	/** The column that says each row's currency by its code, or the one currency of all rows. */
	from: z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('column'), column: columnName }),
		z.object({ kind: z.literal('fixed'), currency: code })
	]),
	target: code,
	/** How many of the target currency one unit of `currency` is, as decimal text; from that day on, or always. */
	rates: z.readonly(
		z
			.array(
				z.object({
					currency: code,
					rate: z.string().check(z.regex(/^\d{1,9}(\.\d{1,10})?$/)),
					since: z.exactOptional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)))
				})
			)
			.check(z.maxLength(10_000))
	),
	/** The day of a row; needed when rates have days. */
	date: z.exactOptional(columnName),
	/** Where the result goes: a new column, or null: into the amount, and the currency column says the target then. */
	into: z.nullable(columnName)
});
type CurrencyParams = z.infer<typeof params>;

/**
 * Amounts in one currency: amount × rate, exact, rounded to four decimals. The target currency's own rate is 1. A row whose currency
 * has no rate, or none yet on its day, becomes empty and is counted: amounts of different currencies never meet unsaid.
 */
export const convertCurrency: StepKind<CurrencyParams> = {
	kind: 'convert-currency',
	purpose: 'numbers',
	params,
	needs: ({ amount, from, date, into }) => [
		amount,
		...(from.kind === 'column' ? [from.column] : []),
		...(date === undefined || into === date ? [] : [date])
	],
	effect: (chosen, context) => {
		const { amount, from, target, rates, date, into } = chosen;
		const issues: Issue[] = [
			...typeIssues(context, [amount], 'number', isNumeric),
			...(date === undefined ? [] : typeIssues(context, [date], 'date', isDated))
		];
		if (issues.length > 0) return { ok: false, issues };
		if (rates.some(({ since }) => since !== undefined && (date === undefined || !isDay(since))))
			return badParam('date');
		if (into !== null && columnOf(context, into))
			return { ok: false, issues: [{ code: 'step-column-taken', at: into, details: { column: into } }] };
		const money = sql`TRY_CAST(${id(amount)} AS DECIMAL(18, 4))`;
		const value = sql`TRY_CAST(CAST(${money} AS DECIMAL(28, 4)) * CAST(${rate(chosen)} AS DECIMAL(19, 10)) AS ${MONEY})`;
		const assign: Assignment[] = [{ name: into ?? amount, value, type: 'decimal' }];
		if (into === null && from.kind === 'column') {
			const known = sql`${rate(chosen)} IS NOT NULL`;
			const column = id(from.column);
			assign.push({
				name: from.column,
				value: sql`CASE WHEN ${known} THEN ${literal(target)} ELSE ${column} END`,
				type: 'text'
			});
		}
		return ok({ assign });
	}
};

function isDay(text: string): boolean {
	try {
		return day(text).text !== '';
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** The rate of a row, or NULL. */
function rate({ from, target, rates, date }: CurrencyParams): Sql {
	const codes = [...new Set([target, ...rates.map(({ currency }) => currency)])];
	const known = codes.map((currency) => ({
		currency,
		value: currency === target ? sql`1` : rateOf(currency, rates, date)
	}));
	if (from.kind === 'fixed') return known.find(({ currency }) => currency === from.currency)?.value ?? sql`NULL`;
	const cases = known.map(({ currency, value }) => sql`WHEN ${literal(currency)} THEN ${value}`);
	return sql`
		CASE upper(trim(CAST(${id(from.column)} AS VARCHAR)))
			${stack(cases)}
		END`;
}

/** Of the rates with a day, the last one that had begun; before that, the one without a day. */
function rateOf(currency: string, rates: CurrencyParams['rates'], date: string | undefined): Sql {
	const own = rates.filter((one) => one.currency === currency);
	const dated = own
		.filter(({ since }) => since !== undefined)
		.sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
	const always = own.findLast(({ since }) => since === undefined);
	const otherwise = always ? decimal(always.rate) : sql`NULL`;
	if (dated.length === 0 || date === undefined) return otherwise;
	const cases = dated.map(
		({ since = '', rate: value }) => sql`WHEN ${id(date)} >= ${day(since)} THEN ${decimal(value)}`
	);
	return sql`
		CASE
			${stack(cases)}
			ELSE ${otherwise}
		END`;
}
