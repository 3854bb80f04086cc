import type { Json } from '$lib/core/json';
import type { Finding } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';
import { formatCount } from './formatting';

type Sentence = (finding: Finding, details: Readonly<Record<string, Json>>) => string;

/** A sentence per thing found and reason; what each carries is said in core/intake/sniff-findings and column-type. */
const SENTENCES: Readonly<Record<Finding['about'], Readonly<Record<string, Sentence>>>> = {
	encoding: {
		bom: (f) => m.import_finding_encoding_bom({ encoding: encodingName(f.value) }),
		ascii: (f) => m.import_finding_encoding_ascii({ encoding: encodingName(f.value) }),
		'utf8-valid': (f) => m.import_finding_encoding_utf8_valid({ encoding: encodingName(f.value) }),
		'zero-bytes': (f) => m.import_finding_encoding_zero_bytes({ encoding: encodingName(f.value) }),
		'bytes-fit': (f, d) =>
			m.import_finding_encoding_bytes_fit({ encoding: encodingName(f.value), line: count(d['line']) }),
		damaged: (f, d) => m.import_finding_encoding_damaged({ encoding: encodingName(f.value), line: count(d['line']) }),
		'nothing-fits': (f) => m.import_finding_encoding_nothing_fits({ encoding: encodingName(f.value) }),
		given: (f) => m.import_finding_given({ value: encodingName(f.value) })
	},
	delimiter: {
		given: (f) => m.import_finding_given({ value: markName(f.value) }),
		'sep-line': (f) => m.import_finding_delimiter_sep_line({ delimiter: markName(f.value) }),
		'most-regular': (f, d) =>
			m.import_finding_delimiter_most_regular({
				delimiter: markName(f.value),
				regular: count(d['regular']),
				looked: count(d['looked'])
			}),
		'one-column': () => m.import_finding_delimiter_one_column()
	},
	quote: {
		given: (f) => m.import_finding_given({ value: markName(f.value) }),
		'encloses-cells': (f, d) =>
			m.import_finding_quote_encloses({ quote: markName(f.value), quoted: count(d['quoted']) }),
		'none-seen': () => m.import_finding_quote_none()
	},
	header: {
		given: (f) => m.import_finding_given({ value: count(f.value) }),
		'types-below': (f) => m.import_finding_header_types({ line: count(f.value) }),
		'types-above': () => m.import_finding_header_none(),
		words: (f, d) =>
			f.value === 0 || f.confidence === 'asked'
				? headerAsked(f, d)
				: m.import_finding_header_words({ line: count(f.value) }),
		years: (f) => m.import_finding_header_years({ line: count(f.value) }),
		'two-rows': (f) => m.import_finding_header_two_rows({ line: count(f.value) }),
		'group-row': (f) => m.import_finding_header_group_row({ line: count(f.value) }),
		'only-row': (f) => m.import_finding_header_only_row({ line: count(f.value) }),
		ragged: () => m.import_finding_header_none_ragged()
	},
	preamble: {
		given: (f) => m.import_finding_lines_given({ lines: count(f.value) }),
		'not-like-rows': (f, d) => m.import_finding_preamble({ lines: count(f.value), texts: texts(d['texts']) }),
		'blank-lines': (f) => m.import_finding_preamble_blank({ lines: count(f.value) })
	},
	footer: {
		given: (f) => m.import_finding_lines_given({ lines: count(f.value) }),
		'not-like-rows': (f, d) => m.import_finding_footer({ lines: count(f.value), texts: texts(d['texts']) }),
		'blank-lines': (f) => m.import_finding_footer_blank({ lines: count(f.value) })
	},
	column: {
		given: (f) => m.import_finding_column_given(typed(f)),
		empty: (f) => m.import_finding_column_empty(typed(f)),
		words: (f, d) => m.import_finding_column_words({ ...typed(f), cells: count(d['cells']) }),
		'id-header': (f) => m.import_finding_column_id_header(typed(f)),
		'leading-zeros': (f, d) => m.import_finding_column_leading_zeros({ ...typed(f), ...example(d) }),
		'long-ids': (f, d) => m.import_finding_column_long_ids({ ...typed(f), ...example(d) }),
		booleans: (f) => m.import_finding_column_booleans(typed(f)),
		'flag-header': (f) => m.import_finding_column_flag_header(typed(f)),
		'dates-iso': (f, d) => m.import_finding_column_dates_iso({ ...typed(f), ...fit(d) }),
		'dates-written': (f, d) =>
			m.import_finding_column_dates_written({ ...typed(f), ...fit(d), patterns: patterns(d['patterns']) }),
		'order-proven': (f, d) =>
			m.import_finding_column_order_proven({ ...typed(f), ...example(d), patterns: patterns(d['patterns']) }),
		'order-elsewhere': (f, d) =>
			m.import_finding_column_order_elsewhere({ ...typed(f), patterns: patterns(d['patterns']) }),
		'dates-serial': (f, d) => m.import_finding_column_dates_serial({ ...typed(f), ...fit(d) }),
		'dates-ambiguous': (f, d) => datesAsked(f, d),
		'dates-mixed': (f) => m.import_finding_column_mixed(typed(f)),
		numbers: (f, d) => m.import_finding_column_numbers({ ...typed(f), ...fit(d) }),
		'numbers-written': (f, d) =>
			m.import_finding_column_numbers_written({ ...typed(f), ...fit(d), marks: numberMarks(d) }),
		'mark-unknown': (f, d) => m.import_finding_column_mark_unknown({ ...typed(f), text: words(d['text']) })
	}
};

