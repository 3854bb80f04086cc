import { step, type Step } from '../sql/chain';
import { lines, list, literal, sql, stack, word, type Sql } from '../sql/sql';
import type { FieldRef } from '../table';
import { amountSql } from './amount';
import { ANY_WORD, type OutcomeMap, type Role, type SalesModel } from './model';
import { reachable, sourceOf, type Source } from './source';

/**
 * A column of the clean fact rows. Texts are VARCHAR, days DATE, `amount`/`profit` exact DECIMAL; NULL where the model has
 * nothing for it. `customer` identifies (its number when there is one), `customer_name` is what people call it.
 * Deals: `outcome` is 'won' | 'lost' | 'open' | 'excluded'; `closed_on` only on won and lost rows, `expected_on` only on open
 * ones. Orders: a row is an order line; `ordered_on` is its day.
 */
export type FactColumn =
	| 'deal_id'
	| 'order_id'
	| 'customer'
	| 'customer_name'
	| 'owner'
	| 'team'
	| 'manager'
	| 'region'
	| 'segment'
	| 'product'
	| 'category'
	| 'source'
	| 'stage'
	| 'outcome'
	| 'amount'
	| 'profit'
	| 'quantity'
	| 'closed_on'
	| 'created_on'
	| 'expected_on'
	| 'ordered_on';

/** Roles that can fill a column, the better first. */
const ROLES: Readonly<Partial<Record<FactColumn, readonly Role[]>>> = {
	deal_id: ['deal_id'],
	order_id: ['order_id'],
	customer: ['customer_id', 'account'],
	customer_name: ['account', 'customer_id'],
	owner: ['owner'],
	team: ['team'],
	manager: ['manager'],
	region: ['region'],
	segment: ['segment'],
	product: ['product'],
	category: ['category'],
	source: ['lead_source'],
	stage: ['stage'],
	profit: ['profit'],
	quantity: ['quantity'],
	created_on: ['created_date'],
	ordered_on: ['order_date', 'close_date']
};

/** Dates of won, lost and open deals, the better first. */
const CLOSED = { won: ['won_date', 'close_date'], lost: ['lost_date', 'close_date'] } as const;
const EXPECTED = ['expected_close_date', 'close_date'] as const;

/** Roles any one of which lets the model fill `column` (empty: it comes from `model.amount` or `model.outcome`). */
export function rolesFor(model: SalesModel, column: FactColumn): readonly Role[] {
	if (column === 'closed_on') return ['close_date', 'won_date'];
	if (column === 'expected_on') return EXPECTED;
	if (column === 'ordered_on') return model.kind === 'orders' ? ['order_date'] : [];
	if (column === 'outcome') return ['status', 'stage'];
	return ROLES[column] ?? ['amount'];
}

/** Whether the model has something for `column`. */
export function supplies(model: SalesModel, column: FactColumn): boolean {
	if (column === 'amount') return model.amount !== null;
	if (column === 'outcome') return model.outcome !== null;
	if (column === 'closed_on' && model.outcome === null) return false;
	const roles =
		column === 'closed_on' ? [...CLOSED.won, ...CLOSED.lost] : column === 'expected_on' ? EXPECTED : ROLES[column];
	return (roles ?? []).some((role) => fieldOf(model, role) !== null);
}

/** The name of the first step of every query over the model. */
export function factStep(model: SalesModel): Sql {
	return word(model.kind === 'deals' ? 'deals' : 'order_lines');
}

/**
 * The first step of a query over the model: one clean row per deal or order line, with the columns asked for and no others.
 * It is the only step that reads the user's tables. Rows of excluded outcome words are still in it, with outcome 'excluded',
 * so that they can be counted. `also` adds named expressions over the tables themselves.
 */
export function facts(
	model: SalesModel,
	columns: readonly FactColumn[],
	also: (source: Source) => readonly Sql[] = () => []
): Step {
	const source = sourceOf(model);
	const wanted = [...new Set(columns)];
	const selected = wanted.map((column) => sql`${factSql(model, column, source)} AS ${word(column)}`);
	return step(
		factStep(model).text,
		model.kind === 'deals' ? 'One row per deal' : 'One row per order line',
		sql`
			SELECT
				${lines([...selected, ...also(source)])}
			${source.from()}`
	);
}

