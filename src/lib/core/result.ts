import type { Json } from './json';

/**
 * Something in the user's input that they can put right. Issues are returned, all at once, never thrown.
 * `at` says where: a file name, `file:line`, a column, a parameter path. Sentences are made by `i18n` from `code`.
 */
export interface Issue {
	readonly code: IssueCode;
	readonly at: string;
	readonly details?: Readonly<Record<string, Json>>;
}

/** Every issue the product can name. `i18n/issues.ts` holds one sentence per code and language. */
export type IssueCode =
	// a file as a whole
	| 'file-empty'
	| 'file-header-only'
	| 'file-one-column'
	| 'file-binary'
	| 'file-type-unknown'
	| 'file-format-later'
	| 'file-encoding-suspect'
	| 'file-parquet-broken'
	| 'file-unreadable'
	| 'file-duplicate'
	| 'append-unkeyed'
	| 'file-too-large'
	| 'file-too-many-columns'
	| 'file-wide'
	| 'file-stalled'
	| 'file-format-refused'
	| 'file-arrow-broken'
	| 'file-arrow-compressed'
	// containers: workbooks, JSON, archives, Arrow
	| 'workbook-protected'
	| 'workbook-old'
	| 'workbook-binary'
	| 'workbook-broken'
	| 'workbook-unsafe'
	| 'workbook-merged'
	| 'workbook-hidden'
	| 'workbook-times-hidden'
	| 'workbook-formulas-empty'
	| 'archive-bomb'
	| 'archive-broken'
	| 'archive-protected'
	| 'archive-empty'
	| 'part-missing'
	| 'part-choose'
	| 'json-invalid'
	| 'json-deep'
	| 'json-lines-set-aside'
	| 'json-keys-repeated'
	| 'json-lists-as-text'
	// files from the web
	| 'url-invalid'
	| 'url-insecure'
	| 'url-offline'
	| 'url-refused'
	| 'url-status'
	| 'url-too-large'
	// rows, cells and columns
	| 'rows-set-aside'
	| 'rows-unaccounted'
	| 'cells-unparseable'
	| 'cells-no-value'
	| 'cells-empty-words'
	| 'column-as-text'
	| 'dates-mixed'
	| 'dates-ambiguous'
	| 'times-dropped'
	| 'header-missing'
	| 'header-renamed'
	| 'header-repaired'
	| 'header-repeated'
	| 'quotes-suspect'
	| 'rows-ragged'
	| 'override-unfit'
	| 'override-unused'
	| 'preamble-skipped'
	| 'footer-skipped'
	// the sales model
	| 'model-no-date'
	| 'model-history-only'
	| 'model-no-amount'
	| 'model-no-outcome'
	| 'model-field-unknown'
	| 'model-join-not-unique'
	| 'model-join-no-match'
	| 'model-currencies-mixed'
	// cleaning steps
	| 'step-kind-unknown'
	| 'step-params-invalid'
	| 'step-column-missing'
	| 'step-column-taken'
	| 'step-column-type'
	| 'step-no-columns'
	| 'step-expression'
	// parameters
	| 'param-invalid'
	// series and forecasts
	| 'series-too-short'
	| 'series-gaps'
	| 'series-constant'
	| 'series-zeros'
	| 'series-sparse'
	| 'series-level-shift'
	| 'series-outlier'
	| 'series-partial-last'
	| 'series-dropped'
	| 'forecaster-too-short'
	| 'forecaster-failed'
	| 'forecast-naive-wins'
	| 'training-diverged'
	// workspaces
	| 'workspace-invalid'
	| 'workspace-newer';

/** Either a value or the list of everything that is wrong with the input. */
export type Result<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

/** A successful result. */
export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

/** A failed result with one or more issues. */
export function fail(...issues: Issue[]): Result<never> {
	return { ok: false, issues };
}
