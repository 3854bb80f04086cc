import type { SalesModel } from '../model/model';
import type { Json } from '../json';
import type { Day } from '../period';
import type { Query } from '../sql/sql';
import type { Rows, Table, TableId } from '../table';

/** Every kind of thing that is looked for, in the order it is looked for. */
export const CHECK_IDS = [
	'missing',
	'overdue',
	'impossible-dates',
	'impossible-amounts',
	'date-heaps',
	'duplicates',
	'unmatched-joins',
	'mixed-currencies',
	'outcome-words',
	'similar-labels',
	'idle-columns'
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** What exactly was found; `i18n` makes the sentences. */
export type FindingCode =
	| 'missing-amount-won'
	| 'missing-amount-open'
	| 'missing-amount-orders'
	| 'missing-close-date'
	| 'missing-created-date'
	| 'missing-expected-date'
	| 'missing-order-date'
	| 'missing-order-id'
	| 'missing-label'
	| 'overdue'
	| 'closed-before-created'
	| 'closed-in-future'
	| 'created-in-future'
	| 'ordered-in-future'
	| 'shipped-before-ordered'
	| 'won-without-value'
	| 'discount-above-one'
	| 'heap-month-end'
	| 'heap-month-start'
	| 'heap-one-day'
	| 'duplicate-id'
	| 'duplicate-row'
	| 'duplicate-near'
	| 'unmatched-key'
	| 'mixed-currencies'
	| 'unknown-outcome'
	| 'similar-labels'
	| 'constant-columns'
	| 'empty-columns';

/** Rows and money, and what share of a whole they are. */
export interface Touched {
	readonly rows: number;
	/** Of these rows: the rows the reports count in this respect (won deals, open deals, order lines …). */
	readonly of: number;
	/** Exact sum of the amounts of `rows`; null when the model has no amounts. */
	readonly money: string | null;
	/** rows ÷ of, and |money| ÷ the money of all of them, 0–1; 0 where the whole is 0. */
	readonly rowShare: number;
	readonly moneyShare: number;
}

/** A cleaning step that would put it right, without an id: kinds and params of `core/prepare/registry.ts`. */
export interface ProposedStep {
	readonly table: TableId;
	readonly kind: string;
	readonly params: Json;
}

/** One thing found in the data. */
export interface Finding {
	/** Unique among the findings of a model: code and column. */
	readonly key: string;
	readonly check: CheckId;
	readonly code: FindingCode;
	readonly table: TableId;
	/** The user's column it is about; null when about several or none. */
	readonly column: string | null;
	readonly touched: Touched;
	/** Reports (recipe ids) with a number it can change. */
	readonly reports: readonly string[];
	/** Largest share of the rows or of the money of these reports that it can change, 0–1; 0 without such reports. */
	readonly effect: number;
	/** What the sentence needs: days, words, counts. */
	readonly details: Readonly<Record<string, Json>>;
	/** The statement the count came from. */
	readonly query: Query;
	/** The rows themselves with the user's columns, largest amount first; null limit: all. Absent where there are none to show. */
	readonly rows: ((limit: number | null) => Query) | null;
	/** null: no step can put it right honestly. */
	readonly step: ProposedStep | null;
}

/** What the checks look at. */
export interface HealthContext {
	readonly model: SalesModel;
	readonly tables: readonly Table[];
	/** The day the data stands for; null when no row has a date. */
	readonly asOf: Day | null;
	/** What stands in cells filled for want of a value: "Unknown" in the language of the user. */
	readonly unknown: string;
}

/** Runs a statement. */
export type Ask = (query: Query) => Promise<Rows>;

/** One kind of check. New check = one file in `checks/`, one line in `registry.ts`, its sentences, its test. */
export interface HealthCheck {
	readonly id: CheckId;
	/** The model has what the check needs. */
	applies(context: HealthContext): boolean;
	find(context: HealthContext, ask: Ask): Promise<readonly Finding[]>;
}
