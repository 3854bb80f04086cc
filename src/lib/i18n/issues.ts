import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import type { Json } from '$lib/core/json';
import type { Role } from '$lib/core/model/model';
import { GRAINS, periodOf } from '$lib/core/period';
import type { Issue, IssueCode } from '$lib/core/result';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { expressionSentence } from './expression';
import { FORECASTER_NAMES } from './forecaster-names';
import { formatBytes, formatCount, formatShare } from './formatting';
import { formatPeriod } from './periods';
import { roleName } from './role-names';

type Details = Readonly<Record<string, Json>>;

/**
 * A sentence per code, and thereby the list of what each code carries. `at` is a file name (also "file:line" or "file:column")
 * for `file-*`, `rows-*`, `cells-*`, `dates-*`, `times-*`, `header-*`, `preamble-*` and `footer-*`, a series key for `series-*` (empty: the
 * total), a forecaster kind for `forecaster-*`, a path into the document otherwise. Details per code:
 * - file-one-column { column }; file-format-later { format }; file-encoding-suspect { encoding, line }; file-duplicate { existing }
 * - append-unkeyed { rows }; `at` is the file
 * - file-parquet-broken, file-unreadable { message }; file-too-large { size: bytes, estimate?: bytes in memory }
 * - file-too-many-columns { columns, limit }; file-wide { columns }
 * - file-format-refused { format }; workbook-broken, archive-broken, file-arrow-broken { message }; workbook-merged, workbook-times-hidden,
 *   workbook-formulas-empty { cells, first }; workbook-hidden { rows, columns }; archive-bomb { size, bytes }
 * - archive-protected { member }; archive-empty { members }; part-missing { part, parts }; part-choose { parts }
 * - json-invalid { line, column, reason, found?, expected? }; json-deep { line, column, depth }; json-lines-set-aside { lines, line }
 * - json-keys-repeated { names, line }; json-lists-as-text { columns }
 * - url-status { status }; url-too-large { size: bytes, the most }; `at` of `url-*` is the host, of url-invalid what was typed
 * - rows-set-aside { rows }; rows-unaccounted { rows, expected }; cells-unparseable, cells-no-value { column, cells, example }
 * - cells-empty-words { cells, words }; column-as-text { column, type, cells, example }
 * - dates-mixed { column, examples: { line, text }[] }; dates-ambiguous { column, line, text }; times-dropped { column }
 * - header-missing { columns, line }; header-renamed { total, renamed: { column, from, to }[] }
 * - header-repaired { line }; header-repeated, quotes-suspect { rows, line }; rows-ragged { columns, rows }; override-unfit { column, type, example }; override-unused { column }
 * - preamble-skipped, footer-skipped { lines, texts: string[] }
 * - model-no-date { roles }; model-field-unknown, model-join-not-unique { table, column }
 * - model-join-no-match { table, column, rows, keyed, matched, values }; model-currencies-mixed { currencies }
 * - step-kind-unknown { kind }; step-column-missing, step-column-taken { column }; step-column-type { column, type, need }
 * - step-expression { reason, position, length } and the details of the reason (core/prepare/expression/tokens.ts)
 * - series-too-short { have, need }; series-gaps { gaps, length }; series-partial-last { period, kept, lastDay }
 * - series-sparse { zeros, length }; series-level-shift { period: first day, grain, change: share or null }; series-outlier { period, grain, count }
 * - series-dropped { keys, count }; forecaster-too-short { kind, have, need, series }; forecaster-failed { kind, message }
 * - training-diverged { kind }; workspace-invalid { reason }; workspace-newer { format, supported }
 */
