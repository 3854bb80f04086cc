import type { FieldRef, TableId } from '../table';

/** The two kinds of sales data: deals with an outcome and a stage, or orders that are already sales. */
export type DataKind = 'deals' | 'orders';

/** What a column means in sales terms. Definitions and header synonyms: `core/crm/roles.ts`. */
export type Role =
	| 'deal_id'
	| 'deal_name'
	| 'account'
	| 'contact'
	| 'amount'
	| 'actual_amount'
	| 'weighted_amount'
	| 'currency'
	| 'stage'
	| 'status'
	| 'pipeline'
	| 'probability'
	| 'forecast_category'
	| 'close_date'
	| 'won_date'
	| 'lost_date'
	| 'expected_close_date'
	| 'created_date'
	| 'stage_entered'
	| 'last_activity'
	| 'owner'
	| 'team'
	| 'manager'
	| 'lead_source'
	| 'campaign'
	| 'deal_type'
	| 'lost_reason'
	| 'product'
	| 'category'
	| 'quantity'
	| 'unit_price'
	| 'discount'
	| 'order_id'
	| 'order_date'
	| 'customer_id'
	| 'cost'
	| 'profit'
	| 'region'
	| 'segment'
	| 'quota'
	| 'contract_amount'
	| 'paid_amount'
	| 'text';

/** Arithmetic over columns of one fact row, as data: never SQL text, because a workspace may come from a stranger. */
export type Expr =
	| { readonly kind: 'field'; readonly field: FieldRef }
	| { readonly kind: 'value'; readonly value: number }
	| { readonly kind: 'op'; readonly op: '+' | '-' | '*' | '/'; readonly left: Expr; readonly right: Expr };

/** A left join: every row of `from.table` meets at most one row of `to.table` (whose key is unique). */
export interface Join {
	readonly from: FieldRef;
	readonly to: FieldRef;
}

/** A join with the evidence for it: how many rows found their partner. */
export interface JoinProposal extends Join {
	/** Rows of `from.table` with a key / with a key that exists in `to`. */
	readonly keyed: number;
	readonly matched: number;
	/** The key values without a partner, most frequent first (at most 50), with their row counts. */
	readonly unmatched: readonly { readonly value: string; readonly rows: number }[];
	/** Keys of `to` are unique and not null. */
	readonly unique: boolean;
}

/**
 * Stands in a list of {@link OutcomeMap} for every value there is: a deal with any day in its "won date" column is won, one without is
 * open.
 */
export const ANY_WORD = '*';

/** Which words of a status or stage column mean won, lost, open; `excluded` words leave every report, counted. */
export interface OutcomeMap {
	readonly field: FieldRef;
	readonly won: readonly string[];
	readonly lost: readonly string[];
	readonly open: readonly string[];
	readonly excluded: readonly string[];
}

/**
 * What the tables mean. One fact table (a row = a deal or an order line), others joined to it.
 * `fields` says which column plays which role; a role's column may sit in a joined table.
 */
export interface SalesModel {
	readonly kind: DataKind;
	readonly fact: TableId;
	readonly joins: readonly Join[];
	readonly fields: Readonly<Partial<Record<Role, FieldRef>>>;
	/** Money of one fact row; null when the data has none. Orders may compute it: quantity × unit price. */
	readonly amount: Expr | null;
	/** Deals only. */
	readonly outcome: OutcomeMap | null;
	/** Open stages in the order a deal passes them. Stages not named come last, by name. */
	readonly stageOrder: readonly string[];
	/** ISO 4217 code the amounts are shown in, or null: plain numbers. */
	readonly currency: string | null;
}
