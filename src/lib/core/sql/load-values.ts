import { formatOf, NULL_TOKENS, type BooleanFormat, type DateFormat, type NumberFormat } from '../intake/value-format';
import type { ColumnFormat } from '../table';
import { join, list, literal, sql, type Sql } from './sql';

/**
 * The value of a cell under its column's format, as core/intake/value-format reads it; NULL when the cell does not follow it.
 * Integers and decimals come as exact text such as `-1234.50` or `12.5e4`.
 */
export function parsedValue(column: ColumnFormat, cell: Sql): Sql {
	const format = formatOf(column);
	const trimmed = sql`trim(${cell}, ${BLANKS})`;
	switch (column.type) {
		case 'text':
			return cell;
		case 'integer':
		case 'decimal':
			return format?.kind === 'number' ? numberText(trimmed, format) : plainNumber(trimmed);
		case 'float':
			return format?.kind === 'number'
				? sql`TRY_CAST(${numberText(trimmed, format)} AS DOUBLE)`
				: sql`TRY_CAST(${trimmed} AS DOUBLE)`;
		case 'boolean':
			return booleanValue(
				trimmed,
				format?.kind === 'boolean' ? format : { kind: 'boolean', true: ['true'], false: ['false'] }
			);
		case 'date':
			return format?.kind === 'date'
				? sql`CAST(${dateValue(trimmed, format)} AS DATE)`
				: sql`CASE WHEN regexp_full_match(${trimmed}, ${literal('\\d{4}-\\d{1,2}-\\d{1,2}')}) THEN TRY_CAST(${trimmed} AS DATE) END`;
		case 'timestamp':
			return format?.kind === 'date' ? dateValue(trimmed, format) : sql`TRY_CAST(${trimmed} AS TIMESTAMP)`;
	}
}

/** Whether a cell without a value must be reported: it is not empty and no word for "no value". */
export function reportable(cell: Sql): Sql {
	return sql`lower(trim(${cell}, ${BLANKS})) NOT IN (${list(NULL_TOKENS.map((token) => literal(token)))})`;
}

/** What JavaScript's trim removes, as far as it occurs in files. */
const BLANKS = literal(' \t\r\n\v\f\u00a0\u2009\u202f\u3000\ufeff');
const PLAIN = literal('[+-]?(\\d+\\.?\\d*|\\.\\d+)');

function plainNumber(text: Sql): Sql {
	return sql`CASE WHEN regexp_full_match(${text}, ${PLAIN}) THEN ${text} END`;
}

function numberText(trimmed: Sql, format: NumberFormat): Sql {
	let text = format.fullWidth ? asciiWidth(trimmed) : trimmed;
	for (const mark of format.strip) text = without(text, mark);
	if (format.strip.length > 0) text = sql`trim(${text}, ${BLANKS})`;
	const negatives: Sql[] = [];
	if (format.parentheses) {
		negatives.push(sql`regexp_full_match(${text}, ${literal('[-+]?\\(.*\\)')})`);
		text = sql`trim(regexp_replace(${text}, ${literal('^([-+]?)\\((.*)\\)$')}, ${literal('\\1\\2')}))`;
	}
	if (format.trailingMinus) {
		negatives.push(sql`(length(${text}) > 1 AND ends_with(${text}, '-'))`);
		text = sql`trim(regexp_replace(${text}, ${literal('(.)-$')}, ${literal('\\1')}))`;
	}
	const shifts: Sql[] = [];
	if (format.percent) {
		shifts.push(sql`CASE WHEN ends_with(${text}, '%') THEN -2 ELSE 0 END`);
		text = sql`trim(regexp_replace(${text}, '%$', ''))`;
	}
	const suffixes = Object.keys(format.suffixes).sort((a, b) => b.length - a.length);
	if (suffixes.length > 0) {
		const cases = suffixes.map(
			(suffix) =>
				sql`WHEN ends_with(lower(${text}), ${literal(suffix)}) THEN ${literal(places(format.suffixes[suffix] ?? 1))}`
		);
		shifts.push(sql`CASE ${join(cases, sql` `)} ELSE 0 END`);
		const pattern = `(${suffixes.map(escaped).join('|')})$`;
		text = sql`trim(regexp_replace(${text}, ${literal(pattern)}, '', 'i'))`;
	}
	if (places(format.factor) !== 0) shifts.push(literal(places(format.factor)));
	return assembled(plainNumber(ungrouped(text, format)), negatives, shifts);
}

/** The digits with their sign turned for every negative mark and the power of ten written behind. */
function assembled(digits: Sql, negatives: readonly Sql[], shifts: readonly Sql[]): Sql {
	let value = digits;
	for (const negative of negatives)
		value = sql`CASE WHEN ${negative} THEN CASE WHEN starts_with(${value}, '-') THEN substr(${value}, 2) ELSE '-' || ltrim(${value}, '+') END ELSE ${value} END`;
	if (shifts.length === 0) return value;
	return sql`${value} || 'e' || (${join(shifts, sql` + `)})`;
}

function ungrouped(text: Sql, format: NumberFormat): Sql {
	let digits = text;
	if (format.grouping === ' ') digits = sql`translate(${digits}, ${literal(' \u00a0\u202f')}, '')`;
	else if (format.grouping !== '') digits = sql`replace(${digits}, ${literal(format.grouping)}, '')`;
	return format.decimal === ',' ? sql`replace(${digits}, ',', '.')` : digits;
}

/** The text without the first occurrence of a mark. */
function without(text: Sql, mark: string): Sql {
	return sql`regexp_replace(${text}, ${literal(escaped(mark))}, '', 'i')`;
}

function asciiWidth(text: Sql): Sql {
	return sql`translate(${text}, '０１２３４５６７８９．，－＋（）％￥＄', '0123456789.,-+()%¥$')`;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The power of ten a factor stands for. */
function places(factor: number): number {
	return Math.round(Math.log10(factor));
}

function booleanValue(text: Sql, format: BooleanFormat): Sql {
	const words = (values: readonly string[]): Sql => list(values.map((value) => literal(value)));
	return sql`CASE WHEN lower(${text}) IN (${words(format.true)}) THEN TRUE WHEN lower(${text}) IN (${words(format.false)}) THEN FALSE END`;
}

/**
 * DuckDB takes "5/1/24" for the year 24 under %Y, which means four digits here: two-digit years are tried first and
 * years before 1000 are refused.
 */
function dateValue(text: Sql, format: DateFormat): Sql {
	const patterns = [...format.patterns].sort((a, b) => Number(b.includes('%y')) - Number(a.includes('%y')));
	const moment = sql`try_strptime(${text}, [${list(patterns.map((pattern) => literal(pattern)))}])`;
	return sql`CASE WHEN ${moment} >= TIMESTAMP '1000-01-01' THEN ${moment} END`;
}
