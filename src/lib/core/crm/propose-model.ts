import type { DataKind, Expr, Join, Role, SalesModel } from '../model/model';
import type { Issue } from '../result';
import type { ColumnFormat, ColumnProfile, FieldRef, Table, TableId } from '../table';
import { guessCurrency } from './currency';
import { guessDataKind, type GivenKind, type GuessedTable, type KindGuess } from './fact-table';
import { guessRoles, type RoleGuess } from './guess';
import { natureOf, type TableNature } from './table-nature';
import { guessOutcome, orderStages, outcomeByDay, profileWords, type OutcomeGuess } from './outcome';

/** A table to make a model of. `formats` (from the read plan) tell the currency signs amounts are written with. */
export interface ModelTable {
	readonly table: Table;
	readonly profiles: readonly ColumnProfile[];
	readonly formats?: readonly ColumnFormat[];
	/** Mean probability (0–1) of the rows of each stage or status word, where it was asked: settles words that are not known. */
	readonly stageShares?: ReadonlyMap<string, number>;
}

/** A model made of guesses, with everything needed to show and correct it. */
export interface ModelProposal {
	/** null: no table looks like a list of deals or orders. */
	readonly model: SalesModel | null;
	readonly guesses: readonly { readonly table: TableId; readonly guesses: readonly RoleGuess[] }[];
	readonly kind: KindGuess | null;
	/** What every table seems to be a list of. */
	readonly natures: readonly { readonly table: TableId; readonly nature: TableNature }[];
	/** Words of the outcome column that are not known; they count as open until the user says otherwise. */
	readonly unknownWords: readonly string[];
	/** 'model-no-date', 'model-no-amount', 'model-no-outcome', 'model-currencies-mixed'; details as in `i18n/issues.ts`. */
	readonly issues: readonly Issue[];
}

/** Roles a joined table may fill: what it says about the customer, product or person of a deal, never the deal's own figures. */
const BORROWED: ReadonlySet<Role> = new Set<Role>([
	'account',
	'contact',
	'customer_id',
	'owner',
	'team',
	'manager',
	'region',
	'segment',
	'product',
	'category',
	'unit_price',
	'cost',
	'lead_source',
	'campaign',
	'created_date',
	'deal_type'
]);

/**
 * A whole sales model from guesses: deals or orders, the fact table, the column of every role (the fact table's own first, then those
 * of joined tables), amount, outcome words, stage order and currency. What is missing is an issue, never an invention.
 * @param joins joins that hold (checked or confirmed); tables not reached by them from the fact table are left out
 * @param given kind of data or fact table the user chose
 */
export function proposeModel(
	tables: readonly ModelTable[],
	joins: readonly Join[],
	given: GivenKind = {}
): ModelProposal {
	const guessed = tables.map((entry) => {
		const guesses = guessRoles(entry.profiles, entry.table.id);
		return { ...entry, guesses, nature: natureOf(entry.profiles, guesses, entry.table.id) };
	});
	const natures = guessed.map(({ table, nature }) => ({ table: table.id, nature }));
	const guesses = guessed.map(({ table, guesses: all }) => ({ table: table.id, guesses: all }));
	const kind = guessDataKind(guessed, given);
	if (!kind) {
		const at = tables.map(({ table }) => table.id).join(', ');
		const issues: Issue[] =
			tables.length === 0 ? [] : [{ code: 'model-no-date', at, details: { roles: ['close_date', 'order_date'] } }];
		for (const { table, nature } of natures) {
			if (nature === 'history') issues.unshift({ code: 'model-history-only', at: table });
		}
		return { model: null, guesses, kind, natures, unknownWords: [], issues };
	}
	const used = reach(kind.fact, joins);
	const fields = fieldsOf(guessed, kind.fact, used);
	return { ...modelOf(guessed, kind, fields, used), guesses, kind, natures };
}

/** The joins that lead from the fact table to others, each table once, nearest first. */
function reach(fact: TableId, joins: readonly Join[]): Join[] {
	const used: Join[] = [];
	const seen = new Set([fact]);
	for (let grown = true; grown;) {
		grown = false;
		for (const { from, to } of joins) {
			if (!seen.has(from.table) || seen.has(to.table)) continue;
			seen.add(to.table);
			used.push({ from, to });
			grown = true;
		}
	}
	return used;
}

type Fields = Partial<Record<Role, FieldRef>>;

function fieldsOf(tables: readonly GuessedTable[], fact: TableId, joins: readonly Join[]): Fields {
	const fields: Fields = {};
	const certain = new Map<Role, number>();
	for (const { table, guesses } of tables) {
		if (table.id === fact) for (const { role, column } of guesses) if (role) fields[role] = { table: fact, column };
	}
	for (const { to } of joins) {
		const joined = tables.find(({ table }) => table.id === to.table);
		for (const { role, column, confidence } of joined?.guesses ?? []) {
			if (!role || !BORROWED.has(role) || column === to.column) continue;
			const known = certain.get(role);
			if (fields[role] && (known === undefined || known >= confidence)) continue;
			fields[role] = { table: to.table, column };
			certain.set(role, confidence);
		}
	}
	return fields;
}

