import * as z from 'zod/mini';
import { ok, type Issue, type Result } from '../result';
import { step as chainStep, type Step } from '../sql/chain';
import { id, join, lines, list, sql, stack, word, type Sql } from '../sql/sql';
import type { Column, Table } from '../table';
import type { CleaningStep } from '../workspace/workspace';
import { stepKind } from './registry';
import { nameKey, type Effect, type StepContext, type StepKind } from './step';

/** A step that runs: what it does, on which columns, and the names of the CTEs before and after it. */
export interface AppliedStep {
	readonly step: CleaningStep;
	/** 1-based place among the table's steps, switched off and skipped ones counted. */
	readonly position: number;
	readonly effect: Effect;
	readonly before: readonly Column[];
	readonly after: readonly Column[];
	/** Name of the CTE it reads, and of the one it makes. */
	readonly from: string;
	readonly name: string;
}

/** A step that is switched on but does not fit the table, and why. */
export interface SkippedStep {
	readonly step: CleaningStep;
	readonly issues: readonly Issue[];
}

/** The steps of a table against its columns. */
export interface StepPlan {
	readonly table: Table;
	readonly applied: readonly AppliedStep[];
	readonly skipped: readonly SkippedStep[];
	/** The columns after all applied steps. */
	readonly columns: readonly Column[];
	/** Name of the column that carries the order of the file, free of the table's own names. */
	readonly row: string;
	/** Name of the first CTE: the rows as they were loaded. */
	readonly loaded: string;
}

/**
 * Tries the steps of `table` (those of other tables are ignored) in their order. A step that names a column that is gone, or whose
 * parameters make no sense, is skipped with its issues; the others run. `prefix` stands before the names of the CTEs, so that the
 * steps of several tables can stand in one chain.
 */
export function planSteps(table: Table, steps: readonly CleaningStep[], prefix = ''): StepPlan {
	const loaded = `${prefix}loaded`;
	const row = freeName('loaded_row', table.columns);
	const applied: AppliedStep[] = [];
	const skipped: SkippedStep[] = [];
	let columns = table.columns;
	steps
		.filter((step) => step.table === table.id)
		.forEach((step, at) => {
			if (!step.enabled) return;
			const effect = stepEffect(step, { columns, row: id(row) });
			const after = effect.ok ? outcome(columns, effect.value, row) : effect;
			if (!effect.ok || !after.ok) {
				skipped.push({ step, issues: effect.ok ? (after.ok ? [] : after.issues) : effect.issues });
				return;
			}
			const from = applied.at(-1)?.name ?? loaded;
			const position = at + 1;
			applied.push({
				step,
				position,
				effect: effect.value,
				before: columns,
				after: after.value,
				from,
				name: `${prefix}step_${position}`
			});
			columns = after.value;
		});
	return { table, applied, skipped, columns, row, loaded };
}

/** What one step does to a table with these columns, or why it cannot: unknown kind, wrong parameters, columns that are gone. */
export function stepEffect(step: Pick<CleaningStep, 'kind' | 'params'>, context: StepContext): Result<Effect> {
	const kind = stepKind(step.kind);
	if (!kind) return { ok: false, issues: [{ code: 'step-kind-unknown', at: step.kind, details: { kind: step.kind } }] };
	return effectOf(kind, step.params, context);
}

function effectOf<P>(kind: StepKind<P>, input: unknown, context: StepContext): Result<Effect> {
	const read = z.safeParse(kind.params, input);
	if (!read.success) {
		const issues = read.error.issues.map((issue) => ({
			code: 'step-params-invalid' as const,
			at: issue.path.join('.'),
			details: { kind: kind.kind }
		}));
		return { ok: false, issues };
	}
	const known = new Set(context.columns.map((column) => column.name));
	const missing = [...new Set(kind.needs(read.data))].filter((name) => !known.has(name));
	if (missing.length > 0) {
		const issues = missing.map((name) => ({
			code: 'step-column-missing' as const,
			at: name,
			details: { column: name }
		}));
		return { ok: false, issues };
	}
	return kind.effect(read.data, context);
}