const SENTENCES: Record<IssueCode, (at: string, d: Details) => string> = {
	'file-empty': (at) => m.issue_file_empty({ file: file(at) }),
	'file-header-only': (at) => m.issue_file_header_only({ file: file(at) }),
	'file-one-column': (at, d) => m.issue_file_one_column({ file: file(at), column: text(d['column']) }),
	'file-binary': (at) => m.issue_file_binary({ file: file(at) }),
	'file-type-unknown': (at) => m.issue_file_type_unknown({ file: file(at) }),
	'file-format-later': (at, d) => m.issue_file_format_later({ file: file(at), format: formatName(d['format']) }),
	'file-encoding-suspect': (at, d) => m.issue_file_encoding_suspect(encodingParts(at, d)),
	'file-parquet-broken': (at, d) => m.issue_file_parquet_broken({ file: file(at), reason: reason(d) }),
	'file-unreadable': (at, d) => m.issue_file_unreadable({ file: file(at), reason: reason(d) }),
	'file-duplicate': (at, d) => m.issue_file_duplicate({ file: file(at), existing: text(d['existing']) }),
	'append-unkeyed': (at, d) => m.issue_append_unkeyed({ file: file(at), rows: count(d['rows']) }),
	'file-too-large': (at, d) => {
		const told = { file: file(at), size: bytes(d['size']) };
		return d['estimate'] === undefined
			? m.issue_file_too_large(told)
			: m.issue_file_too_large_estimate({ ...told, memory: bytes(d['estimate']) });
	},
	'file-too-many-columns': (at, d) =>
		m.issue_file_too_many_columns({ file: file(at), columns: count(d['columns']), limit: count(d['limit']) }),
	'file-wide': (at, d) => m.issue_file_wide({ file: file(at), columns: count(d['columns']) }),
	'file-stalled': (at) => m.issue_file_stalled({ file: file(at) }),
	'file-format-refused': (at, d) => m.issue_file_format_refused({ file: file(at), format: formatName(d['format']) }),
	'file-arrow-broken': (at, d) => m.issue_file_arrow_broken({ file: file(at), reason: reason(d) }),
	'file-arrow-compressed': (at) => m.issue_file_arrow_compressed({ file: file(at) }),
	'workbook-protected': (at) => m.issue_workbook_protected({ file: file(at) }),
	'workbook-old': (at) => m.issue_workbook_old({ file: file(at) }),
	'workbook-binary': (at) => m.issue_workbook_binary({ file: file(at) }),
	'workbook-broken': (at, d) => m.issue_workbook_broken({ file: file(at), reason: reason(d) }),
	'workbook-unsafe': (at) => m.issue_workbook_unsafe({ file: file(at) }),
	'workbook-merged': (at, d) => m.issue_workbook_merged(cellsParts(at, d)),
	'workbook-hidden': (at, d) =>
		m.issue_workbook_hidden({ file: file(at), rows: count(d['rows']), columns: count(d['columns']) }),
	'workbook-times-hidden': (at, d) => m.issue_workbook_times_hidden(cellsParts(at, d)),
	'workbook-formulas-empty': (at, d) => m.issue_workbook_formulas_empty(cellsParts(at, d)),
	'archive-bomb': (at, d) => m.issue_archive_bomb({ file: file(at), size: bytes(d['size']), bytes: bytes(d['bytes']) }),
	'archive-broken': (at, d) => m.issue_archive_broken({ file: file(at), reason: reason(d) }),
	'archive-protected': (at, d) => m.issue_archive_protected({ file: file(at), member: quoted(d['member'] ?? '') }),
	'archive-empty': (at, d) => m.issue_archive_empty({ file: file(at), members: list(d['members'], quoted) }),
	'part-missing': (at, d) =>
		m.issue_part_missing({ file: file(at), part: quoted(d['part'] ?? ''), parts: list(d['parts'], quoted) }),
	'part-choose': (at, d) => m.issue_part_choose({ file: file(at), parts: list(d['parts'], quoted) }),
	'json-invalid': (at, d) =>
		m.issue_json_invalid({
			file: file(at),
			line: count(d['line']),
			column: count(d['column']),
			reason: jsonReason(d)
		}),
	'json-deep': (at, d) =>
		m.issue_json_deep({
			file: file(at),
			line: count(d['line']),
			column: count(d['column']),
			depth: count(d['depth'])
		}),
	'json-lines-set-aside': (at, d) =>
		m.issue_json_lines_set_aside({ file: file(at), lines: count(d['lines']), line: count(d['line']) }),
	'json-keys-repeated': (at, d) =>
		m.issue_json_keys_repeated({ file: file(at), names: list(d['names'], quoted), line: count(d['line']) }),
	'json-lists-as-text': (at, d) => m.issue_json_lists_as_text({ file: file(at), columns: list(d['columns'], quoted) }),
	'url-invalid': (at) => m.issue_url_invalid({ address: at }),
	'url-insecure': (at) => m.issue_url_insecure({ host: at }),
	'url-offline': (at) => m.issue_url_offline({ host: at }),
	'url-refused': (at) => m.issue_url_refused({ host: at }),
	'url-status': (at, d) =>
		d['status'] === 404 || d['status'] === 410
			? m.issue_url_missing({ host: at })
			: d['status'] === 401 || d['status'] === 403
				? m.issue_url_forbidden({ host: at })
				: m.issue_url_status({ host: at, status: text(d['status']) }),
	'url-too-large': (at, d) => m.issue_url_too_large({ host: at, size: bytes(d['size']) }),
	'rows-set-aside': (at, d) => m.issue_rows_set_aside({ file: file(at), rows: count(d['rows']) }),
	'rows-unaccounted': (at, d) =>
		m.issue_rows_unaccounted({ file: file(at), rows: count(d['rows']), expected: count(d['expected']) }),
	'cells-unparseable': (at, d) =>
		m.issue_cells_unparseable({
			file: file(at, d['column']),
			column: text(d['column']),
			cells: count(d['cells']),
			example: text(d['example']).slice(0, 40)
		}),
	'cells-no-value': (at, d) =>
		m.issue_cells_no_value({
			file: file(at, d['column']),
			column: text(d['column']),
			cells: count(d['cells']),
			example: text(d['example']).slice(0, 40)
		}),
	'cells-empty-words': (at, d) =>
		m.issue_cells_empty_words({ file: file(at), cells: count(d['cells']), words: list(d['words'], quoted) }),
	'column-as-text': (at, d) =>
		m.issue_column_as_text({
			file: file(at, d['column']),
			column: text(d['column']),
			cells: count(d['cells']),
			example: text(d['example']).slice(0, 40)
		}),
	'dates-mixed': (at, d) =>
		m.issue_dates_mixed({ file: file(at), column: text(d['column']), examples: list(d['examples'], lineExample) }),
	'dates-ambiguous': (at, d) =>
		m.issue_dates_ambiguous({
			file: file(at),
			column: text(d['column']),
			line: count(d['line']),
			text: text(d['text'])
		}),
	'times-dropped': (at, d) => m.issue_times_dropped({ file: file(at), column: text(d['column']) }),
	'header-missing': (at, d) =>
		m.issue_header_missing({ file: file(at), columns: text(d['columns']), line: count(d['line']) }),
	'header-renamed': (at, d) =>
		m.issue_header_renamed({ file: file(at), total: count(d['total']), names: list(d['renamed'], renamed) }),
	'header-repaired': (at, d) => m.issue_header_repaired({ file: file(at), line: count(d['line']) }),
	'header-repeated': (at, d) =>
		m.issue_header_repeated({ file: file(at), rows: count(d['rows']), line: count(d['line']) }),
	'quotes-suspect': (at, d) =>
		m.issue_quotes_suspect({ file: file(at), rows: count(d['rows']), line: count(d['line']) }),
	'rows-ragged': (at, d) =>
		m.issue_rows_ragged({ file: file(at), columns: count(d['columns']), rows: count(d['rows']) }),
	'override-unfit': (at, d) =>
		m.issue_override_unfit({ file: file(at), column: text(d['column']), example: text(d['example']).slice(0, 40) }),
	'override-unused': (at, d) => m.issue_override_unused({ file: file(at), column: text(d['column']) }),
	'preamble-skipped': (at, d) =>
		m.issue_preamble_skipped({ file: file(at), lines: count(d['lines']), texts: list(d['texts'], quoted) }),
	'footer-skipped': (at, d) =>
		m.issue_footer_skipped({ file: file(at), lines: count(d['lines']), texts: list(d['texts'], quoted) }),
	'model-no-date': (_at, d) =>
		m.issue_model_no_date({ roles: list(d['roles'], (role) => roleName(text(role) as Role)) }),
	'model-history-only': (at) => m.issue_model_history_only({ table: at }),
	'model-no-amount': () => m.issue_model_no_amount(),
	'model-no-outcome': () => m.issue_model_no_outcome(),
	'model-field-unknown': (_at, d) =>
		m.issue_model_field_unknown({ table: text(d['table']), column: text(d['column']) }),
	'model-join-not-unique': (_at, d) =>
		m.issue_model_join_not_unique({ table: text(d['table']), column: text(d['column']) }),
	'model-join-no-match': (at, d) =>
		m.issue_model_join_no_match({
			from: at,
			table: text(d['table']),
			column: text(d['column']),
			rows: count(d['rows']),
			keyed: count(d['keyed']),
			values: list(d['values'], quoted)
		}),
	'model-currencies-mixed': (_at, d) => m.issue_model_currencies_mixed({ currencies: list(d['currencies'], text) }),
	'step-kind-unknown': (_at, d) => m.issue_step_kind_unknown({ kind: text(d['kind']) }),
	'step-params-invalid': (at) => m.issue_step_params_invalid({ at }),
	'step-column-missing': (_at, d) => m.issue_step_column_missing({ column: text(d['column']) }),
	'step-column-taken': (_at, d) => m.issue_step_column_taken({ column: text(d['column']) }),
	'step-column-type': (_at, d) => stepColumnType(text(d['column']), d['need']),
	'step-no-columns': m.issue_step_no_columns,
	'step-expression': (_at, d) =>
		m.issue_step_expression({
			sentence: expressionSentence(text(d['reason']), d as Parameters<typeof expressionSentence>[1]),
			position: count(Number(d['position']) + 1)
		}),
	'param-invalid': (at) => m.issue_param_invalid({ at }),
	'series-too-short': (at, d) =>
		m.issue_series_too_short({ series: series(at), have: count(d['have']), need: count(d['need']) }),
	'series-gaps': (at, d) =>
		m.issue_series_gaps({ series: series(at), gaps: count(d['gaps']), length: count(d['length']) }),
	'series-zeros': (at) => m.issue_series_zeros({ series: series(at) }),
	'series-sparse': (at, d) =>
		m.issue_series_sparse({ series: series(at), zeros: count(d['zeros']), length: count(d['length']) }),
	'series-level-shift': (at, d) => levelShift(at, d),
	'series-outlier': (at, d) =>
		m.issue_series_outlier({ series: series(at), period: period(d), count: count(d['count']) }),
	'series-constant': (at) => m.issue_series_constant({ series: series(at) }),
	'series-partial-last': (_at, d) =>
		(d['kept'] === true ? m.issue_series_partial_kept : m.issue_series_partial_last)({ last_day: text(d['lastDay']) }),
	'series-dropped': (_at, d) => m.issue_series_dropped({ count: count(d['count']), keys: list(d['keys'], quoted) }),
	'forecaster-too-short': (at, d) =>
		m.issue_forecaster_too_short({
			forecaster: forecaster(d['kind'] ?? at),
			need: count(d['need']),
			have: count(d['have']),
			series: count(d['series'])
		}),
	'forecaster-failed': (at, d) =>
		m.issue_forecaster_failed({ forecaster: forecaster(d['kind'] ?? at), reason: reason(d) }),
	'forecast-naive-wins': () => m.issue_forecast_naive_wins(),
	'training-diverged': (at, d) => m.issue_training_diverged({ forecaster: forecaster(d['kind'] ?? at) }),
	'workspace-invalid': (at) => m.issue_workspace_invalid({ where: at || m.issue_word_document() }),
	'workspace-newer': (_at, d) => m.issue_workspace_newer({ format: text(d['format']), supported: text(d['supported']) })
};

