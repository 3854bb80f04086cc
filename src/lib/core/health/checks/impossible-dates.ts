import { supplies, type FactColumn } from '../../model/facts';
import type { Role, SalesModel } from '../../model/model';
import { writtenColumn } from '../../prepare/expression/complete';
import { day, sql, word } from '../../sql/sql';
import type { FindingCode, HealthCheck, HealthContext, ProposedStep } from '../finding';
import { answer, factTable, ownColumn, type Question } from '../findings';
import type { Base } from '../probe';

/** Headers of the day goods went out, in the languages of the product. */
const SHIPPED = /\b(ship|shipped|shipping|shipment|deliver(y|ed)?|dispatch(ed)?)\b|发货|出货|交货|交付|送货/i;

/** Dates that contradict each other or the day the data stands for. */
export const impossibleDates: HealthCheck = {
	id: 'impossible-dates',
	applies: ({ model }) => supplies(model, model.kind === 'deals' ? 'closed_on' : 'ordered_on'),
	find: async (context, ask) => {
		const found = [];
		for (const question of questions(context)) found.push(...(await answer(context, question, ask)));
		return found;
	}
};

function questions(context: HealthContext): Question[] {
	const { model } = context;
	return [...order(model), ...future(context), ...shipped(context)];
}

function order(model: SalesModel): Question[] {
	if (model.kind !== 'deals' || !supplies(model, 'created_on') || !supplies(model, 'closed_on')) return [];
	return [
		{
			check: 'impossible-dates',
			code: 'closed-before-created',
			column: null,
			probe: { columns: ['closed_on', 'created_on'], hit: sql`closed_on < created_on`, base: 'closed' },
			about: ['created_on'],
			step: emptied(model, ownColumn(model, ['created_date']), ownColumn(model, closing(model)))
		}
	];
}

/** The one column that holds the closing day; none where won and lost deals have columns of their own. */
function closing({ fields }: SalesModel): readonly Role[] {
	return fields.won_date || fields.lost_date ? [] : ['close_date'];
}

/** Empties `column` where it is after (or before) `other`: what cannot be true is not counted, everything else stays. */
function emptied(
	model: SalesModel,
	column: string | null,
	other: string | null,
	sign: '<' | '>' = '>'
): ProposedStep | null {
	if (column === null || other === null) return null;
	const [one, two] = [writtenColumn(column), writtenColumn(other)];
	const expression = `if(${one} ${sign} ${two}, null, ${one})`;
	return { table: model.fact, kind: 'calculate', params: { into: column, expression } };
}

function future({ model, asOf }: HealthContext): Question[] {
	if (asOf === null) return [];
	const dates: readonly (readonly [FindingCode, FactColumn, Base])[] =
		model.kind === 'deals'
			? [
					['closed-in-future', 'closed_on', 'closed'],
					['created-in-future', 'created_on', 'all']
				]
			: [['ordered-in-future', 'ordered_on', 'all']];
	return dates
		.filter(([, column]) => supplies(model, column))
		.map(([code, column, base]) => ({
			check: 'impossible-dates',
			code,
			column: null,
			probe: {
				columns: [column],
				hit: sql`${word(column)} > ${day(asOf)}`,
				base
			},
			details: { day: asOf }
		}));
}

function shipped(context: HealthContext): Question[] {
	const { model } = context;
	const column = factTable(context)?.columns.find(
		({ name, type }) => (type === 'date' || type === 'timestamp') && SHIPPED.test(name.replaceAll('_', ' '))
	);
	const ordered = model.fields.order_date;
	if (!column || model.kind !== 'orders' || !ordered || ordered.column === column.name) return [];
	const field = { table: model.fact, column: column.name };
	return [
		{
			check: 'impossible-dates',
			code: 'shipped-before-ordered',
			column: column.name,
			probe: {
				columns: ['ordered_on'],
				also: (source) => [sql`CAST(${source.column(field)} AS DATE) AS examined_shipped`],
				hit: sql`examined_shipped < ordered_on`,
				base: 'all'
			},
			about: [],
			step: emptied(model, column.name, ownColumn(model, ['order_date']), '<')
		}
	];
}
