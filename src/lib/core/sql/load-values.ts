import { patternSource } from '../intake/date-pattern';
import {
	formatOf,
	PLAIN_BOOLEAN,
	PLAIN_NUMBER,
	places,
	SILENT_TOKENS,
	TELLING_TOKENS,
	type BooleanFormat,
	type DateFormat,
	type NumberFormat
} from '../intake/value-format';
import {
	FLOAT_SOURCE,
	groupClass,
	ISO_DAY,
	ISO_MOMENT,
	numberSource,
	SERIAL_SOURCE,
	SERIALS,
	stripSources,
	ZONE_SOURCE
} from '../intake/value-format-source';
import { ASCII_FORMS, BLANK_CLASS, BLANKS, escaped, WIDE_FORMS } from '../intake/value-format-text';
import type { ColumnFormat } from '../table';
import { list, literal, sql, type Sql } from './sql';

/**
 * The value of a cell under its column's format, as core/intake/value-format reads it; NULL when the cell does not follow it.
 * Integers and decimals come as exact text such as `-1234.50` or `12.5e4`.
 */
export function parsedValue(column: ColumnFormat, cell: Sql): Sql {
	const format = formatOf(column);
	const text = trimmed(cell);
	switch (column.type) {
		case 'text':
			return cell;
		case 'integer':
		case 'decimal':
			return numberText(text, format?.kind === 'number' ? format : PLAIN_NUMBER);
		case 'float':
			return finite(format?.kind === 'number' ? numberText(text, format) : taken(text, FLOAT_SOURCE));
		case 'boolean':
			return booleanValue(text, format?.kind === 'boolean' ? format : PLAIN_BOOLEAN);
		case 'date':
			return format?.kind === 'date'
				? sql`CAST(${dateValue(text, format)} AS DATE)`
				: sql`TRY_CAST(${taken(text, ISO_DAY)} AS DATE)`;
		case 'timestamp':
			return format?.kind === 'date' ? dateValue(text, format) : isoMoment(text);
	}
}

/** Whether something but blanks stands in a cell. */
export function saysSomething(cell: Sql): Sql {
	return sql`${trimmed(cell)} <> ''`;
}

/** Whether a cell without a value must be listed: it is not empty and no word that only says so (words that tell more are). */
export function reportable(cell: Sql): Sql {
	return sql`lower(${trimmed(cell)}) NOT IN (${list(SILENT_TOKENS.map((token) => literal(token)))})`;
}

/** Whether a cell holds a word that tells why there is no value. */
export function tellsWhy(cell: Sql): Sql {
	return sql`lower(${trimmed(cell)}) IN (${list(TELLING_TOKENS.map((token) => literal(token)))})`;
}

/** JavaScript's trim. The cheap test saves its cost for cells that begin and end with ordinary signs. */
function trimmed(cell: Sql): Sql {
	const ordinary = (at: Sql): Sql => sql`${cell}[${at}] BETWEEN '!' AND '~'`;
	return sql`CASE WHEN ${ordinary(sql`1`)} AND ${ordinary(sql`-1`)} THEN ${cell} ELSE ${trim(cell)} END`;
}

function trim(text: Sql): Sql {
	return sql`trim(${text}, ${literal(BLANKS)})`;
}

/** The text when the expression takes all of it. */
function taken(text: Sql, source: string): Sql {
	return sql`nullif(regexp_extract(${text}, ${literal(`^(?:${source})$`)}), '')`;
}

function replaced(text: Sql, source: string, by: string, options = ''): Sql {
	const flags = options === '' ? sql`` : sql`, ${literal(options)}`;
	return sql`regexp_replace(${text}, ${literal(source)}, ${literal(by)}${flags})`;
}

/** Written into a text while it is read: "negative", and "here follows the power of ten". No cell holds them. */
const MINUS = '\u0001';
const POWER = '\u0002';

function numberText(text: Sql, format: NumberFormat): Sql {
	const B = `[${BLANK_CLASS}]*`;
	let now = format.fullWidth ? asciiWidth(text) : text;
	const marks = stripSources(format);
	if (marks) now = trim(replaced(replaced(now, marks.before, '\\1', 'i'), marks.behind, '\\1', 'i'));
	if (format.parentheses) now = replaced(now, `^([-+]?)${B}\\(${B}([^()]*?)${B}\\)$`, `${MINUS}\\1\\2`);
	if (format.trailingMinus) now = replaced(now, `^((?s:.+?))${B}-$`, `${MINUS}\\1`);
	now = powers(now, format);
	now = replaced(now, `^(${MINUS}*)${B}([-+]?)${B}`, '\\1\\2');
	if (places(format.factor) !== 0) now = replaced(now, `^([^${POWER}]+)$`, `\\1${POWER}${places(format.factor)}`);
	const power = shifts(format) ? `(?:${POWER}-?\\d+)?` : '';
	now = taken(now, `${MINUS}*${numberSource(format)}${power}`);
	return assembled(now, format);
}