function factSql(model: SalesModel, column: FactColumn, source: Source): Sql {
	if (!supplies(model, column)) return sql`CAST(NULL AS ${TYPES[column] ?? sql`VARCHAR`})`;
	if (column === 'amount') return model.amount ? amountSql(model.amount, (field) => source.column(field)) : sql`NULL`;
	if (column === 'outcome') return outcome(model.outcome, source);
	if (column === 'closed_on') return closedOn(model, source);
	if (column === 'expected_on') return expectedOn(model, source);
	const roles = ROLES[column] ?? [];
	if (DAYS.has(column)) return days(model, roles, source);
	const [first, ...rest] = present(model, roles).map((field) => source.column(field));
	if (first === undefined) throw new RangeError(`no column for ${column}`);
	if (NUMBERS.has(column)) return sql`TRY_CAST(${first} AS DECIMAL(18, 4))`;
	const texts = [first, ...rest].map((text) => sql`nullif(CAST(${text} AS VARCHAR), '')`);
	return firstOf(texts);
}

const DAYS: ReadonlySet<FactColumn> = new Set(['created_on', 'ordered_on', 'closed_on', 'expected_on']);
const NUMBERS: ReadonlySet<FactColumn> = new Set(['profit', 'quantity', 'amount']);
const TYPES: Readonly<Partial<Record<FactColumn, Sql>>> = {
	profit: sql`DECIMAL(18, 4)`,
	quantity: sql`DECIMAL(18, 4)`,
	amount: sql`DECIMAL(18, 4)`,
	closed_on: sql`DATE`,
	created_on: sql`DATE`,
	expected_on: sql`DATE`,
	ordered_on: sql`DATE`
};

function fieldOf(model: SalesModel, role: Role): FieldRef | null {
	const field = model.fields[role];
	return field && reachable(model, field.table) ? field : null;
}

function present(model: SalesModel, roles: readonly Role[]): FieldRef[] {
	return roles.map((role) => fieldOf(model, role)).filter((field) => field !== null);
}

function days(model: SalesModel, roles: readonly Role[], source: Source): Sql {
	const found = present(model, roles).map((field) => sql`TRY_CAST(${source.column(field)} AS DATE)`);
	if (found.length === 0) return sql`CAST(NULL AS DATE)`;
	return firstOf(found);
}

/** The first value that is not NULL. */
function firstOf(values: readonly Sql[]): Sql {
	return values.length === 1 ? list(values) : sql`coalesce(${list(values)})`;
}

/** The outcome word of a row as text. */
function outcomeWord(map: OutcomeMap, source: Source): Sql {
	return sql`CAST(${source.column(map.field)} AS VARCHAR)`;
}

function among(word: Sql, words: readonly string[]): Sql {
	if (words.includes(ANY_WORD)) return sql`${word} IS NOT NULL`;
	return words.length === 0 ? sql`FALSE` : sql`${word} IN (${list(words.map(literal))})`;
}

/** Words in no list, and rows without a word, count as open. */
function outcome(map: OutcomeMap | null, source: Source): Sql {
	if (!map) return sql`CAST(NULL AS VARCHAR)`;
	const word = outcomeWord(map, source);
	const cases = (['won', 'lost', 'excluded'] as const)
		.filter((name) => map[name].length > 0)
		.map((name) => sql`WHEN ${among(word, map[name])} THEN ${literal(name)}`);
	if (cases.length === 0) return sql`'open'`;
	return sql`
		CASE
			${stack(cases)}
			ELSE 'open'
		END`;
}

function closedOn(model: SalesModel, source: Source): Sql {
	const map = model.outcome;
	if (!map) return sql`CAST(NULL AS DATE)`;
	const word = outcomeWord(map, source);
	const won = days(model, CLOSED.won, source);
	const lost = days(model, CLOSED.lost, source);
	if (won.text === lost.text) return sql`CASE WHEN ${among(word, [...map.won, ...map.lost])} THEN ${won} END`;
	return sql`
		CASE
			WHEN ${among(word, map.won)} THEN ${won}
			WHEN ${among(word, map.lost)} THEN ${lost}
		END`;
}

function expectedOn(model: SalesModel, source: Source): Sql {
	const date = days(model, EXPECTED, source);
	const map = model.outcome;
	const settled = map ? [...map.won, ...map.lost, ...map.excluded] : [];
	if (!map || settled.length === 0) return date;
	return sql`
		CASE
			WHEN ${among(outcomeWord(map, source), settled)} THEN NULL
			ELSE ${date}
		END`;
}