/** One clear sentence about an issue in the current language: what, where, what to do. A code not known is named as it is. */
export function issueText(issue: Issue): string {
	const sentence = Object.hasOwn(SENTENCES, issue.code) ? SENTENCES[issue.code] : null;
	return sentence ? sentence(issue.at, issue.details ?? {}) : `${issue.code} (${issue.at})`;
}

/** All issue codes that have a sentence. */
export const ISSUE_CODES = Object.keys(SENTENCES) as readonly IssueCode[];

const ENCODINGS: Readonly<Record<string, () => string>> = {
	'utf-16le': m.encoding_utf_16le,
	'utf-16be': m.encoding_utf_16be,
	gb18030: m.encoding_gb18030,
	big5: m.import_encoding_big5,
	'shift-jis': m.encoding_shift_jis,
	'windows-1252': m.encoding_windows_1252,
	'damaged-utf-8': m.encoding_damaged_utf_8
};

const FORMATS: Readonly<Record<string, () => string>> = {
	excel: m.format_excel,
	json: m.format_json,
	arrow: m.format_arrow,
	zip: m.format_zip,
	gzip: m.format_gzip,
	html: m.format_html,
	xml: m.format_xml,
	parquet: m.format_parquet,
	tar: m.format_tar,
	zstd: m.format_zstd,
	rar: m.format_rar,
	'7z': m.format_7z,
	'archive-inside': m.format_archive_inside
};

