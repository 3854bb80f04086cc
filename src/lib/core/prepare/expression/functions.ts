import { list, literal, sql, type Sql } from '../../sql/sql';

/** Kinds of value an expression knows. `none` is the kind of `null`, which fits everywhere. */
export type ValueKind = 'number' | 'text' | 'boolean' | 'date' | 'none';

/** One operand as SQL. */
export interface Operand {
	readonly sql: Sql;
	readonly kind: ValueKind;
	/** Numbers: integers only, exact decimals, or IEEE doubles. */
	readonly exact: 'integer' | 'decimal' | 'float';
	/** Text of a literal, for arguments that must be one. */
	readonly literal: string | null;
}

/** Shape of an argument: a kind, any kind, or the kind the other `same` arguments have. */
export type ArgumentShape = Exclude<ValueKind, 'none'> | 'any' | 'same' | 'unit' | 'digits';

/** A function of the language. */
export interface ExpressionFunction {
	readonly name: string;
	readonly args: readonly ArgumentShape[];
	/** How many of `args` may be left out at the end. */
	readonly optional: number;
	/** The last shape may repeat. */
	readonly repeats: boolean;
	readonly result: Exclude<ValueKind, 'none'> | 'same';
	/** Whether a number it gives is whole, or as exact as what it is given. */
	readonly exact: 'integer' | 'as-given';
	/** What it is about: groups of the help. */
	readonly topic: 'logic' | 'number' | 'text' | 'date';
	sql(args: readonly Operand[]): Sql;
}

/** Units date functions take, as text. */
export const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;

const at = (args: readonly Operand[], index: number): Sql => args[index]?.sql ?? sql`NULL`;
const all = (args: readonly Operand[]): Sql => list(args.map((arg) => arg.sql));
const whole = (value: Sql): Sql => sql`CAST(floor(${value}) AS BIGINT)`;
const length = (value: Sql): Sql => sql`greatest(0, ${whole(value)})`;

function define(
	topic: ExpressionFunction['topic'],
	name: string,
	args: readonly ArgumentShape[],
	result: ExpressionFunction['result'],
	write: (args: readonly Operand[]) => Sql,
	more: Partial<Pick<ExpressionFunction, 'optional' | 'repeats' | 'exact'>> = {}
): ExpressionFunction {
	return { topic, name, args, result, sql: write, optional: 0, repeats: false, exact: 'as-given', ...more };
}

const INTEGER = { exact: 'integer' } as const;