function modelOf(
	tables: readonly (GuessedTable & ModelTable)[],
	{ kind, fact }: KindGuess,
	fields: Fields,
	joins: readonly Join[]
): Pick<ModelProposal, 'model' | 'unknownWords' | 'issues'> {
	const own = tables.find(({ table }) => table.id === fact);
	const amount = amountOf(kind, fields, fact);
	const outcome = kind === 'deals' && own ? outcomeOfFact(own, fields) : null;
	const money = guessCurrency(
		profileOf(tables, fields.currency),
		amount?.kind === 'field' ? amount.field.column : null,
		amount?.kind === 'field' ? formatOf(tables, amount.field) : null
	);
	const model: SalesModel = {
		kind,
		fact,
		joins: joins.map(({ from, to }) => ({ from, to })),
		fields,
		amount,
		outcome: outcome?.map ?? null,
		stageOrder: stagesOf(tables, fields, outcome),
		currency: money.currency
	};
	return { model, unknownWords: outcome?.unknown ?? [], issues: issuesOf(model, money.mixed) };
}

function profileOf(tables: readonly ModelTable[], field: FieldRef | undefined): ColumnProfile | null {
	const table = tables.find((entry) => entry.table.id === field?.table);
	return table?.profiles.find((profile) => profile.column.name === field?.column) ?? null;
}

function formatOf(tables: readonly ModelTable[], field: FieldRef): ColumnFormat | null {
	const table = tables.find((entry) => entry.table.id === field.table);
	return table?.formats?.find((format) => format.name === field.column) ?? null;
}

/** The amount column; else what was actually won or signed; else quantity × unit price of the same row. */
function amountOf(kind: DataKind, fields: Fields, fact: TableId): Expr | null {
	const named = kind === 'deals' ? (fields.amount ?? fields.actual_amount ?? fields.contract_amount) : fields.amount;
	if (named) return { kind: 'field', field: named };
	const { quantity, unit_price: price } = fields;
	if (quantity?.table !== fact || price?.table !== fact) return null;
	return { kind: 'op', op: '*', left: { kind: 'field', field: quantity }, right: { kind: 'field', field: price } };
}

function outcomeOfFact(own: ModelTable, fields: Fields): OutcomeGuess | null {
	const roles: readonly Role[] = ['status', 'stage', 'forecast_category'];
	const named = roles.flatMap((role) => profileOf([own], fields[role]) ?? []);
	const flags = own.profiles.filter((profile) => /^is ?_?(closed ?_?)?won$/i.test(profile.column.name.trim()));
	const found = guessOutcome(
		own.table.id,
		[...named, ...flags.filter((flag) => !named.includes(flag))],
		own.stageShares
	);
	if (found) return found;
	const day = fields.won_date;
	return day?.table === own.table.id ? { map: outcomeByDay(day), unknown: [] } : null;
}

/** Open stages only: the words of the outcome column that mean won, lost or nothing are left out. */
function stagesOf(tables: readonly ModelTable[], fields: Fields, outcome: OutcomeGuess | null): string[] {
	const profile = profileOf(tables, fields.stage);
	if (!profile) return [];
	const settled = new Set(outcome ? [...outcome.map.won, ...outcome.map.lost, ...outcome.map.excluded] : []);
	const shares = tables.find(({ table }) => table.id === fields.stage?.table)?.stageShares;
	return orderStages(
		profileWords(profile).filter((word) => !settled.has(word)),
		shares
	);
}

const DATES: Readonly<Record<DataKind, readonly Role[]>> = {
	deals: ['close_date', 'won_date', 'expected_close_date'],
	orders: ['order_date', 'close_date']
};

function issuesOf(model: SalesModel, mixed: readonly string[]): Issue[] {
	const issues: Issue[] = [];
	const dates = DATES[model.kind];
	if (!dates.some((role) => model.fields[role]))
		issues.push({ code: 'model-no-date', at: 'fields', details: { roles: [...dates] } });
	if (model.amount === null) issues.push({ code: 'model-no-amount', at: 'amount' });
	if (model.kind === 'deals' && model.outcome === null) issues.push({ code: 'model-no-outcome', at: 'outcome' });
	if (mixed.length > 0) {
		const at = model.fields.currency?.column ?? 'currency';
		issues.push({ code: 'model-currencies-mixed', at, details: { currencies: [...mixed] } });
	}
	return issues;
}
