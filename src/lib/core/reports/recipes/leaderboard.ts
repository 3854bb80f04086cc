import { mainDate } from '../../model/date-range';
import type { Dimension } from '../../model/dimensions';
import { facts, factStep, supplies } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { chain, step, type Step } from '../../sql/chain';
import { every, lines, list, sql, word, type Query, type Sql } from '../../sql/sql';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { dimensionLabel, dimensionOptions, firstSupplied, groupBy, groupColumns, groupKey, itemName } from '../group';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { choiceReader, type WithChoice } from '../params';
import { moneyMean, moneySum, ratio, WILSON } from '../ratio';
import type { FilterDimension, Recipe, View, ViewColumn } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product'];
const BY = ['owner', 'region', 'product', 'category', 'customer', 'team'] as const satisfies Dimension[];

type LeaderboardParams = WithChoice<'by', (typeof BY)[number]>;

/** Who or what sold most, with what it took: deals, win rate and its interval, mean deal; for orders: orders, share, mean. */
export const leaderboard: Recipe<LeaderboardParams> = {
	id: 'leaderboard',
	title: 'report_leaderboard',
	question: 'question_leaderboard',
	kinds: ['deals', 'orders'],
	filters: FILTERS,
	grained: false,
	choices: [{ param: 'by', label: 'label_by', options: dimensionOptions(BY) }],
	missing: (model) => {
		const needs = missingFor(model, [
			'amount',
			mainDate(model),
			...(model.kind === 'deals' ? (['outcome'] as const) : [])
		]);
		const some = BY.some((dimension) => supplies(model, dimension));
		return some ? needs : [...needs, ['owner', 'region', 'product', 'account', 'customer_id']];
	},
	defaults: (model) => ({ filters: {}, grain: 'month', by: firstSupplied(BY, model) }),
	parse: choiceReader('by', BY),
	build: (params, model) => ({ main: main(params, model), totals: totals(params, model) }),
	view,
	examples: [{ by: 'region' }, { by: 'customer' }]
};

/** The measures of one row of the board, per kind of data. */
interface Board {
	readonly sums: readonly Sql[];
	/** Computed from the sums, for `shown`. */
	readonly derived: readonly Sql[];
	readonly shown: readonly Sql[];
	readonly columns: readonly ViewColumn[];
}

const DEALS: Board = {
	sums: [
		sql`${moneySum(sql`sum(amount) FILTER (WHERE outcome = 'won')`)} AS revenue`,
		sql`count(*) FILTER (WHERE outcome = 'won') AS won`,
		sql`count(*) FILTER (WHERE outcome = 'lost') AS lost`,
		sql`count(amount) FILTER (WHERE outcome = 'won') AS won_priced`
	],
	derived: [sql`won + lost AS closed`, sql`${ratio(sql`won`, sql`won + lost`)} AS win_rate`],
	shown: [sql`won`, sql`lost`, sql`win_rate`, ...WILSON, sql`${moneyMean(sql`revenue`, sql`won_priced`)} AS mean`],
	columns: [
		{ column: 'won', label: 'label_won_deals', unit: 'count', definition: 'definition_won_deals' },
		{ column: 'lost', label: 'label_lost_deals', unit: 'count', definition: 'definition_lost_deals' },
		{ column: 'win_rate', label: 'label_win_rate', unit: 'share', definition: 'definition_win_rate' },
		{ column: 'win_rate_low', label: 'label_win_rate_low', unit: 'share', definition: 'definition_win_rate_interval' },
		{
			column: 'win_rate_high',
			label: 'label_win_rate_high',
			unit: 'share',
			definition: 'definition_win_rate_interval'
		},
		{ column: 'mean', label: 'label_mean_deal', unit: 'money', definition: 'definition_mean_deal' }
	]
};

/** Orders are counted by number; without order numbers, lines are. */
function orders(model: SalesModel): Board {
	const numbered = supplies(model, 'order_id');
	return {
		sums: [
			sql`${moneySum(sql`sum(amount)`)} AS revenue`,
			sql`${numbered ? sql`count(DISTINCT order_id)` : sql`count(*)`} AS orders`
		],
		derived: [],
		shown: [sql`orders`, sql`${moneyMean(sql`revenue`, sql`orders`)} AS mean`],
		columns: [
			numbered
				? { column: 'orders', label: 'label_orders', unit: 'count', definition: 'definition_orders' }
				: { column: 'orders', label: 'label_lines', unit: 'count', definition: 'definition_lines' },
			{ column: 'mean', label: 'label_mean_order', unit: 'money', definition: 'definition_mean_order' }
		]
	};
}