const JSON_WORDS: Readonly<Record<string, () => string>> = {
	value: m.json_word_value,
	name: m.json_word_name,
	colon: m.json_word_colon,
	comma: m.json_word_comma,
	nothing: m.json_word_nothing
};

const JSON_REASONS: Readonly<Record<string, () => string>> = {
	number: m.json_reason_number,
	string: m.json_reason_string,
	encoding: m.json_reason_encoding
};

/** "deals.csv" of "deals.csv:12" or "deals.csv:Amount". */
function file(at: string, column?: Json): string {
	const tail = typeof column === 'string' ? `:${column}` : '';
	return (tail !== '' && at.endsWith(tail) ? at.slice(0, -tail.length) : at).replace(/:\d+$/, '');
}

function text(value: Json | undefined): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : m.issue_word_unknown();
}

function count(value: Json | undefined): string {
	return typeof value === 'number' ? formatCount(value) : text(value);
}

function bytes(value: Json | undefined): string {
	return typeof value === 'number' ? formatBytes(value) : text(value);
}

function reason(details: Details): string {
	return text(details['message'] ?? details['reason']).slice(0, 200);
}

function jsonReason(d: Details): string {
	const expected = (JSON_WORDS[text(d['expected'])] ?? m.json_word_value)();
	if (d['reason'] === 'end') return m.json_reason_end({ expected });
	return JSON_REASONS[text(d['reason'])]?.() ?? m.json_reason_unexpected({ found: text(d['found']), expected });
}