/** Every function, in the order of the help. */
export const FUNCTIONS: readonly ExpressionFunction[] = [
	define(
		'logic',
		'if',
		['boolean', 'same', 'same'],
		'same',
		(args) => sql`CASE WHEN ${at(args, 0)} THEN ${at(args, 1)} ELSE ${at(args, 2)} END`
	),
	define('logic', 'coalesce', ['same', 'same'], 'same', (args) => sql`coalesce(${all(args)})`, { repeats: true }),
	define('logic', 'is_empty', ['any'], 'boolean', ([value]) =>
		value?.kind === 'text'
			? sql`(${value.sql} IS NULL OR ${value.sql} = '')`
			: sql`(${value?.sql ?? sql`NULL`} IS NULL)`
	),
	define(
		'number',
		'round',
		['number', 'digits'],
		'number',
		(args) => sql`round(${at(args, 0)}, ${args[1]?.sql ?? sql`0`})`,
		{
			optional: 1
		}
	),
	define('number', 'floor', ['number'], 'number', (args) => sql`floor(${at(args, 0)})`),
	define('number', 'ceil', ['number'], 'number', (args) => sql`ceil(${at(args, 0)})`),
	define('number', 'abs', ['number'], 'number', (args) => sql`abs(${at(args, 0)})`),
	define('number', 'min', ['same', 'same'], 'same', (args) => sql`least(${all(args)})`, { repeats: true }),
	define('number', 'max', ['same', 'same'], 'same', (args) => sql`greatest(${all(args)})`, { repeats: true }),
	define('number', 'number', ['text'], 'number', (args) => sql`TRY_CAST(${at(args, 0)} AS DECIMAL(38, 6))`),
	define('text', 'lower', ['text'], 'text', (args) => sql`lower(${at(args, 0)})`),
	define('text', 'upper', ['text'], 'text', (args) => sql`upper(${at(args, 0)})`),
	define('text', 'trim', ['text'], 'text', (args) => sql`trim(${at(args, 0)})`),
	define('text', 'left', ['text', 'number'], 'text', (args) => sql`left(${at(args, 0)}, ${length(at(args, 1))})`),
	define('text', 'right', ['text', 'number'], 'text', (args) => sql`right(${at(args, 0)}, ${length(at(args, 1))})`),
	define(
		'text',
		'mid',
		['text', 'number', 'number'],
		'text',
		(args) => sql`substr(${at(args, 0)}, greatest(1, ${whole(at(args, 1))}), ${length(at(args, 2))})`
	),
	define('text', 'length', ['text'], 'number', (args) => sql`length(${at(args, 0)})`, INTEGER),
	define('text', 'contains', ['text', 'text'], 'boolean', (args) => sql`contains(${all(args)})`),
	define('text', 'starts_with', ['text', 'text'], 'boolean', (args) => sql`starts_with(${all(args)})`),
	define('text', 'ends_with', ['text', 'text'], 'boolean', (args) => sql`ends_with(${all(args)})`),
	define('text', 'replace', ['text', 'text', 'text'], 'text', (args) => sql`replace(${all(args)})`),
	define('text', 'text', ['any'], 'text', (args) => sql`CAST(${at(args, 0)} AS VARCHAR)`),
	define('date', 'year', ['date'], 'number', (args) => sql`year(${at(args, 0)})`, INTEGER),
	define('date', 'quarter', ['date'], 'number', (args) => sql`quarter(${at(args, 0)})`, INTEGER),
	define('date', 'month', ['date'], 'number', (args) => sql`month(${at(args, 0)})`, INTEGER),
	define('date', 'day', ['date'], 'number', (args) => sql`day(${at(args, 0)})`, INTEGER),
	define('date', 'weekday', ['date'], 'number', (args) => sql`isodow(${at(args, 0)})`, INTEGER),
	define(
		'date',
		'days_between',
		['date', 'date'],
		'number',
		(args) => sql`datediff('day', CAST(${at(args, 0)} AS DATE), CAST(${at(args, 1)} AS DATE))`,
		INTEGER
	),
	define(
		'date',
		'date',
		['number', 'number', 'number'],
		'date',
		(args) => sql`TRY(make_date(${list([0, 1, 2].map((index) => whole(at(args, index))))}))`
	),
	define(
		'date',
		'date_add',
		['date', 'number', 'unit'],
		'date',
		(args) => sql`CAST(${at(args, 0)} + ${interval(args[2]?.literal ?? 'day', at(args, 1))} AS DATE)`,
		{ optional: 1 }
	),
	define(
		'date',
		'start_of',
		['date', 'unit'],
		'date',
		(args) => sql`CAST(date_trunc(${literal(args[1]?.literal ?? 'month')}, ${at(args, 0)}) AS DATE)`
	)
];

/** n units; a month more than January 31 is the last of February. */
function interval(unit: string, count: Sql): Sql {
	const n = sql`CAST(floor(${count}) AS INTEGER)`;
	switch (unit) {
		case 'week':
			return sql`to_weeks(${n})`;
		case 'month':
			return sql`to_months(${n})`;
		case 'quarter':
			return sql`to_months(3 * ${n})`;
		case 'year':
			return sql`to_years(${n})`;
		default:
			return sql`to_days(${n})`;
	}
}

/** The function of that name, whatever its case. */
export function functionOf(name: string): ExpressionFunction | null {
	const lower = name.toLowerCase();
	return FUNCTIONS.find((known) => known.name === lower) ?? null;
}
