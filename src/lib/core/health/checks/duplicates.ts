import { supplies, type FactColumn } from '../../model/facts';
import { step } from '../../sql/chain';
import { id, list, sql, word, type Sql } from '../../sql/sql';
import { factStep } from '../../model/facts';
import type { HealthCheck, HealthContext } from '../finding';
import { answer, factTable, ownColumn, type Question } from '../findings';
import type { Probe } from '../probe';

/** Rows counted twice: of one id, the same in every column, or of another id but else the same sale. */
export const duplicates: HealthCheck = {
	id: 'duplicates',
	applies: (context) => factTable(context) !== null,
	find: async (context, ask) => {
		const found = [];
		for (const question of questions(context)) found.push(...(await answer(context, question, ask)));
		return found;
	}
};

function questions(context: HealthContext): Question[] {
	const byId = context.model.kind === 'deals' && supplies(context.model, 'deal_id');
	return [byId ? sameId(context) : sameRow(context), ...near(context)];
}

/** Counts all rows of a group but one; shows all. `key` is NULL where a row is nobody's duplicate. */
function repeated(
	context: HealthContext,
	columns: readonly FactColumn[],
	key: readonly Sql[],
	also?: Probe['also']
): { probe: Probe; shown: Probe } {
	const from = factStep(context.model);
	const named = key.map((part) => sql`${part} IS NOT NULL`).reduce((left, right) => sql`${left} AND ${right}`);
	const steps = [
		step(
			'repeated',
			'Each row and its place among those that agree',
			sql`
				SELECT
					*,
					${named} AS examined_named,
					row_number() OVER (PARTITION BY ${list(key)} ORDER BY amount DESC NULLS LAST) AS examined_place,
					count(*) OVER (PARTITION BY ${list(key)}) AS examined_rows
				FROM ${from}`
		)
	];
	const probe = {
		columns,
		base: 'all' as const,
		steps,
		hit: sql`examined_named AND examined_place > 1`,
		...(also ? { also } : {})
	};
	return { probe, shown: { ...probe, hit: sql`examined_named AND examined_rows > 1` } };
}

/** Everything the reports count changes when a row goes. */
const EVERYTHING: readonly FactColumn[] = ['amount', 'outcome'];

function sameId(context: HealthContext): Question {
	const column = ownColumn(context.model, ['deal_id']);
	return {
		check: 'duplicates',
		code: 'duplicate-id',
		column,
		...repeated(context, ['deal_id'], [sql`deal_id`]),
		about: EVERYTHING,
		step:
			column === null
				? null
				: {
						table: context.model.fact,
						kind: 'deduplicate',
						params: { columns: [column], keep: 'first', loose: false }
					}
	};
}

function sameRow(context: HealthContext): Question {
	const { model } = context;
	const columns = factTable(context)?.columns ?? [];
	return {
		check: 'duplicates',
		code: 'duplicate-row',
		column: null,
		...repeated(context, [], [sql`examined_key`], (source) => [
			sql`hash(${list(columns.map(({ name }) => source.column({ table: model.fact, column: name })))}) AS examined_key`
		]),
		about: EVERYTHING,
		step: { table: model.fact, kind: 'deduplicate', params: { columns: [], keep: 'first', loose: false } }
	};
}

/** The same customer, amount and day under two ids; for orders the same line of the same order. */
function near(context: HealthContext): Question[] {
	const { model } = context;
	const key: readonly FactColumn[] =
		model.kind === 'deals'
			? ['customer', 'amount', 'closed_on']
			: ['order_id', 'product', 'quantity', 'amount', 'ordered_on'];
	if (!key.every((column) => supplies(model, column))) return [];
	const deals = model.kind === 'deals';
	const { probe, shown } = repeated(
		context,
		key,
		key.map((column) => word(column))
	);
	const other = deals && supplies(model, 'deal_id');
	const needs = other ? (['deal_id'] as const) : [];
	const apart = other ? differentIds(key) : probe.steps;
	const extra = sql` AND amount <> 0`;
	const more = (one: Probe): Probe => ({
		...one,
		needs,
		...(apart ? { steps: apart } : {}),
		hit: sql`${one.hit}${deals ? extra : sql``}`
	});
	return [
		{
			check: 'duplicates',
			code: 'duplicate-near',
			column: null,
			probe: more(probe),
			shown: more(shown),
			about: EVERYTHING,
			details: { kind: model.kind }
		}
	];
}

/** As `repeated`, after rows of one id were reduced to one: those are found by their id already. */
function differentIds(key: readonly FactColumn[]): NonNullable<Probe['steps']> {
	const parts = list(key.map((column) => word(column)));
	const named = key
		.map((column) => sql`${word(column)} IS NOT NULL`)
		.reduce((left, right) => sql`${left} AND ${right}`);
	return [
		step(
			'one_per_id',
			'One row per id',
			sql`
				SELECT *
				FROM ${id('deals')}
				QUALIFY deal_id IS NULL OR row_number() OVER (PARTITION BY deal_id ORDER BY amount DESC NULLS LAST) = 1`
		),
		step(
			'repeated',
			'Each row and its place among those that agree',
			sql`
				SELECT
					*,
					${named} AS examined_named,
					row_number() OVER (PARTITION BY ${parts} ORDER BY deal_id) AS examined_place,
					count(*) OVER (PARTITION BY ${parts}) AS examined_rows
				FROM one_per_id`
		)
	];
}
