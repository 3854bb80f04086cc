import { count, text } from '../model/rows';
import { chain, step, type Step } from '../sql/chain';
import { id, literal, sql, type Query } from '../sql/sql';
import type { Column, Rows, Table } from '../table';
import { finite, rowOf } from './cells';
import type { TopValue } from './distribution';

/** What a column of texts or truths holds, over all rows. */
export interface Labels {
	readonly rows: number;
	readonly nulls: number;
	readonly distinct: number;
	/** First and last value in the order of the code points; null without values. */
	readonly min: string | null;
	readonly max: string | null;
	/** Lengths in Unicode code points; null without values or for truths. */
	readonly shortest: number | null;
	readonly meanLength: number | null;
	readonly longest: number | null;
	/** Rows with an empty text, and with blanks before or after the text. */
	readonly empty: number;
	readonly blanks: number;
	/** Values that differ from another only in capitals or outer blanks, and the rows that hold them. */
	readonly variants: number;
	readonly variantRows: number;
	/** Most frequent values, ties by value. */
	readonly top: readonly TopValue[];
}

/** The step `spellings`: each value of a column as text, with its rows. */
function spellings(table: Table, column: Column): Step {
	return step(
		'spellings',
		`The values of ${column.name} with their rows`,
		sql`
			SELECT CAST(${id(column.name)} AS VARCHAR) AS value, count(*) AS n
			FROM ${id(table.id)}
			GROUP BY ALL`
	);
}

/** Blanks of any script at either end: the class of RE2 knows only those of ASCII. */
const OUTER_BLANKS = sql`'^[\\s\\x{A0}\\x{3000}]+|[\\s\\x{A0}\\x{3000}]+$'`;

/** The figures and the `limit` most frequent values of a label column: one group-by. Read by {@link readLabels}. */
export function labelsQuery(table: Table, column: Column, limit: number): Query {
	return chain(
		[
			spellings(table, column),
			step(
				'spelt',
				'Each value without outer blanks, in lower case',
				sql`
					SELECT value, n, length(value) AS size, regexp_replace(value, ${OUTER_BLANKS}, '', 'g') AS bare
					FROM spellings`
			),
			step(
				'figures',
				'Counts, range, lengths, blanks',
				sql`
					SELECT
						CAST(coalesce(sum(n), 0) AS BIGINT) AS all_rows,
						CAST(coalesce(sum(n) FILTER (WHERE value IS NULL), 0) AS BIGINT) AS nulls,
						count(value) AS different,
						min(value) AS smallest,
						max(value) AS largest,
						min(size) AS shortest,
						CAST(sum(size * n) AS DOUBLE) / nullif(sum(n) FILTER (WHERE value IS NOT NULL), 0) AS mean_length,
						max(size) AS longest,
						CAST(coalesce(sum(n) FILTER (WHERE value = ''), 0) AS BIGINT) AS empty,
						CAST(coalesce(sum(n) FILTER (WHERE value <> bare), 0) AS BIGINT) AS blanks
					FROM spelt`
			),
			step(
				'variants',
				'Values that are one but for capitals and outer blanks',
				sql`
					SELECT CAST(coalesce(sum(spelled), 0) AS BIGINT) AS variants, CAST(coalesce(sum(n), 0) AS BIGINT) AS variant_rows
					FROM (
						SELECT count(*) AS spelled, sum(n) AS n
						FROM spelt
						WHERE value IS NOT NULL
						GROUP BY lower(bare)
						HAVING count(*) > 1
					)`
			),
			step(
				'top',
				'The most frequent values',
				sql`
					SELECT value AS top_value, n AS top_n
					FROM spellings
					WHERE value IS NOT NULL
					ORDER BY n DESC, value
					LIMIT ${literal(limit)}`
			)
		],
		'The figures, repeated beside each of the most frequent values',
		sql`
			SELECT figures.*, variants.*, top.*
			FROM figures, variants
			LEFT JOIN top ON TRUE
			ORDER BY top_n DESC, top_value`
	);
}

/** The figures out of the rows of {@link labelsQuery}. */
export function readLabels(column: Column, rows: Rows): Labels {
	const cell = rowOf(rows);
	const lengths = column.type === 'text';
	const top = Array.from({ length: rows.length }, (_, r) => rowOf(rows, r))
		.filter((row) => row('top_value') !== null)
		.map((row) => ({ value: text(row('top_value')) ?? '', count: count(row('top_n')) }));
	return {
		rows: count(cell('all_rows')),
		nulls: count(cell('nulls')),
		distinct: count(cell('different')),
		min: text(cell('smallest')),
		max: text(cell('largest')),
		shortest: lengths ? finite(cell('shortest')) : null,
		meanLength: lengths ? finite(cell('mean_length')) : null,
		longest: lengths ? finite(cell('longest')) : null,
		empty: count(cell('empty')),
		blanks: count(cell('blanks')),
		variants: count(cell('variants')),
		variantRows: count(cell('variant_rows')),
		top
	};
}