/** What was detected and why, in one sentence of the current language. */
export function findingText(finding: Finding): string {
	const sentence = SENTENCES[finding.about][finding.because];
	return sentence?.(finding, finding.details ?? {}) ?? m.import_finding_given({ value: words(finding.value) });
}

const ENCODINGS: Readonly<Record<string, () => string>> = {
	'utf-8': m.import_encoding_utf_8,
	'utf-16le': m.encoding_utf_16le,
	'utf-16be': m.encoding_utf_16be,
	gb18030: m.encoding_gb18030,
	big5: m.import_encoding_big5,
	'shift-jis': m.encoding_shift_jis,
	'windows-1252': m.encoding_windows_1252
};

function encodingName(value: Json): string {
	return ENCODINGS[words(value)]?.() ?? words(value);
}

const MARKS: Readonly<Record<string, () => string>> = {
	',': m.import_finding_mark_comma,
	';': m.import_finding_mark_semicolon,
	'\t': m.import_finding_mark_tab,
	'|': m.import_finding_mark_pipe,
	' ': m.import_finding_mark_space,
	':': m.import_finding_mark_colon,
	'': m.import_finding_mark_none
};

function markName(value: Json): string {
	return MARKS[words(value)]?.() ?? `“${words(value)}”`;
}

const TYPES: Readonly<Record<string, () => string>> = {
	text: m.type_text,
	integer: m.type_integer,
	decimal: m.type_decimal,
	float: m.type_float,
	boolean: m.type_boolean,
	date: m.type_date,
	timestamp: m.type_timestamp
};

function typed({ column, value }: Finding): { column: string; type: string } {
	return { column: column ?? '', type: TYPES[words(value)]?.() ?? words(value) };
}

function fit(details: Readonly<Record<string, Json>>): { fit: string; cells: string } {
	return { fit: count(details['fit']), cells: count(details['cells']) };
}

function example(details: Readonly<Record<string, Json>>): { text: string; line: string } {
	return { text: words(details['text']).slice(0, 40), line: count(details['line']) };
}

/** strptime patterns as people write them: `%d/%m/%Y` is DD/MM/YYYY. */
function patterns(value: Json | undefined): string {
	const letters: Readonly<Record<string, string>> = { Y: 'YYYY', y: 'YY', m: 'MM', d: 'DD', b: 'MMM', B: 'MMMM' };
	const clock: Readonly<Record<string, string>> = { H: 'hh', I: 'hh', M: 'mm', S: 'ss', f: 'ffffff', p: 'AM/PM' };
	const all: readonly Json[] = Array.isArray(value) ? value : [value ?? ''];
	const shown = all.map((pattern) =>
		words(pattern).replace(/%([A-Za-z])/g, (whole, letter: string) => letters[letter] ?? clock[letter] ?? whole)
	);
	return [...new Set(shown)].slice(0, 3).join(', ');
}

function numberMarks(details: Readonly<Record<string, Json>>): string {
	const marks: string[] = [];
	const grouping = words(details['grouping']);
	const strip = details['strip'];
	const suffixes = details['suffixes'];
	if (grouping !== '') marks.push(m.import_finding_marks_grouping({ mark: grouping }));
	if (details['decimal'] === ',') marks.push(m.import_finding_marks_decimal({ mark: ',' }));
	if (details['percent'] === true) marks.push(m.import_finding_marks_percent());
	if (Array.isArray(strip)) marks.push(...strip.map(words));
	if (Array.isArray(suffixes)) marks.push(...suffixes.map(words));
	else if (suffixes !== null && typeof suffixes === 'object') marks.push(...Object.keys(suffixes));
	return marks.length > 0
		? marks.join(', ')
		: m.import_finding_marks_decimal({ mark: words(details['decimal']) || '.' });
}

function datesAsked(finding: Finding, details: Readonly<Record<string, Json>>): string {
	const candidates: readonly Json[] = Array.isArray(details['candidates']) ? details['candidates'] : [];
	const [first = '', second = ''] = candidates.map((candidate) =>
		candidate !== null && typeof candidate === 'object' && 'day' in candidate ? words(candidate['day']) : ''
	);
	const text = words(details['text']);
	const { column } = typed(finding);
	if (first === '' || second === '') return m.import_finding_column_asked_plain({ column, text });
	return m.import_finding_column_asked({ column, text, first, second });
}

function headerAsked(finding: Finding, details: Readonly<Record<string, Json>>): string {
	const taken = finding.value === 0 ? m.import_finding_taken_data() : m.import_finding_taken_names();
	return m.import_finding_header_asked({ first: texts(details['first']), taken });
}

function texts(value: Json | undefined): string {
	const all: readonly Json[] = Array.isArray(value) ? value : [];
	return all.map((text) => `“${words(text).slice(0, 40)}”`).join(', ');
}

function count(value: Json | undefined): string {
	return formatCount(typeof value === 'number' ? value : 0);
}

function words(value: Json | undefined): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
