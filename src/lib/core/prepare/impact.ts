import { cells, count, text } from '../model/rows';
import { chain, step, type Step } from '../sql/chain';
import { id, lines, literal, sql, word, type Query, type Sql } from '../sql/sql';
import type { Rows, Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { appliedStep, loadedStep, planSteps, unionAll, type AppliedStep } from './plan';
import type { Assignment } from './step';

/** What a step does to one column. */
export interface ColumnImpact {
	readonly column: string;
	/** Cells with another value than before; of a new column, cells with a value; of a column of another type, all that had one. */
	readonly changed: number;
	/** Cells that had a value and have none any more. */
	readonly emptied: number;
}

/** What a step does. */
export interface StepImpact {
	/** `CleaningStep.id` */
	readonly step: string;
	readonly rowsIn: number;
	readonly rowsOut: number;
	/** Columns it gives values to, in the order of the step. */
	readonly columns: readonly ColumnImpact[];
}

/**
 * What every applied step of a table does, in one query over the whole table; null when none applies. Rows: (step, place, column, a, b),
 * read by {@link readImpact}.
 */
export function impactQuery(table: Table, steps: readonly CleaningStep[]): Query | null {
	const plan = planSteps(table, steps);
	const [first] = plan.applied;
	if (!first) return null;
	const numbered = plan.applied.some(({ effect }) => effect.ordered === true);
	const counted = plan.applied.map(countStep);
	const results = plan.applied.flatMap(resultRows);
	return chain(
		[
			loadedStep(plan, numbered),
			...plan.applied.flatMap((one, at) => [appliedStep(one), ...counted.slice(at, at + 1)])
		],
		'Rows before and after each step, then cells changed and emptied of each column',
		sql`
			${unionAll(results)}
			ORDER BY position, place`
	);
}

function countName({ name }: AppliedStep): Sql {
	return word(`${name}_counts`);
}

/** One row: rows in and out, then two counts per column. */
function countStep(applied: AppliedStep): Step {
	const { effect, from, position } = applied;
	const assign = effect.assign ?? [];
	const kept = effect.keep ? sql`(${effect.keep.condition})` : sql`TRUE`;
	const read = assign.flatMap(({ name, value }, at) => [
		...(had(applied, name) ? [sql`${id(name)} AS ${word(`before_${at}`)}`] : []),
		sql`${value} AS ${word(`after_${at}`)}`
	]);
	const counts = assign.flatMap((one, at) => [
		sql`count(*) FILTER (WHERE ${changedCell(applied, one, at)}) AS ${word(`changed_${at}`)}`,
		sql`count(*) FILTER (WHERE ${emptiedCell(applied, one, at)}) AS ${word(`emptied_${at}`)}`
	]);
	return step(
		countName(applied).text,
		`What step ${position} does`,
		sql`
			SELECT
				${lines([sql`count(*) AS rows_in`, sql`count(*) FILTER (WHERE kept) AS rows_out`, ...counts])}
			FROM (
				SELECT
					${lines([sql`${kept} AS kept`, ...read])}
				FROM ${word(from)}
			)`
	);
}

function had({ before }: AppliedStep, name: string): boolean {
	return before.some((column) => column.name === name);
}

/** Whether `after_n` is another value than `before_n`. */
export function changedCell(applied: AppliedStep, { name, type }: Assignment, at: number): Sql {
	const [before, after] = [word(`before_${at}`), word(`after_${at}`)];
	const column = applied.before.find((one) => one.name === name);
	if (!column) return sql`${after} IS NOT NULL`;
	return column.type === type ? sql`${before} IS DISTINCT FROM ${after}` : sql`${before} IS NOT NULL`;
}

/** Whether `before_n` had a value and `after_n` has none. */
export function emptiedCell(applied: AppliedStep, { name }: Assignment, at: number): Sql {
	if (!had(applied, name)) return sql`FALSE`;
	return sql`${word(`before_${at}`)} IS NOT NULL AND ${word(`after_${at}`)} IS NULL`;
}

function resultRows(applied: AppliedStep): Sql[] {
	const { step: own, position, effect } = applied;
	const from = countName(applied);
	const head = sql`SELECT ${literal(position)} AS position, 0 AS place, ${literal(own.id)} AS step, '' AS name, rows_in AS a, rows_out AS b FROM ${from}`;
	const columns = (effect.assign ?? []).map(
		({ name }, at) =>
			sql`SELECT ${literal(position)}, ${literal(at + 1)}, ${literal(own.id)}, ${literal(name)}, ${word(`changed_${at}`)}, ${word(`emptied_${at}`)} FROM ${from}`
	);
	return [head, ...columns];
}

/** The impact of each applied step, out of the rows of {@link impactQuery}. */
export function readImpact(rows: Rows): StepImpact[] {
	const [places, steps, names] = [cells(rows, 'place'), cells(rows, 'step'), cells(rows, 'name')];
	const [a, b] = [cells(rows, 'a'), cells(rows, 'b')];
	const found: (StepImpact & { columns: ColumnImpact[] })[] = [];
	for (let r = 0; r < rows.length; r++) {
		const last = found.at(-1);
		if (count(places[r]) === 0) {
			found.push({ step: text(steps[r]) ?? '', rowsIn: count(a[r]), rowsOut: count(b[r]), columns: [] });
		} else last?.columns.push({ column: text(names[r]) ?? '', changed: count(a[r]), emptied: count(b[r]) });
	}
	return found;
}
