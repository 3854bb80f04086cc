import type { DataKind, Role } from '../model/model';
import type { ColumnProfile, Table, TableId } from '../table';
import type { RoleGuess } from './guess';
import type { TableNature } from './table-nature';

/** A table with the meaning of its columns. */
export interface GuessedTable {
	readonly table: Table;
	readonly profiles: readonly ColumnProfile[];
	readonly guesses: readonly RoleGuess[];
	/** What it is a list of; anything when absent. */
	readonly nature?: TableNature;
}

/** Deals or orders, and the table whose rows they are. */
export interface KindGuess {
	readonly kind: DataKind;
	readonly fact: TableId;
	/** 0–1: how far ahead of the next possibility. */
	readonly confidence: number;
	/** Roles of the fact table that speak for it. */
	readonly roles: readonly Role[];
}

const WEIGHTS: Readonly<Record<DataKind, Readonly<Partial<Record<Role, number>>>>> = {
	deals: {
		status: 2.5,
		stage: 2.5,
		won_date: 2.5,
		close_date: 2,
		expected_close_date: 1.5,
		lost_date: 1,
		amount: 2,
		deal_id: 1,
		deal_name: 1,
		probability: 1,
		lost_reason: 1,
		forecast_category: 0.5,
		created_date: 0.5,
		account: 0.5,
		owner: 0.5,
		product: 0.25
	},
	orders: {
		order_date: 3,
		order_id: 2,
		amount: 2,
		quantity: 1.5,
		unit_price: 0.5,
		profit: 0.5,
		discount: 0.5,
		customer_id: 0.5,
		account: 0.5,
		product: 0.5
	}
};

/** A fact table needs at least this: a date and an amount, or an outcome with something beside it. */
const LEAST = 3;

/** What the user says of the data: taken as it is, even where the columns do not look like it. */
export interface GivenKind {
	readonly kind?: DataKind;
	readonly fact?: TableId;
}

/**
 * Decides what the data is: the table and kind with the most that speaks for them. A table must have a day or an outcome; lists
 * of customers, products or people have neither. Null when no table is a list of deals or orders. More rows win a tie.
 */
export function guessDataKind(tables: readonly GuessedTable[], given: GivenKind = {}): KindGuess | null {
	const asked = given.kind !== undefined || given.fact !== undefined;
	const choices = tables
		.flatMap((table) => (['deals', 'orders'] as const).map((kind) => ({ table, kind, ...score(table, kind) })))
		.filter(({ kind, table }) => (given.kind ?? kind) === kind && (given.fact ?? table.table.id) === table.table.id)
		.filter(({ table }) => given.fact !== undefined || !['history', 'targets'].includes(table.nature ?? 'records'))
		.filter((choice) => choice.score >= (asked ? 0 : LEAST))
		.sort((a, b) => b.score - a.score || b.table.table.rows - a.table.table.rows);
	const [best, ...rest] = choices;
	if (!best) return null;
	const next = rest[0]?.score ?? 0;
	const confidence =
		Math.round(Math.min(0.99, 0.5 + (best.score - next) / (2 * Math.max(best.score, LEAST))) * 100) / 100;
	return { kind: best.kind, fact: best.table.table.id, confidence, roles: best.roles };
}

function score({ guesses }: GuessedTable, kind: DataKind): { score: number; roles: Role[] } {
	const weights = WEIGHTS[kind];
	const roles = guesses.flatMap(({ role }) => (role && weights[role] ? [role] : []));
	const anchored = roles.some((role) =>
		kind === 'deals'
			? ['status', 'stage', 'won_date', 'close_date', 'expected_close_date'].includes(role)
			: role === 'order_date' || role === 'order_id'
	);
	const sum = guesses.reduce(
		(total, { role, confidence }) => total + (role ? (weights[role] ?? 0) * confidence : 0),
		0
	);
	return { score: anchored ? sum : 0, roles };
}