function cellsParts(at: string, d: Details): { file: string; cells: string; first: string } {
	return { file: file(at), cells: count(d['cells']), first: text(d['first']) };
}

function series(key: string): string {
	return key === '' ? m.issue_word_total() : `“${key}”`;
}

function period(d: Details): string {
	const [day, grain] = [text(d['period']), d['grain']];
	const known = GRAINS.find((one) => one === grain);
	return known ? formatPeriod(periodOf(day, known), known, getLocale()) : day;
}

function levelShift(at: string, d: Details): string {
	const named = { series: series(at), period: period(d) };
	const change = d['change'];
	if (typeof change !== 'number') return m.issue_series_level_shift_unsized(named);
	return m.issue_series_level_shift({ ...named, change: formatShare(change, { sign: true, digits: 0 }) });
}

function forecaster(kind: Json): string {
	const name = text(kind);
	return Object.hasOwn(FORECASTER_NAMES, name) ? FORECASTER_NAMES[name as ForecasterKind]() : name;
}

function formatName(value: Json | undefined): string {
	return FORMATS[text(value)]?.() ?? text(value);
}

function encodingParts(at: string, details: Details): { file: string; line: string; encoding: string } {
	const encoding = (ENCODINGS[text(details['encoding'])] ?? m.encoding_unknown)();
	return { file: file(at), line: count(details['line']), encoding };
}

const MOST = 5;

/** Up to five items, the rest counted. */
function list(items: Json | undefined, show: (item: Json) => string): string {
	const all: readonly Json[] = Array.isArray(items) ? items : [];
	const shown = all
		.slice(0, MOST)
		.map(show)
		.join(getLocale() === 'zh-CN' ? '、' : ', ');
	return all.length > MOST ? m.issue_word_more({ items: shown, count: formatCount(all.length - MOST) }) : shown;
}

function quoted(item: Json): string {
	return `“${text(item)}”`;
}

function part(item: Json, key: string): Json | undefined {
	return item !== null && typeof item === 'object' && !Array.isArray(item) ? (item as Details)[key] : undefined;
}

function lineExample(item: Json): string {
	return m.issue_word_line_example({ line: count(part(item, 'line')), text: text(part(item, 'text')) });
}

function renamed(item: Json): string {
	return m.issue_word_renamed({
		column: text(part(item, 'column')),
		from: text(part(item, 'from')),
		to: text(part(item, 'to'))
	});
}

function stepColumnType(column: string, need: Json | undefined): string {
	if (need === 'number') return m.issue_step_column_type_number({ column });
	return need === 'date' ? m.issue_step_column_type_date({ column }) : m.issue_step_column_type_text({ column });
}
