import { firstPartial } from '../../model/completeness';
import type { Dimension } from '../../model/dimensions';
import { facts } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { chain, step, type Step } from '../../sql/chain';
import { startOf } from '../../sql/dates';
import { day, every, lines, sql, type Query, type Sql } from '../../sql/sql';
import { firstDay, type Day } from '../../period';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { dimensionLabel, dimensionOptions, groupBy, groupColumns, groupKey, itemName } from '../group';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { choiceReader, type WithChoice } from '../params';
import { moneySum, ratio, WILSON } from '../ratio';
import type { FilterDimension, Recipe, View, ViewColumn } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product'];
const BY = ['owner', 'region', 'product', 'category', 'customer', 'source', 'team'] as const satisfies Dimension[];

type WinRateParams = WithChoice<'by', 'period' | (typeof BY)[number]>;

/** The share of closed deals that were won, by count and by value, per period or per value of a dimension. */
export const winRate: Recipe<WinRateParams> = {
	id: 'win-rate',
	title: 'report_win_rate',
	question: 'question_win_rate',
	kinds: ['deals'],
	filters: FILTERS,
	grained: true,
	choices: [
		{
			param: 'by',
			label: 'label_by',
			options: [{ value: 'period', label: 'label_period' }, ...dimensionOptions(BY)]
		}
	],
	missing: (model) => missingFor(model, ['outcome', 'closed_on']),
	defaults: () => ({ filters: {}, grain: 'month', by: 'period' }),
	parse: choiceReader('by', ['period', ...BY]),
	build: (params, model, asOf) => ({ main: main(params, model, asOf), totals: totals(params, model) }),
	view,
	examples: [{ by: 'owner' }, { by: 'period', grain: 'quarter' }]
};

/**
 * Share of lost deals that must carry a positive amount for a rate by value to say anything: many systems write 0 on lost deals,
 * and then every rate by value is 100 %.
 */
const PRICED_SHARE = sql`0.8`;

function factsOf({ filters, by }: WinRateParams, model: SalesModel): Step {
	const keys = by === 'period' ? [] : groupColumns(by, model);
	return facts(model, ['outcome', 'amount', 'closed_on', ...keys, ...activeFilters(filters, FILTERS, model)]);
}

function closed({ filters }: WinRateParams, model: SalesModel): Sql {
	return every([
		sql`outcome IN ('won', 'lost')`,
		sql`closed_on IS NOT NULL`,
		...dimensionConditions(filters, FILTERS, model),
		...rangeConditions(sql`closed_on`, filters)
	]);
}

/** Counts and sums of won and lost rows. */
const SUMS = lines([
	sql`count(*) FILTER (WHERE outcome = 'won') AS won`,
	sql`count(*) FILTER (WHERE outcome = 'lost') AS lost`,
	sql`${moneySum(sql`sum(amount) FILTER (WHERE outcome = 'won')`)} AS won_amount`,
	sql`${moneySum(sql`sum(amount) FILTER (WHERE outcome = 'lost')`)} AS lost_amount`,
	sql`count(*) FILTER (WHERE outcome = 'lost' AND amount > 0) AS lost_priced`
]);

const RATES: Step = step(
	'rates',
	'Won among won and lost',
	sql`SELECT *, won + lost AS closed, ${ratio(sql`won`, sql`won + lost`)} AS win_rate FROM sums`
);

function main(params: WinRateParams, model: SalesModel, asOf: Day): Query {
	const { by, grain } = params;
	const period = by === 'period';
	const key = period ? sql`${startOf(grain, sql`closed_on`)} AS item` : groupKey(by, model);
	const name = period ? sql`item AS period` : sql`${itemName(by, model)} AS name`;
	return chain(
		[
			factsOf(params, model),
			step(
				'sums',
				'Won and lost deals counted and added up',
				sql`
					SELECT
						${lines([key, SUMS])}
					FROM deals
					WHERE ${closed(params, model)}
					GROUP BY ${period ? sql`item` : groupBy(by)}`
			),
			RATES
		],
		'The rate by value only where lost deals carry amounts',
		sql`
			SELECT
				${lines([
					name,
					sql`won`,
					sql`lost`,
					sql`win_rate`,
					...(period ? [sql`item >= ${day(firstDay(firstPartial(asOf, grain), grain))} AS partial`] : WILSON),
					sql`won_amount`,
					sql`lost_amount`,
					sql`CASE WHEN sum(lost_priced) OVER () >= ${PRICED_SHARE} * sum(lost) OVER () THEN ${ratio(sql`won_amount`, sql`won_amount + lost_amount`)} END AS win_rate_value`
				])}
			FROM rates
			ORDER BY ${period ? sql`period` : sql`closed DESC, name NULLS LAST`}`
	);
}