function board(model: SalesModel): Board {
	return model.kind === 'deals' ? DEALS : orders(model);
}

/** Sums with what is computed from them. */
function rates(model: SalesModel): Step[] {
	const { derived } = board(model);
	return derived.length === 0
		? []
		: [step('rates', 'Won among won and lost', sql`SELECT ${list([sql`*`, ...derived])} FROM sums`)];
}

function factsOf({ filters, by }: LeaderboardParams, model: SalesModel): Step {
	const own =
		model.kind === 'deals' ? (['outcome'] as const) : supplies(model, 'order_id') ? (['order_id'] as const) : [];
	const keys = groupColumns(by, model);
	return facts(model, [...keys, ...own, mainDate(model), 'amount', ...activeFilters(filters, FILTERS, model)]);
}

function kept({ filters }: LeaderboardParams, model: SalesModel): Sql {
	const date = word(mainDate(model));
	return every([
		...(model.kind === 'deals' ? [sql`outcome IN ('won', 'lost')`] : []),
		sql`${date} IS NOT NULL`,
		...dimensionConditions(filters, FILTERS, model),
		...rangeConditions(date, filters)
	]);
}

function main(params: LeaderboardParams, model: SalesModel): Query {
	const { sums, shown } = board(model);
	const last = word(rates(model)[0]?.name ?? 'sums');
	return chain(
		[
			factsOf(params, model),
			step(
				'sums',
				'Counted and added up',
				sql`
					SELECT
						${lines([groupKey(params.by, model), ...sums])}
					FROM ${factStep(model)}
					WHERE ${kept(params, model)}
					GROUP BY ${groupBy(params.by)}`
			),
			...rates(model)
		],
		'Ranked by revenue; equal revenue shares a rank',
		sql`
			SELECT
				${lines([
					sql`rank() OVER (ORDER BY revenue DESC) AS rank`,
					sql`${itemName(params.by, model)} AS name`,
					sql`revenue`,
					sql`${ratio(sql`revenue`, sql`sum(revenue) OVER ()`)} AS share`,
					...shown
				])}
			FROM ${last}
			ORDER BY revenue DESC, name NULLS LAST`
	);
}

function totals(params: LeaderboardParams, model: SalesModel): Query {
	const deals = model.kind === 'deals';
	const { sums, shown } = board(model);
	const last = word(rates(model)[0]?.name ?? 'sums');
	const key = word(params.by);
	const without = deals ? sql`outcome = 'won' AND amount IS NULL` : sql`amount IS NULL`;
	return chain(
		[
			factsOf(params, model),
			step(
				'sums',
				'Counted and added up over everything',
				sql`
					SELECT
						${lines([
							...sums,
							sql`count(DISTINCT ${key}) AS items`,
							sql`count(*) FILTER (WHERE ${without}) AS without_amount`,
							sql`count(*) FILTER (WHERE ${key} IS NULL) AS without_item`
						])}
					FROM ${factStep(model)}
					WHERE ${kept(params, model)}`
			),
			...rates(model)
		],
		'One row',
		sql`
			SELECT
				${lines([sql`items`, sql`without_item`, sql`revenue`, sql`without_amount`, ...shown, ...excludedColumn(model)])}
			FROM ${last}`
	);
}

function view({ by }: LeaderboardParams, model: SalesModel): View {
	const deals = model.kind === 'deals';
	const money = deals ? 'label_won_amount' : 'label_sales';
	const definition = deals ? 'definition_won_amount' : 'definition_sales';
	const numbers = board(model).columns.filter((column) => column.definition !== 'definition_win_rate_interval');
	return {
		headlines: [
			{ label: money, column: 'revenue', unit: 'money', definition, excluded: 'without_amount' },
			{
				label: 'label_items',
				column: 'items',
				unit: 'count',
				definition: 'definition_items',
				excluded: 'without_item'
			},
			...numbers.flatMap(({ column, label, unit, definition: own }) =>
				own === undefined ? [] : [{ column, label, unit, definition: own }]
			),
			...excludedHeadline(model)
		],
		chart: {
			kind: 'bars',
			x: 'name',
			xUnit: 'text',
			series: [{ column: 'revenue', label: money, unit: 'money', mark: 'bar', axis: 'left' }],
			limit: 30
		},
		columns: [
			{ column: 'rank', label: 'label_rank', unit: 'count' },
			{ column: 'name', label: dimensionLabel(by), unit: 'text' },
			{ column: 'revenue', label: money, unit: 'money', definition },
			{ column: 'share', label: 'label_share', unit: 'share', definition: 'definition_share' },
			...board(model).columns
		]
	};
}
