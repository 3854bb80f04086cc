import { mainDate } from '../../model/date-range';
import type { Dimension } from '../../model/dimensions';
import { facts, factStep, supplies } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { chain, step, type Step } from '../../sql/chain';
import { every, lines, sql, word, type Query, type Sql } from '../../sql/sql';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { dimensionLabel, dimensionOptions, firstSupplied, groupBy, groupColumns, groupKey, itemName } from '../group';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { choiceReader, type WithChoice } from '../params';
import { moneySum, ratio } from '../ratio';
import type { FilterDimension, Recipe, View } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product'];
const OF = ['customer', 'product', 'category'] as const satisfies Dimension[];

type AbcParams = WithChoice<'of', (typeof OF)[number]>;

/** Which few customers or products bring most of the revenue: classes A, B and C. */
export const abc: Recipe<AbcParams> = {
	id: 'abc',
	title: 'report_abc',
	question: 'question_abc',
	kinds: ['deals', 'orders'],
	filters: FILTERS,
	grained: false,
	choices: [{ param: 'of', label: 'label_by', options: dimensionOptions(OF) }],
	missing: (model) => {
		const needs = missingFor(model, [
			'amount',
			mainDate(model),
			...(model.kind === 'deals' ? (['outcome'] as const) : [])
		]);
		return OF.some((dimension) => supplies(model, dimension))
			? needs
			: [...needs, ['account', 'customer_id', 'product', 'category']];
	},
	defaults: (model) => ({ filters: {}, grain: 'month', of: firstSupplied(OF, model) }),
	parse: choiceReader('of', OF),
	build: (params, model) => ({ main: main(params, model), totals: totals(params, model) }),
	view,
	examples: [{ of: 'product' }]
};

/** The graded items: reads and adds up once, then ranks. */
function steps({ filters, of }: AbcParams, model: SalesModel): Step[] {
	const date = word(mainDate(model));
	const deals = model.kind === 'deals';
	const columns = [
		...groupColumns(of, model),
		...(deals ? (['outcome'] as const) : []),
		mainDate(model),
		'amount'
	] as const;
	const conditions: Sql[] = [
		...(deals ? [sql`outcome = 'won'`] : []),
		sql`${date} IS NOT NULL`,
		...dimensionConditions(filters, FILTERS, model),
		...rangeConditions(date, filters)
	];
	return [
		facts(model, [...columns, ...activeFilters(filters, FILTERS, model)]),
		step(
			'per_item',
			'Revenue per item; rows without an item make one row without a name',
			sql`
				SELECT
					${lines([groupKey(of, model), sql`${moneySum(sql`sum(amount)`)} AS revenue`, sql`count(*) AS rows`, sql`count(*) - count(amount) AS without_amount`])}
				FROM ${factStep(model)}
				WHERE ${every(conditions)}
				GROUP BY ${groupBy(of)}`
		),
		step(
			'ranked',
			'Largest first, with the revenue up to and with each item',
			sql`
				SELECT
					row_number() OVER by_revenue AS rank,
					${itemName(of, model)} AS name,
					revenue,
					sum(revenue) OVER by_revenue AS cumulative,
					sum(revenue) OVER () AS total
				FROM per_item
				WHERE item IS NOT NULL
				WINDOW by_revenue AS (ORDER BY revenue DESC, item ROWS UNBOUNDED PRECEDING)`
		),
		step(
			'graded',
			'A while the share before the item is below 80 %, B below 95 %, else C',
			sql`
				SELECT
					*,
					CASE
						WHEN cumulative - revenue < 0.80 * total THEN 'A'
						WHEN cumulative - revenue < 0.95 * total THEN 'B'
						ELSE 'C'
					END AS grade
				FROM ranked`
		)
	];
}

function main(params: AbcParams, model: SalesModel): Query {
	return chain(
		steps(params, model),
		'Largest first',
		sql`
			SELECT
				rank,
				name,
				revenue,
				${ratio(sql`revenue`, sql`total`)} AS share,
				${ratio(sql`cumulative`, sql`total`)} AS cumulative_share,
				grade
			FROM graded
			ORDER BY rank`
	);
}

function totals(params: AbcParams, model: SalesModel): Query {
	return chain(
		[
			...steps(params, model),
			step(
				'unnamed',
				'What belongs to no item, and rows without an amount',
				sql`
					SELECT
						CAST(coalesce(sum(rows) FILTER (WHERE item IS NULL), 0) AS BIGINT) AS without_item,
						${moneySum(sql`sum(revenue) FILTER (WHERE item IS NULL)`)} AS revenue_without_item,
						CAST(coalesce(sum(without_amount), 0) AS BIGINT) AS without_amount
					FROM per_item`
			),
			step(
				'classes',
				'Items per class',
				sql`
					SELECT
						count(*) AS items,
						count(*) FILTER (WHERE grade = 'A') AS items_a,
						count(*) FILTER (WHERE grade = 'B') AS items_b,
						count(*) FILTER (WHERE grade = 'C') AS items_c,
						${moneySum(sql`sum(revenue)`)} AS revenue
					FROM graded`
			)
		],
		'One row',
		sql`
			SELECT
				${lines([sql`classes.*`, sql`${ratio(sql`items_a`, sql`items`)} AS share_a`, sql`unnamed.*`, ...excludedColumn(model)])}
			FROM classes
			CROSS JOIN unnamed`
	);
}

function view({ of }: AbcParams, model: SalesModel): View {
	const deals = model.kind === 'deals';
	const money = deals ? 'label_won_amount' : 'label_sales';
	return {
		headlines: [
			{ label: 'label_items_a', column: 'items_a', unit: 'count', definition: 'definition_grade' },
			{ label: 'label_share_a', column: 'share_a', unit: 'share', definition: 'definition_share_a' },
			{
				label: 'label_items',
				column: 'items',
				unit: 'count',
				definition: 'definition_items',
				excluded: 'without_item'
			},
			{
				label: money,
				column: 'revenue',
				unit: 'money',
				definition: 'definition_revenue_items',
				excluded: 'without_amount'
			},
			{
				label: 'label_revenue_without_item',
				column: 'revenue_without_item',
				unit: 'money',
				definition: 'definition_revenue_without_item'
			},
			...excludedHeadline(model)
		],
		chart: {
			kind: 'pareto',
			x: 'name',
			xUnit: 'text',
			series: [
				{ column: 'revenue', label: money, unit: 'money', mark: 'bar', axis: 'left' },
				{ column: 'cumulative_share', label: 'label_cumulative_share', unit: 'share', mark: 'line', axis: 'right' }
			],
			limit: 60
		},
		columns: [
			{ column: 'rank', label: 'label_rank', unit: 'count' },
			{ column: 'name', label: dimensionLabel(of), unit: 'text' },
			{ column: 'revenue', label: money, unit: 'money' },
			{ column: 'share', label: 'label_share', unit: 'share', definition: 'definition_share' },
			{
				column: 'cumulative_share',
				label: 'label_cumulative_share',
				unit: 'share',
				definition: 'definition_cumulative_share'
			},
			{ column: 'grade', label: 'label_grade', unit: 'grade', definition: 'definition_grade' }
		]
	};
}