function totals(params: WinRateParams, model: SalesModel): Query {
	const undated = every([
		sql`outcome IN ('won', 'lost')`,
		sql`closed_on IS NULL`,
		...dimensionConditions(params.filters, FILTERS, model)
	]);
	return chain(
		[
			factsOf({ ...params, by: 'period' }, model),
			step(
				'sums',
				'Won and lost deals counted and added up',
				sql`
					SELECT
						${SUMS}
					FROM deals
					WHERE ${closed(params, model)}`
			),
			RATES,
			step(
				'undated',
				'Won and lost deals without a date',
				sql`
					SELECT count(*) AS deals
					FROM deals
					WHERE ${undated}`
			)
		],
		'One row',
		sql`
			SELECT
				${lines([
					sql`won`,
					sql`lost`,
					sql`win_rate`,
					...WILSON,
					sql`CASE WHEN lost_priced >= ${PRICED_SHARE} * lost THEN ${ratio(sql`won_amount`, sql`won_amount + lost_amount`)} END AS win_rate_value`,
					sql`lost_priced < ${PRICED_SHARE} * lost AS value_refused`,
					sql`lost - lost_priced AS lost_without_amount`,
					sql`undated.deals AS without_date`,
					...excludedColumn(model)
				])}
			FROM rates
			CROSS JOIN undated`
	);
}

function view({ by }: WinRateParams, model: SalesModel): View {
	const period = by === 'period';
	const key: ViewColumn = period
		? { column: 'period', label: 'label_period', unit: 'period' }
		: { column: 'name', label: dimensionLabel(by), unit: 'text' };
	const interval: ViewColumn[] = [
		{ column: 'win_rate_low', label: 'label_win_rate_low', unit: 'share', definition: 'definition_win_rate_interval' },
		{ column: 'win_rate_high', label: 'label_win_rate_high', unit: 'share', definition: 'definition_win_rate_interval' }
	];
	return {
		headlines: [
			{
				label: 'label_win_rate',
				column: 'win_rate',
				unit: 'share',
				definition: 'definition_win_rate',
				excluded: 'without_date'
			},
			{
				label: 'label_win_rate_value',
				column: 'win_rate_value',
				unit: 'share',
				definition: 'definition_win_rate_value',
				excluded: 'lost_without_amount'
			},
			{ label: 'label_won_deals', column: 'won', unit: 'count', definition: 'definition_won_deals' },
			{ label: 'label_lost_deals', column: 'lost', unit: 'count', definition: 'definition_lost_deals' },
			...excludedHeadline(model)
		],
		chart: {
			kind: period ? 'line' : 'bars',
			x: key.column,
			xUnit: key.unit,
			series: [
				{ column: 'win_rate', label: 'label_win_rate', unit: 'share', mark: period ? 'line' : 'bar', axis: 'left' }
			],
			...(period ? { partial: 'partial' } : { limit: 30 })
		},
		columns: [
			key,
			{ column: 'won', label: 'label_won_deals', unit: 'count' },
			{ column: 'lost', label: 'label_lost_deals', unit: 'count' },
			{ column: 'win_rate', label: 'label_win_rate', unit: 'share', definition: 'definition_win_rate' },
			...(period ? [] : interval),
			{ column: 'won_amount', label: 'label_won_amount', unit: 'money' },
			{ column: 'lost_amount', label: 'label_lost_amount', unit: 'money' },
			{
				column: 'win_rate_value',
				label: 'label_win_rate_value',
				unit: 'share',
				definition: 'definition_win_rate_value'
			}
		],
		notices: [{ column: 'value_refused', label: 'notice_value_rate_refused' }]
	};
}
