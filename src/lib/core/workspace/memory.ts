import { assignRole } from '../crm/assign-role';
import type { Role, SalesModel } from '../model/model';
import type { ColumnFormat, ColumnProfile, Preview, ReadOverrides, TableId } from '../table';
import { columnLike, signature } from './signature';
import { stepsOf } from './step-edits';
import type { CleaningStep, ImportMemory, Source, Workspace } from './workspace';

/** The header of a source as its files have it: without the column that names the files. */
export function sourceSignature({ table, fileColumn }: Pick<Source, 'table' | 'fileColumn'>): string {
	return signature(table.columns.map(({ name }) => name).filter((name) => name !== fileColumn));
}

/**
 * What is worth remembering of a source; null when the user decided nothing about it. Roles and outcome words are remembered once the
 * mapping is the user's own (`mapped`), else those remembered before stay.
 * @param now ISO instant
 */
export function memoryOf(
	workspace: Workspace,
	source: Source,
	mapped: boolean,
	before: ImportMemory | null,
	now: string
): ImportMemory | null {
	const { model } = workspace;
	const own = mapped && model ? mappingOf(model, source.table.id) : null;
	const memory: ImportMemory = {
		signature: sourceSignature(source),
		fileName: source.files.at(-1)?.fileName ?? '',
		saved: now,
		overrides: source.files.at(-1)?.overrides ?? {},
		steps: stepsOf(workspace, source.table.id).map(({ kind, params, enabled }) => ({ kind, params, enabled })),
		roles: own?.roles ?? before?.roles ?? {},
		outcome: own ? own.outcome : (before?.outcome ?? null)
	};
	return before === null && isEmpty(memory) ? null : memory;
}

/** Nothing was decided: such a memory is forgotten rather than kept. */
export function isEmpty(memory: ImportMemory): boolean {
	return (
		Object.keys(memory.overrides).length === 0 &&
		memory.steps.length === 0 &&
		Object.keys(memory.roles).length === 0 &&
		memory.outcome === null
	);
}

function mappingOf(model: SalesModel, table: TableId): Pick<ImportMemory, 'roles' | 'outcome'> {
	const fields = Object.entries(model.fields).filter(([, field]) => field.table === table);
	const { outcome } = model;
	const words = outcome && { won: outcome.won, lost: outcome.lost, open: outcome.open, excluded: outcome.excluded };
	return {
		roles: Object.fromEntries(fields.map(([role, field]) => [role, field.column])),
		outcome: outcome?.field.table === table ? words : null
	};
}

/** Remembered steps for a table, under new identities. */
export function rememberedSteps(memory: ImportMemory, table: TableId, id: () => string): CleaningStep[] {
	return memory.steps.map((step) => ({ ...step, id: id(), table }));
}

/**
 * A guessed model with the remembered roles and outcome words in place of the guesses, where the table plays a part in it and the columns
 * are there. The same object when nothing differs.
 */
export function withMemory(
	model: SalesModel,
	memory: ImportMemory,
	table: TableId,
	profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>
): SalesModel {
	const part = model.fact === table || model.joins.some((join) => join.to.table === table);
	if (!part) return model;
	const columns = profiles.get(table)?.map(({ column }) => column.name) ?? [];
	const fact = model.fact === table;
	const roles = Object.keys(memory.roles) as Role[];
	const known = roles.flatMap((role) => {
		const column = columnLike(columns, memory.roles[role] ?? '');
		return column === null ? [] : [[role, column] as const];
	});
	let next = model;
	if (fact && known.length > 0) next = withoutOthers(next, memory, table, profiles);
	for (const [role, column] of known) {
		const field = next.fields[role];
		if (field?.table === table && field.column === column) continue;
		if (!fact && field && field.table !== table) continue;
		next = assignRole(next, { table, column }, role, profiles);
	}
	return withWords(next, memory, table);
}