/** The columns an effect leaves: in their order, new ones last. Issues when two would share a name or none is left. */
function outcome(columns: readonly Column[], effect: Effect, row: string): Result<readonly Column[]> {
	const removed = new Set(effect.remove ?? []);
	const renamed = new Map((effect.rename ?? []).map(({ from, to }) => [from, to]));
	const assigned = new Map((effect.assign ?? []).map((one) => [one.name, one]));
	const kept = columns
		.filter((column) => !removed.has(column.name))
		.map((column): Column => {
			const value = assigned.get(column.name);
			const name = renamed.get(column.name) ?? column.name;
			return value ? { name, type: value.type, nullable: true } : { ...column, name };
		});
	const known = new Set(columns.map((column) => column.name));
	const added = [...assigned.values()]
		.filter(({ name }) => !known.has(name))
		.map(({ name, type }): Column => ({ name, type, nullable: true }));
	const after = [...kept, ...added];
	const issues = takenNames(after, row);
	if (after.length === 0) issues.push({ code: 'step-no-columns', at: '' });
	return issues.length > 0 ? { ok: false, issues } : ok(after);
}

function takenNames(columns: readonly Column[], row: string): Issue[] {
	const seen = new Set([nameKey(row)]);
	return columns.flatMap(({ name }) => {
		const key = nameKey(name);
		if (!seen.has(key) && name !== '' && !name.includes('\0')) {
			seen.add(key);
			return [];
		}
		return [{ code: 'step-column-taken' as const, at: name, details: { column: name } }];
	});
}

/** `wanted`, or the same with a number behind it when a column has that name. */
export function freeName(wanted: string, columns: readonly Column[]): string {
	const taken = new Set(columns.map((column) => nameKey(column.name)));
	let name = wanted;
	for (let k = 2; taken.has(nameKey(name)); k++) name = `${wanted}_${k}`;
	return name;
}

/** The rows as they were loaded, with their position when anything needs it. */
export function loadedStep(plan: StepPlan, numbered: boolean): Step {
	const source = id('raw', plan.table.id);
	const body = numbered
		? sql`
			SELECT
				row_number() OVER () AS ${id(plan.row)},
				*
			FROM ${source}`
		: sql`
			SELECT *
			FROM ${source}`;
	return chainStep(plan.loaded, `The rows of ${plan.table.id} as they were loaded`, body);
}

/** One applied step as a CTE. */
export function appliedStep({ step, position, effect, before, from, name }: AppliedStep): Step {
	const touched = touchedColumns(effect);
	const named = touched.length === 0 ? '' : `: ${touched.slice(0, 5).join(', ')}${touched.length > 5 ? ' …' : ''}`;
	const keep = effect.keep;
	const clause =
		keep === undefined ? sql`` : keep.windowed ? sql`QUALIFY ${keep.condition}` : sql`WHERE ${keep.condition}`;
	return chainStep(
		name,
		`Step ${position}, ${step.kind}${named}`,
		sql`
			SELECT
				${selection(effect, before)}
			FROM ${word(from)}
			${clause}`
	);
}

/** The columns an effect reads out and makes, for the comment above it. */
function touchedColumns(effect: Effect): string[] {
	return [
		...(effect.assign ?? []).map(({ name }) => name),
		...(effect.rename ?? []).map(({ from, to }) => `${from} as ${to}`),
		...(effect.assign ? [] : (effect.remove ?? []))
	];
}

function selection(effect: Effect, before: readonly Column[]): Sql {
	const known = new Set(before.map((column) => column.name));
	const removed = new Set(effect.remove ?? []);
	const assign = effect.assign ?? [];
	const replaced = assign.filter(({ name }) => known.has(name) && !removed.has(name));
	const added = assign.filter(({ name }) => !known.has(name));
	const parts = [sql`*`];
	if (removed.size > 0) parts.push(sql`EXCLUDE (${list([...removed].map((name) => id(name)))})`);
	if (replaced.length > 0)
		parts.push(sql`
			REPLACE (
				${lines(replaced.map(({ name, value }) => sql`${value} AS ${id(name)}`))}
			)`);
	if (effect.rename && effect.rename.length > 0)
		parts.push(sql`RENAME (${list(effect.rename.map(({ from, to }) => sql`${id(from)} AS ${id(to)}`))})`);
	const star = join(parts, sql` `);
	return lines([star, ...added.map(({ name, value }) => sql`${value} AS ${id(name)}`)]);
}

/** Selects one below the other. */
export function unionAll(parts: readonly Sql[]): Sql {
	return stack(parts.flatMap((part, at) => (at === 0 ? [part] : [sql`UNION ALL`, part])));
}
