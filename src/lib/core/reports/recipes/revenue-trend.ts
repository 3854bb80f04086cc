import { firstPartial } from '../../model/completeness';
import { mainDate } from '../../model/date-range';
import { facts, factStep, supplies } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { firstDay, periodOf, type Day, type Grain } from '../../period';
import { chain, step, type Step } from '../../sql/chain';
import { calendar, startOf } from '../../sql/dates';
import { day, empty, every, join, lines, literal, sql, word, type Query, type Sql } from '../../sql/sql';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { readParams } from '../params';
import { moneyMean, moneySum } from '../ratio';
import type { FilterDimension, Recipe, ReportParams, View, ViewColumn } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product'];

/** Periods in the rolling year of a grain. */
const ROLLING: Readonly<Record<Grain, number>> = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };

/**
 * Revenue per period with the change to the period before and to a year before, year to date and rolling year. Periods without
 * sales are rows with 0, so that neighbours are real neighbours; a partial period has no growth and is no base for one.
 */
export const revenueTrend: Recipe = {
	id: 'revenue-trend',
	title: 'report_revenue_trend',
	question: 'question_revenue_trend',
	kinds: ['deals', 'orders'],
	filters: FILTERS,
	grained: true,
	choices: [],
	missing: (model) =>
		missingFor(model, ['amount', mainDate(model), ...(model.kind === 'deals' ? (['outcome'] as const) : [])]),
	defaults: () => ({ filters: {}, grain: 'month' }),
	parse: readParams,
	build: (params, model, asOf) => ({ main: main(params, model, asOf), totals: totals(params, model) }),
	view,
	examples: [{ grain: 'quarter' }, { grain: 'year', filters: { from: '2017-01-01' } }]
};

/** What is counted beside revenue: won deals, or orders (order lines where there is no order number). */
function counted(model: SalesModel): {
	name: Sql;
	value: Sql;
	label: 'label_won_deals' | 'label_orders' | 'label_lines';
} {
	if (model.kind === 'deals') return { name: sql`deals`, value: sql`count(*)`, label: 'label_won_deals' };
	if (supplies(model, 'order_id'))
		return { name: sql`orders`, value: sql`count(DISTINCT order_id)`, label: 'label_orders' };
	return { name: sql`lines`, value: sql`count(*)`, label: 'label_lines' };
}

function factsOf({ filters }: ReportParams, model: SalesModel): Step {
	const deals = model.kind === 'deals' ? (['outcome'] as const) : [];
	const ids = model.kind === 'orders' && supplies(model, 'order_id') ? (['order_id'] as const) : [];
	return facts(model, [...deals, ...ids, mainDate(model), 'amount', ...activeFilters(filters, FILTERS, model)]);
}

/** Rows that are sales at all: won deals, every order line. */
function sold(model: SalesModel): Sql[] {
	return model.kind === 'deals' ? [sql`outcome = 'won'`] : [];
}

function main(params: ReportParams, model: SalesModel, asOf: Day): Query {
	const { grain, filters } = params;
	const from =
		filters.from === undefined ? null : sql`WHERE period >= ${day(firstDay(periodOf(filters.from, grain), grain))}`;
	return chain(
		[
			factsOf(params, model),
			perPeriod(params, model),
			step('calendar', 'Every period from the first to the last', calendar(grain, sql`per_period`)),
			filled(params, model, asOf),
			compared(params, model)
		],
		'Growth against a base of 0, a negative or a partial one is not defined',
		sql`
			SELECT
				${lines(columnsOf(grain, model).map((column) => column.sql))}
			FROM compared
			${from ?? empty}
			ORDER BY period`
	);
}

/** Sums per period. Dimension filters work inside the sums, so that the calendar spans the data and not the filter. */
function perPeriod({ filters, grain }: ReportParams, model: SalesModel): Step {
	const date = word(mainDate(model));
	const kept = dimensionConditions(filters, FILTERS, model);
	const only = kept.length > 0 ? sql` FILTER (WHERE ${every(kept)})` : empty;
	const { name, value } = counted(model);
	return step(
		'per_period',
		kept.length > 0 ? 'Revenue of the kept rows per period with sales' : 'Revenue per period with sales',
		sql`
			SELECT
				${startOf(grain, date)} AS period,
				sum(amount)${only} AS revenue,
				${value}${only} AS ${name}
			FROM ${factStep(model)}
			WHERE ${every([sql`${date} IS NOT NULL`, ...sold(model), ...inRange(date, filters, grain)])}
			GROUP BY period`
	);
}

