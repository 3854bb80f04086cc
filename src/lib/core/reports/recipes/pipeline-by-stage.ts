import { facts, supplies, type FactColumn } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import type { Day } from '../../period';
import { chain, step, type Step } from '../../sql/chain';
import { day, every, lines, literal, sql, stack, word, type Query, type Sql } from '../../sql/sql';
import { activeFilters, dimensionConditions, rangeConditions } from '../conditions';
import { excludedColumn, excludedHeadline } from '../left-out';
import { missingFor } from '../missing';
import { choiceReader, type WithChoice } from '../params';
import { moneyMean, moneySum, ratio } from '../ratio';
import type { FilterDimension, Recipe, View } from '../recipe';

const FILTERS: readonly FilterDimension[] = ['owner', 'region', 'product', 'stage'];

/** Which date of an open deal the date range applies to. */
type PipelineDate = 'expected' | 'created';
type PipelineParams = WithChoice<'dated', PipelineDate>;

const DATE = { expected: 'expected_on', created: 'created_on' } as const;

/** Open deals by stage, in the order a deal passes the stages: how many, how much. */
export const pipelineByStage: Recipe<PipelineParams> = {
	id: 'pipeline-by-stage',
	title: 'report_pipeline_by_stage',
	question: 'question_pipeline_by_stage',
	kinds: ['deals'],
	filters: FILTERS,
	grained: false,
	choices: [
		{
			param: 'dated',
			label: 'label_date_field',
			options: [
				{ value: 'expected', label: 'label_expected_date', needs: ['expected_close_date', 'close_date'] },
				{ value: 'created', label: 'label_created_date', needs: ['created_date'] }
			]
		}
	],
	missing: (model) => missingFor(model, ['stage', 'amount', 'outcome']),
	defaults: (model) => ({
		filters: {},
		grain: 'month',
		dated: model.fields.expected_close_date || !supplies(model, 'created_on') ? 'expected' : 'created'
	}),
	parse: choiceReader('dated', ['expected', 'created']),
	build: (params, model, asOf) => ({ main: main(params, model), totals: totals(params, model, asOf) }),
	view,
	examples: [{ dated: 'created' }]
};

function factsOf({ filters, dated }: PipelineParams, model: SalesModel, more: readonly FactColumn[]): Step {
	return facts(model, ['stage', 'outcome', 'amount', DATE[dated], ...more, ...activeFilters(filters, FILTERS, model)]);
}

function open({ filters, dated }: PipelineParams, model: SalesModel): Sql {
	return every([
		sql`outcome = 'open'`,
		...dimensionConditions(filters, FILTERS, model),
		...rangeConditions(word(DATE[dated]), filters)
	]);
}

function main(params: PipelineParams, model: SalesModel): Query {
	return chain(
		[
			factsOf(params, model, []),
			step(
				'per_stage',
				'Open deals per stage',
				sql`
					SELECT
						stage,
						${position(model.stageOrder)} AS position,
						count(*) AS deals,
						${moneySum(sql`sum(amount)`)} AS amount,
						count(*) FILTER (WHERE amount IS NULL) AS without_amount
					FROM deals
					WHERE ${open(params, model)}
					GROUP BY ALL`
			)
		],
		'In the order of the stages; stages without a place in it come last, by name',
		sql`
			SELECT
				stage,
				deals,
				amount,
				${ratio(sql`amount`, sql`sum(amount) OVER ()`)} AS share,
				without_amount
			FROM per_stage
			ORDER BY position NULLS LAST, stage NULLS LAST`
	);
}

/** Place of a stage in the model's order; NULL when it has none. */
function position(stages: readonly string[]): Sql {
	if (stages.length === 0) return sql`CAST(NULL AS INTEGER)`;
	const cases = stages.map((stage, i) => sql`WHEN ${literal(stage)} THEN ${literal(i + 1)}`);
	return sql`
		CASE stage
			${stack(cases)}
		END`;
}

function totals(params: PipelineParams, model: SalesModel, asOf: Day): Query {
	const expected = supplies(model, 'expected_on');
	const overdue = sql`count(*) FILTER (WHERE expected_on < ${day(asOf)}) AS overdue`;
	const range = rangeConditions(word(DATE[params.dated]), params.filters);
	const undated = every([
		sql`outcome = 'open'`,
		...dimensionConditions(params.filters, FILTERS, model),
		sql`${word(DATE[params.dated])} IS NULL`
	]);
	return chain(
		[
			factsOf(params, model, expected ? ['expected_on'] : []),
			step('pipeline', 'Open deals within the filters', sql`SELECT * FROM deals WHERE ${open(params, model)}`)
		],
		'One row',
		sql`
			SELECT
				${lines([
					sql`count(*) AS deals`,
					sql`${moneySum(sql`sum(amount)`)} AS amount`,
					sql`${moneyMean(sql`sum(amount)`, sql`count(amount)`)} AS mean`,
					sql`count(*) FILTER (WHERE amount IS NULL) AS without_amount`,
					range.length === 0
						? sql`CAST(0 AS BIGINT) AS without_date`
						: sql`(SELECT count(*) FROM deals WHERE ${undated}) AS without_date`,
					...(expected ? [overdue] : []),
					...excludedColumn(model)
				])}
			FROM pipeline`
	);
}

function view(_params: PipelineParams, model: SalesModel): View {
	return {
		headlines: [
			{
				label: 'label_open_amount',
				column: 'amount',
				unit: 'money',
				definition: 'definition_open_amount',
				excluded: 'without_amount'
			},
			{
				label: 'label_open_deals',
				column: 'deals',
				unit: 'count',
				definition: 'definition_open_deals',
				excluded: 'without_date'
			},
			{ label: 'label_mean_open_deal', column: 'mean', unit: 'money', definition: 'definition_mean_open_deal' },
			...(supplies(model, 'expected_on')
				? [{ label: 'label_overdue', column: 'overdue', unit: 'count', definition: 'definition_overdue' } as const]
				: []),
			...excludedHeadline(model)
		],
		chart: {
			kind: 'bars',
			x: 'stage',
			xUnit: 'text',
			series: [{ column: 'amount', label: 'label_open_amount', unit: 'money', mark: 'bar', axis: 'left' }]
		},
		columns: [
			{ column: 'stage', label: 'label_stage', unit: 'text', definition: 'definition_stage_order' },
			{ column: 'deals', label: 'label_open_deals', unit: 'count' },
			{ column: 'amount', label: 'label_open_amount', unit: 'money' },
			{ column: 'share', label: 'label_share', unit: 'share', definition: 'definition_share_open' },
			{
				column: 'without_amount',
				label: 'label_without_amount',
				unit: 'count',
				definition: 'definition_without_amount'
			}
		]
	};
}
