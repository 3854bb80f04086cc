import * as z from 'zod/mini';
import { ok } from '../../result';
import { id, literal, sql, type Sql } from '../../sql/sql';
import { columnNames, typeIssues, type StepKind } from '../step';

const params = z.object({
	columns: columnNames,
	/** Blanks at both ends go; a cell of blanks alone becomes empty. */
	trim: z.boolean(),
	/** Runs of blanks and line breaks become one blank. */
	collapse: z.boolean(),
	/** Full-width letters, digits and signs become half-width, half-width katakana full-width, as Unicode NFKC has them. */
	width: z.boolean(),
	letters: z.enum(['keep', 'upper', 'lower', 'title'])
});

/** Blanks of every script, zero-width ones too. */
const BLANK = '[\\s\\p{Z}\\x{200B}\\x{FEFF}]+';

/** Makes texts that differ only in blanks, width or case the same. */
export const tidyText: StepKind<z.infer<typeof params>> = {
	kind: 'tidy-text',
	purpose: 'text',
	params,
	needs: ({ columns }) => columns,
	effect: (chosen, context) => {
		const issues = typeIssues(context, chosen.columns, 'text', (type) => type === 'text');
		if (issues.length > 0) return { ok: false, issues };
		const columns = [...new Set(chosen.columns)];
		return ok({ assign: columns.map((name) => ({ name, value: tidied(id(name), chosen), type: 'text' })) });
	}
};

function tidied(text: Sql, { trim, collapse, width, letters }: z.infer<typeof params>): Sql {
	let value = text;
	if (width) value = sql`nfc_normalize(translate(${value}, ${literal(WIDE)}, ${literal(NARROW)}))`;
	if (collapse) value = sql`regexp_replace(${value}, ${literal(BLANK)}, ' ', 'g')`;
	if (trim) value = sql`nullif(regexp_replace(${value}, ${literal(`^${BLANK}|${BLANK}$`)}, '', 'g'), '')`;
	if (letters === 'upper') value = sql`upper(${value})`;
	if (letters === 'lower') value = sql`lower(${value})`;
	if (letters === 'title') value = titled(value);
	return value;
}

/** The first letter of every word as a capital, the others small. */
function titled(text: Sql): Sql {
	return sql`array_to_string(list_transform(string_split(lower(${text}), ' '), lambda word: upper(left(word, 1)) || substr(word, 2)), ' ')`;
}

/** The forms of width that Unicode maps one to one: U+FF01–U+FFE6 and the blanks of other widths. */
const PAIRS: readonly (readonly [string, string])[] = [
	...codes(0xff01, 0xffe6),
	0x3000,
	...codes(0x2000, 0x200a),
	0x202f,
	0xa0
]
	.map((code) => String.fromCharCode(code))
	.map((wide) => [wide, wide.normalize('NFKC')] as const)
	.filter(([wide, narrow]) => wide !== narrow && [...narrow].length === 1);
const WIDE = PAIRS.map(([wide]) => wide).join('');
const NARROW = PAIRS.map(([, narrow]) => narrow).join('');

function codes(from: number, to: number): number[] {
	return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
