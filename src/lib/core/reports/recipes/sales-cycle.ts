import { firstPartial } from '../../model/completeness';
import { facts } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { firstDay, type Day } from '../../period';
import { chain, step, type Step } from '../../sql/chain';
import { startOf } from '../../sql/dates';
import { day, every, lines, sql, type Query } from '../../sql/sql';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { readParams } from '../params';
import type { FilterDimension, Recipe, ReportParams, View } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product'];

/** How long won deals took from creation to close: mean, median and 90th percentile per period, and the distribution. */
export const salesCycle: Recipe = {
	id: 'sales-cycle',
	title: 'report_sales_cycle',
	question: 'question_sales_cycle',
	kinds: ['deals'],
	filters: FILTERS,
	grained: true,
	choices: [],
	missing: (model) => missingFor(model, ['outcome', 'closed_on', 'created_on']),
	defaults: () => ({ filters: {}, grain: 'month' }),
	parse: readParams,
	build: (params, model, asOf) => ({
		main: main(params, model, asOf),
		totals: totals(params, model),
		extra: histogram(params, model)
	}),
	view,
	examples: [{ grain: 'quarter' }]
};

const STATISTICS = [
	sql`avg(days) AS mean`,
	sql`quantile_cont(CAST(days AS DOUBLE), 0.5) AS median`,
	sql`quantile_cont(CAST(days AS DOUBLE), 0.9) AS p90`
];

/** Won deals within the filters and their cycle; `days` is negative where a deal was closed before it was created. */
function steps({ filters }: ReportParams, model: SalesModel): Step[] {
	const conditions = [
		sql`outcome = 'won'`,
		...dimensionConditions(filters, FILTERS, model),
		...rangeConditions(sql`closed_on`, filters)
	];
	return [
		facts(model, ['outcome', 'closed_on', 'created_on', ...activeFilters(filters, FILTERS, model)]),
		step(
			'cycles',
			'Days from creation to close of won deals',
			sql`
				SELECT closed_on, closed_on - created_on AS days
				FROM deals
				WHERE ${every(conditions)}`
		)
	];
}

function main(params: ReportParams, model: SalesModel, asOf: Day): Query {
	const { grain } = params;
	return chain(
		steps(params, model),
		'Per period of close; impossible cycles leave',
		sql`
			SELECT
				${lines([
					sql`${startOf(grain, sql`closed_on`)} AS period`,
					sql`count(*) AS deals`,
					...STATISTICS,
					sql`${startOf(grain, sql`closed_on`)} >= ${day(firstDay(firstPartial(asOf, grain), grain))} AS partial`
				])}
			FROM cycles
			WHERE days >= 0
			GROUP BY period
			ORDER BY period`
	);
}

function totals(params: ReportParams, model: SalesModel): Query {
	return chain(
		[
			...steps(params, model),
			step(
				'possible',
				'Cycles that can be',
				sql`SELECT count(*) AS deals, ${lines(STATISTICS)} FROM cycles WHERE days >= 0`
			),
			step(
				'left_out',
				'Deals left out: closed before they were created, or without one of the dates',
				sql`
					SELECT
						count(*) FILTER (WHERE days < 0) AS impossible,
						count(*) FILTER (WHERE days IS NULL) AS without_date
					FROM cycles`
			)
		],
		'One row',
		sql`
			SELECT
				${lines([
					sql`possible.deals AS deals`,
					sql`mean`,
					sql`median`,
					sql`p90`,
					sql`impossible`,
					sql`without_date`,
					sql`impossible > 0 AS has_impossible`,
					...excludedColumn(model)
				])}
			FROM possible
			CROSS JOIN left_out`
	);
}

/** About thirty bins of a round width up to the longest cycle; bins without a deal are rows with 0. */
function histogram(params: ReportParams, model: SalesModel): Query {
	return chain(
		[
			...steps(params, model),
			step(
				'bins',
				'A round width that makes about thirty bins',
				sql`
					SELECT
						max(days) AS longest,
						CASE
							WHEN max(days) < 30 THEN 1
							WHEN max(days) < 60 THEN 2
							WHEN max(days) < 150 THEN 5
							WHEN max(days) < 210 THEN 7
							WHEN max(days) < 420 THEN 14
							WHEN max(days) < 900 THEN 30
							WHEN max(days) < 2700 THEN 90
							ELSE 365
						END AS width
					FROM cycles
					WHERE days >= 0`
			),
			step(
				'edges',
				'Every bin, first day and last day inclusive',
				sql`
					SELECT unnest(generate_series(0, longest, width)) AS from_days, width
					FROM bins
					WHERE longest IS NOT NULL`
			),
			step(
				'counted',
				'Deals per bin',
				sql`
					SELECT days - days % width AS from_days, count(*) AS deals
					FROM cycles
					CROSS JOIN bins
					WHERE days >= 0
					GROUP BY ALL`
			)
		],
		'The distribution of the cycle',
		sql`
			SELECT
				edges.from_days AS from_days,
				edges.from_days + edges.width - 1 AS to_days,
				coalesce(counted.deals, 0) AS deals
			FROM edges
			LEFT JOIN counted ON counted.from_days = edges.from_days
			ORDER BY edges.from_days`
	);
}

function view(_params: ReportParams, model: SalesModel): View {
	return {
		headlines: [
			{
				label: 'label_median_cycle',
				column: 'median',
				unit: 'days',
				definition: 'definition_median_cycle',
				excluded: 'without_date'
			},
			{
				label: 'label_mean_cycle',
				column: 'mean',
				unit: 'days',
				definition: 'definition_mean_cycle',
				excluded: 'impossible'
			},
			{ label: 'label_p90_cycle', column: 'p90', unit: 'days', definition: 'definition_p90_cycle' },
			{ label: 'label_won_deals', column: 'deals', unit: 'count', definition: 'definition_cycle_deals' },
			...excludedHeadline(model)
		],
		chart: {
			kind: 'line',
			x: 'period',
			xUnit: 'period',
			series: [
				{ column: 'median', label: 'label_median_cycle', unit: 'days', mark: 'line', axis: 'left' },
				{ column: 'mean', label: 'label_mean_cycle', unit: 'days', mark: 'line', axis: 'left' },
				{ column: 'p90', label: 'label_p90_cycle', unit: 'days', mark: 'line', axis: 'left' }
			],
			partial: 'partial'
		},
		columns: [
			{ column: 'period', label: 'label_period', unit: 'period' },
			{ column: 'deals', label: 'label_won_deals', unit: 'count', definition: 'definition_cycle_deals' },
			{ column: 'median', label: 'label_median_cycle', unit: 'days', definition: 'definition_median_cycle' },
			{ column: 'mean', label: 'label_mean_cycle', unit: 'days', definition: 'definition_mean_cycle' },
			{ column: 'p90', label: 'label_p90_cycle', unit: 'days', definition: 'definition_p90_cycle' }
		],
		extraChart: {
			kind: 'histogram',
			x: 'from_days',
			xUnit: 'days',
			series: [{ column: 'deals', label: 'label_won_deals', unit: 'count', mark: 'bar', axis: 'left' }]
		},
		notices: [{ column: 'has_impossible', label: 'notice_impossible_cycles' }]
	};
}