/** The shape of texts: digits as 9, capitals as A, small letters as a … */
export interface Pattern {
	readonly pattern: string;
	readonly rows: number;
	/** Of how many rows: those of all values that were looked at. */
	readonly of: number;
	readonly values: number;
	/** One value of that shape, the most frequent. */
	readonly example: string;
}

/** Different values whose shapes are looked at; of more, a sample of this size is drawn with a fixed seed. */
export const PATTERN_VALUES = 100_000;

/**
 * The most frequent shapes of a text column. Digits become 9, capitals A, small letters a (two or more: `a+`), Han characters 字
 * (four or more: `字+`), kana あ, Hangul 한; more than twelve digits or capitals in a row `9+` and `A+`.
 */
export function patternsQuery(table: Table, column: Column, limit: number): Query {
	return chain(
		[
			spellings(table, column),
			step(
				'looked_at',
				'All values, or so many of them, the same every time',
				sql`
					SELECT value, n
					FROM spellings
					WHERE value IS NOT NULL
					USING SAMPLE reservoir(${literal(PATTERN_VALUES)} ROWS) REPEATABLE (1)`
			),
			step(
				'shapes',
				'The shape of each value',
				sql`
					SELECT value, n, ${shape()} AS pattern
					FROM looked_at`
			)
		],
		'Rows, values and an example per shape',
		sql`
			SELECT pattern, CAST(sum(n) AS BIGINT) AS n, CAST(sum(sum(n)) OVER () AS BIGINT) AS all_n, count(*) AS different, arg_max(value, (n, value)) AS example
			FROM shapes
			GROUP BY pattern
			ORDER BY n DESC, pattern
			LIMIT ${literal(limit)}`
	);
}

const SHAPES: readonly (readonly [string, string])[] = [
	['\\p{Nd}', '9'],
	['\\p{Lu}', 'A'],
	['\\p{Ll}', 'a'],
	['[\\p{Hiragana}\\p{Katakana}]', 'あ'],
	['\\p{Hangul}', '한'],
	['\\p{Han}', '字'],
	['a{2,}', 'a+'],
	['字{4,}', '字+'],
	['9{13,}', '9+'],
	['A{13,}', 'A+']
];

function shape() {
	const first = sql`left(value, 200)`;
	return SHAPES.reduce(
		(inner, [from, to]) => sql`regexp_replace(${inner}, ${literal(from)}, ${literal(to)}, 'g')`,
		first
	);
}

/** The shapes out of the rows of {@link patternsQuery}. */
export function readPatterns(rows: Rows): Pattern[] {
	return Array.from({ length: rows.length }, (_, r) => {
		const cell = rowOf(rows, r);
		return {
			pattern: text(cell('pattern')) ?? '',
			rows: count(cell('n')),
			of: count(cell('all_n')),
			values: count(cell('different')),
			example: text(cell('example')) ?? ''
		};
	});
}

/** Values that are one but for capitals and outer blanks, with their spellings, most rows first. */
export interface Variant {
	readonly spellings: readonly TopValue[];
}

/** Spellings of the words that have several: (word, value, n), at most `limit` rows. Read by {@link readVariants}. */
export function variantsQuery(table: Table, column: Column, limit: number): Query {
	return chain(
		[
			spellings(table, column),
			step(
				'words',
				'Each value without outer blanks, in lower case',
				sql`
					SELECT value, n, lower(regexp_replace(value, ${OUTER_BLANKS}, '', 'g')) AS word
					FROM spellings
					WHERE value IS NOT NULL`
			),
			step(
				'several',
				'Words with more than one spelling',
				sql`
					SELECT word, sum(n) AS word_rows
					FROM words
					GROUP BY word
					HAVING count(*) > 1`
			)
		],
		'Their spellings',
		sql`
			SELECT word, value, n
			FROM words
			JOIN several USING (word)
			ORDER BY word_rows DESC, word, n DESC, value
			LIMIT ${literal(limit)}`
	);
}

/** The words out of the rows of {@link variantsQuery}. */
export function readVariants(rows: Rows): Variant[] {
	const words = new Map<string, TopValue[]>();
	for (let r = 0; r < rows.length; r++) {
		const cell = rowOf(rows, r);
		const word = text(cell('word')) ?? '';
		const spelling = { value: text(cell('value')) ?? '', count: count(cell('n')) };
		words.set(word, [...(words.get(word) ?? []), spelling]);
	}
	return [...words.values()].map((spelt) => ({ spellings: spelt }));
}