function shifts(format: NumberFormat): boolean {
	return format.percent || Object.keys(format.suffixes).length > 0 || places(format.factor) !== 0;
}

/** The sign of percent or the suffix at the end becomes its power of ten. */
function powers(text: Sql, format: NumberFormat): Sql {
	const B = `[${BLANK_CLASS}]*`;
	let now = format.percent ? replaced(text, `${B}%${B}$`, `${POWER}-2`) : text;
	const suffixes = Object.keys(format.suffixes).sort((a, b) => b.length - a.length);
	for (const suffix of suffixes)
		now = replaced(now, `${B}${escaped(suffix)}${B}$`, `${POWER}${places(format.suffixes[suffix] ?? 1)}`, 'i');
	return now;
}

/** The digits without groups, with one sign, and the power of ten written behind an "e". */
function assembled(text: Sql, format: NumberFormat): Sql {
	let now = text;
	if (format.grouping !== '') now = replaced(now, groupClass(format.grouping), '', 'g');
	if (format.decimal === ',') now = sql`replace(${now}, ',', '.')`;
	if (shifts(format)) now = sql`replace(${now}, ${literal(POWER)}, 'e')`;
	if (!format.parentheses && !format.trailingMinus) return now;
	now = replaced(now, `^${MINUS}${MINUS}`, '');
	return replaced(replaced(now, `^${MINUS}-`, ''), `^${MINUS}\\+?`, '-');
}

function finite(text: Sql): Sql {
	const value = sql`TRY_CAST(${text} AS DOUBLE)`;
	return sql`CASE WHEN isfinite(${value}) THEN ${value} END`;
}

function asciiWidth(text: Sql): Sql {
	return sql`translate(${text}, ${literal(WIDE_FORMS)}, ${literal(ASCII_FORMS)})`;
}

function booleanValue(text: Sql, format: BooleanFormat): Sql {
	const words = (values: readonly string[]): Sql => list(values.map((value) => literal(value)));
	return sql`CASE WHEN lower(${text}) IN (${words(format.true)}) THEN TRUE WHEN lower(${text}) IN (${words(format.false)}) THEN FALSE END`;
}

function isoMoment(text: Sql): Sql {
	return sql`TRY_CAST(${replaced(taken(text, ISO_MOMENT), ZONE_SOURCE, '\\1')} AS TIMESTAMP)`;
}

function dateValue(trimmedCell: Sql, format: DateFormat): Sql {
	let text = format.fullWidth ? asciiWidth(trimmedCell) : trimmedCell;
	if (format.zone) text = replaced(text, ZONE_SOURCE, '\\1');
	if (format.replace) {
		text = sql`lower(${text})`;
		for (const [from, to] of format.replace) text = sql`replace(${text}, ${literal(from)}, ${literal(to)})`;
		text = trim(text);
	}
	const written = format.patterns.length > 0 ? writtenDate(text, format.patterns) : sql`CAST(NULL AS TIMESTAMP)`;
	if (!format.serial) return written;
	const { unit, start, least, end } = SERIALS[format.serial];
	const value = sql`CAST(${taken(text, SERIAL_SOURCE)} AS DOUBLE)`;
	const micros = sql`(CAST(round(${value} * ${literal(unit)}) AS BIGINT) + ${literal(start)}) * 1000000`;
	const serial = sql`CASE WHEN ${value} >= ${literal(least)} AND ${value} < ${literal(end)} THEN make_timestamp(${micros}) END`;
	return sql`CASE WHEN ${taken(text, SERIAL_SOURCE)} IS NOT NULL THEN ${serial} ELSE ${written} END`;
}

/**
 * DuckDB's strptime skips blanks anywhere and takes "24" for a year of four digits: the expression lets only those texts through that
 * the patterns mean, and two-digit years are tried first.
 */
function writtenDate(text: Sql, patterns: readonly string[]): Sql {
	const ordered = [...patterns].sort((a, b) => Number(b.includes('%y')) - Number(a.includes('%y')));
	const sources = ordered.map(patternSource).join('|');
	return sql`try_strptime(${taken(text, sources)}, [${list(ordered.map((pattern) => literal(pattern)))}])`;
}