/** Periods before the range stay, as bases of comparison; days of the first period before the range leave. */
function inRange(date: Sql, filters: ReportParams['filters'], grain: Grain): Sql[] {
	const { from, to } = filters;
	const upTo = to === undefined ? [] : rangeConditions(date, { to });
	if (from === undefined || !cutsFirst(from, grain)) return upTo;
	return [...upTo, sql`(${date} >= ${day(from)} OR ${date} < ${day(firstDay(periodOf(from, grain), grain))})`];
}

function cutsFirst(from: Day, grain: Grain): boolean {
	return firstDay(periodOf(from, grain), grain) !== from;
}

function filled({ filters, grain }: ReportParams, model: SalesModel, asOf: Day): Step {
	const { name } = counted(model);
	return step(
		'filled',
		'Periods without sales are 0; a period that is cut short is partial',
		sql`
			SELECT
				calendar.period,
				${moneySum(sql`revenue`)} AS revenue,
				coalesce(${name}, 0) AS ${name},
				${partial(filters, grain, asOf)} AS partial
			FROM calendar
			LEFT JOIN per_period ON per_period.period = calendar.period`
	);
}

/** True in the period the data or the range ends in, unless it ends with it, and in the one the range begins within. */
function partial({ from, to }: ReportParams['filters'], grain: Grain, asOf: Day): Sql {
	const end = to !== undefined && to < asOf ? to : asOf;
	const open = sql`calendar.period >= ${day(firstDay(firstPartial(end, grain), grain))}`;
	if (from === undefined || !cutsFirst(from, grain)) return open;
	return sql`(${open} OR calendar.period = ${day(firstDay(periodOf(from, grain), grain))})`;
}

/** A year before: the same day, month or quarter of the year before, the week 52 weeks before. */
function windows(grain: Grain): Sql {
	const year = grain === 'week' ? sql`INTERVAL 364 DAY` : sql`INTERVAL 1 YEAR`;
	return sql`
		WINDOW
			a_year_before AS (ORDER BY period RANGE BETWEEN ${year} PRECEDING AND ${year} PRECEDING),
			last_year AS (ORDER BY period ROWS ${literal(ROLLING[grain] - 1)} PRECEDING)`;
}

function compared({ grain }: ReportParams, model: SalesModel): Step {
	const { name } = counted(model);
	const whole = sql`CASE WHEN NOT partial THEN revenue END`;
	const yearly = [
		sql`first_value(${whole}) OVER a_year_before AS year_before`,
		sql`sum(revenue) OVER (PARTITION BY year(period) ORDER BY period) AS year_to_date`,
		sql`sum(revenue) OVER last_year AS rolling_year`,
		sql`count(*) OVER last_year AS periods`
	];
	return step(
		'compared',
		'Each period beside the one before it and the one a year before',
		sql`
			SELECT
				period,
				revenue,
				${name},
				partial,
				${lines([sql`lag(${whole}) OVER (ORDER BY period) AS before`, ...(grain === 'year' ? [] : yearly)])}
			FROM filled
			${grain === 'year' ? empty : windows(grain)}`
	);
}

function growth(base: Sql): Sql {
	return sql`CASE WHEN NOT partial AND ${base} > 0 THEN revenue / ${base} - 1 END`;
}

interface Made {
	readonly sql: Sql;
	readonly view: ViewColumn;
}

/** The columns of the report at a grain, with their SQL. Years compare with the year before and need no running sums. */
function columnsOf(grain: Grain, model: SalesModel): Made[] {
	const { name, label } = counted(model);
	const money = model.kind === 'deals' ? 'definition_won_amount' : 'definition_sales';
	const change: Made = {
		sql: sql`${growth(sql`before`)} AS change`,
		view: {
			column: 'change',
			label: grain === 'month' ? 'label_change_month' : grain === 'year' ? 'label_change_year' : 'label_change',
			unit: 'share',
			definition: 'definition_change'
		}
	};
	return [
		{ sql: sql`period`, view: { column: 'period', label: 'label_period', unit: 'period' } },
		{ sql: sql`revenue`, view: { column: 'revenue', label: 'label_revenue', unit: 'money', definition: money } },
		{ sql: name, view: { column: name.text, label, unit: 'count' } },
		change,
		...(grain === 'year' ? [] : yearly(grain)),
		{
			sql: sql`partial`,
			view: { column: 'partial', label: 'label_partial', unit: 'text', definition: 'definition_partial' }
		}
	];
}

