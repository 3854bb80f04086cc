import type { LabelCode, Unit } from '../reports/recipe';
import { MONEY_SUM } from '../sql/dates';
import { sql, type Sql } from '../sql/sql';
import type { DateColumn } from './date-range';
import { supplies, type FactColumn } from './facts';
import type { DataKind, SalesModel } from './model';

/** Name of a measure, as documents keep it. */
export type MeasureName =
	| 'won_amount'
	| 'won_deals'
	| 'lost_deals'
	| 'new_deals'
	| 'win_rate'
	| 'mean_deal'
	| 'sales'
	| 'orders'
	| 'quantity'
	| 'profit'
	| 'customers'
	| 'mean_order';

/** A number per period. Additive measures sum over periods and are 0 where nothing happened; only they can be forecast. */
export interface Measure {
	readonly name: MeasureName;
	readonly kind: DataKind;
	readonly label: LabelCode;
	readonly definition: LabelCode;
	readonly unit: Unit;
	readonly additive: boolean;
	/** The date its rows belong to a period by. */
	readonly date: DateColumn;
	/** Columns of the fact rows it is made of. */
	readonly columns: readonly FactColumn[];
	/** Which fact rows count, or null: all. */
	readonly where: Sql | null;
	/** The aggregate over these rows. */
	readonly value: Sql;
}

const WON = sql`outcome = 'won'`;

/** A sum of money of no rows, or of rows without an amount, is 0. */
const SUM_AMOUNT = sql`CAST(coalesce(sum(amount), 0) AS ${MONEY_SUM})`;

/** Every measure of both kinds of data, in the order they are offered. */
export const MEASURES: readonly Measure[] = [
	deals('won_amount', 'label_won_amount', 'definition_won_amount', 'money', ['amount'], WON, SUM_AMOUNT),
	deals('won_deals', 'label_won_deals', 'definition_won_deals', 'count', [], WON, sql`count(*)`),
	deals('lost_deals', 'label_lost_deals', 'definition_lost_deals', 'count', [], sql`outcome = 'lost'`, sql`count(*)`),
	{
		...deals(
			'new_deals',
			'label_new_deals',
			'definition_new_deals',
			'count',
			[],
			sql`outcome <> 'excluded'`,
			sql`count(*)`
		),
		date: 'created_on'
	},
	{
		...deals(
			'win_rate',
			'label_win_rate',
			'definition_win_rate',
			'share',
			[],
			sql`outcome IN ('won', 'lost')`,
			sql`count(*) FILTER (WHERE outcome = 'won') / count(*)`
		),
		additive: false
	},
	{
		...deals(
			'mean_deal',
			'label_mean_deal',
			'definition_mean_deal',
			'money',
			['amount'],
			WON,
			mean(sql`count(amount)`)
		),
		additive: false
	},
	orders('sales', 'label_sales', 'definition_sales', 'money', ['amount'], SUM_AMOUNT),
	orders('orders', 'label_orders', 'definition_orders', 'count', ['order_id'], sql`count(DISTINCT order_id)`),
	orders('quantity', 'label_quantity', 'definition_quantity', 'number', ['quantity'], sql`coalesce(sum(quantity), 0)`),
	orders(
		'profit',
		'label_profit',
		'definition_profit',
		'money',
		['profit'],
		sql`CAST(coalesce(sum(profit), 0) AS ${MONEY_SUM})`
	),
	{
		...orders(
			'customers',
			'label_customers',
			'definition_customers',
			'count',
			['customer'],
			sql`count(DISTINCT customer)`
		),
		additive: false
	},
	{
		...orders(
			'mean_order',
			'label_mean_order',
			'definition_mean_order',
			'money',
			['amount', 'order_id'],
			mean(sql`count(DISTINCT order_id)`)
		),
		additive: false
	}
];

/** The measures the model has what it takes for. */
export function measuresFor(model: SalesModel): Measure[] {
	return MEASURES.filter(
		(measure) =>
			measure.kind === model.kind &&
			[...measure.columns, measure.date].every((column) => supplies(model, column)) &&
			(model.kind === 'orders' || supplies(model, 'outcome'))
	);
}

/** The measures that can be forecast: the additive ones. */
export function forecastable(model: SalesModel): Measure[] {
	return measuresFor(model).filter((measure) => measure.additive);
}

/** The measure of that name, or null when there is none or the model lacks what it needs. */
export function measureById(name: string, model: SalesModel): Measure | null {
	return measuresFor(model).find((measure) => measure.name === name) ?? null;
}

/** Σ amount ÷ count, rounded to four decimals; NULL when the count is 0. */
function mean(count: Sql): Sql {
	return sql`CAST(CAST(sum(amount) AS DOUBLE) / nullif(${count}, 0) AS ${MONEY_SUM})`;
}

function deals(
	name: MeasureName,
	label: LabelCode,
	definition: LabelCode,
	unit: Unit,
	columns: readonly FactColumn[],
	where: Sql,
	value: Sql
): Measure {
	const made = [...columns, 'outcome'] as const;
	return {
		name,
		kind: 'deals',
		label,
		definition,
		unit,
		additive: true,
		date: 'closed_on',
		columns: made,
		where,
		value
	};
}

function orders(
	name: MeasureName,
	label: LabelCode,
	definition: LabelCode,
	unit: Unit,
	columns: readonly FactColumn[],
	value: Sql
): Measure {
	return {
		name,
		kind: 'orders',
		label,
		definition,
		unit,
		additive: true,
		date: 'ordered_on',
		columns,
		where: null,
		value
	};
}