/** Roles of the table that were guessed and that the user had taken away. */
function withoutOthers(
	model: SalesModel,
	memory: ImportMemory,
	table: TableId,
	profiles: ReadonlyMap<TableId, readonly ColumnProfile[]>
): SalesModel {
	const gone = Object.entries(model.fields).filter(
		([role, field]) => field.table === table && memory.roles[role as Role] === undefined
	);
	return gone.reduce((next, [, field]) => assignRole(next, field, null, profiles), model);
}

function withWords(model: SalesModel, { outcome: words }: ImportMemory, table: TableId): SalesModel {
	const { outcome } = model;
	if (!words || !outcome || outcome.field.table !== table) return model;
	const told = new Set([...words.won, ...words.lost, ...words.open, ...words.excluded]);
	const rest = (list: readonly string[]): string[] => list.filter((word) => !told.has(word));
	const next = {
		field: outcome.field,
		won: [...words.won, ...rest(outcome.won)],
		lost: [...words.lost, ...rest(outcome.lost)],
		open: [...words.open, ...rest(outcome.open)],
		excluded: [...words.excluded, ...rest(outcome.excluded)]
	};
	return JSON.stringify(next) === JSON.stringify(outcome) ? model : { ...model, outcome: next };
}

/**
 * The remembered overrides that may be tried on a file with the same header: never line numbers and counts, which belong to one file; the
 * encoding and the punctuation only where detection is not sure; column formats for columns that are there and are read otherwise.
 */
export function overridesToTry(memory: ImportMemory, detected: Preview): ReadOverrides {
	const unsure = (about: string): boolean =>
		!detected.findings.some((finding) => finding.about === about && finding.confidence === 'sure');
	const { dialect } = detected.plan;
	const given = memory.overrides;
	const names = detected.plan.columns.map(({ name }) => name);
	const columns = (given.columns ?? []).flatMap((format) => {
		const name = columnLike(names, format.name);
		const now = detected.plan.columns.find((column) => column.name === name);
		return name === null || !now || sameFormat(now, format) ? [] : [{ ...format, name }];
	});
	return {
		...(given.encoding !== undefined && given.encoding !== dialect?.encoding && unsure('encoding')
			? { encoding: given.encoding }
			: {}),
		...(given.delimiter !== undefined && given.delimiter !== dialect?.delimiter && unsure('delimiter')
			? { delimiter: given.delimiter }
			: {}),
		...(given.quote !== undefined && given.quote !== dialect?.quote && unsure('quote') ? { quote: given.quote } : {}),
		...(given.escape !== undefined && given.escape !== dialect?.escape && unsure('quote')
			? { escape: given.escape }
			: {}),
		...(columns.length > 0 ? { columns } : {})
	};
}

/**
 * The tried overrides that fit: all of them only if the header is still the same; of the column formats those that leave no more of the
 * column's values unread than detection does. Empty: detection stands.
 */
export function fittingOverrides(tried: ReadOverrides, detected: Preview, under: Preview): ReadOverrides {
	const header = (preview: Preview): string => signature(preview.plan.columns.map(({ name }) => name));
	if (header(under) !== header(detected)) return {};
	const { columns = [], ...rest } = tried;
	const fitting = columns.filter(({ name }) => badCells(under, name) <= badCells(detected, name));
	return { ...rest, ...(fitting.length > 0 ? { columns: fitting } : {}) };
}

/** Cells of a column in the preview that say something and cannot be read; all of them when the column is not there. */
function badCells({ plan, rows }: Preview, name: string): number {
	const at = plan.columns.findIndex((column) => column.name === name);
	return at < 0 ? rows.length : rows.filter((row) => row.cells[at]?.bad === true).length;
}

function sameFormat(a: ColumnFormat, b: ColumnFormat): boolean {
	return a.type === b.type && JSON.stringify(a.format ?? null) === JSON.stringify(b.format ?? null);
}