function yearly(grain: Grain): Made[] {
	return [
		{
			sql: sql`${growth(sql`year_before`)} AS change_year`,
			view: {
				column: 'change_year',
				label: 'label_change_year',
				unit: 'share',
				definition: grain === 'week' ? 'definition_change_year_week' : 'definition_change_year'
			}
		},
		{
			sql: sql`year_to_date`,
			view: {
				column: 'year_to_date',
				label: 'label_year_to_date',
				unit: 'money',
				definition: 'definition_year_to_date'
			}
		},
		{
			sql: sql`CASE WHEN periods = ${literal(ROLLING[grain])} THEN rolling_year END AS rolling_year`,
			view: {
				column: 'rolling_year',
				label: 'label_rolling_year',
				unit: 'money',
				definition: 'definition_rolling_year'
			}
		}
	];
}

function totals(params: ReportParams, model: SalesModel): Query {
	const date = word(mainDate(model));
	const range = rangeConditions(date, params.filters);
	const { name, value } = counted(model);
	const dated = sql`FILTER (WHERE ${date} IS NOT NULL)`;
	const inside = range.length === 0 ? [] : [sql`(${date} IS NULL OR (${join(range, sql` AND `)}))`];
	const conditions = [...sold(model), ...dimensionConditions(params.filters, FILTERS, model), ...inside];
	const ids = name.text === 'orders' ? [sql`order_id`] : [];
	return chain(
		[
			factsOf(params, model),
			step(
				'sold',
				'Sales within the filters; those without a date are only counted',
				sql`
					SELECT
						${lines([date, sql`amount`, ...ids])}
					FROM ${factStep(model)}
					WHERE ${every(conditions)}`
			)
		],
		'One row',
		sql`
			SELECT
				${lines([
					sql`${moneySum(sql`sum(amount) ${dated}`)} AS revenue`,
					sql`${value} ${dated} AS ${name}`,
					sql`${moneyMean(sql`sum(amount) ${dated}`, mean(model, dated))} AS mean`,
					sql`count(*) FILTER (WHERE ${date} IS NOT NULL AND amount IS NULL) AS without_amount`,
					sql`count(*) FILTER (WHERE ${date} IS NULL) AS without_date`,
					...excludedColumn(model)
				])}
			FROM sold`
	);
}

/** The denominator of the mean: deals with an amount, or orders. */
function mean(model: SalesModel, dated: Sql): Sql {
	return counted(model).name.text === 'orders' ? sql`count(DISTINCT order_id) ${dated}` : sql`count(amount) ${dated}`;
}

function view({ grain }: ReportParams, model: SalesModel): View {
	const deals = model.kind === 'deals';
	const { name, label } = counted(model);
	const columns = columnsOf(grain, model);
	return {
		headlines: [
			{
				label: deals ? 'label_won_amount' : 'label_sales',
				column: 'revenue',
				unit: 'money',
				definition: deals ? 'definition_won_amount' : 'definition_sales',
				excluded: 'without_amount'
			},
			{
				label,
				column: name.text,
				unit: 'count',
				definition: deals
					? 'definition_won_deals'
					: supplies(model, 'order_id')
						? 'definition_orders'
						: 'definition_lines',
				excluded: 'without_date'
			},
			{
				label: deals ? 'label_mean_deal' : 'label_mean_order',
				column: 'mean',
				unit: 'money',
				definition: deals ? 'definition_mean_deal' : 'definition_mean_order'
			},
			...excludedHeadline(model)
		],
		chart: {
			kind: 'columns',
			x: 'period',
			xUnit: 'period',
			series: [
				{ column: 'revenue', label: 'label_revenue', unit: 'money', mark: 'bar', axis: 'left' },
				...(grain === 'year' || grain === 'day'
					? []
					: [
							{ column: 'change_year', label: 'label_change_year', unit: 'share', mark: 'line', axis: 'right' } as const
						])
			],
			partial: 'partial'
		},
		columns: columns.map((made) => made.view)
	};
}
