import { rowsToCsv } from '$lib/core/reports/export-csv';
import type { Column, Fix, Rows, SetAside } from '$lib/core/table';
import type { SourceFile } from '$lib/core/workspace/workspace';
import { m } from '$lib/paraglide/messages';

/** A row or cell set aside, and the file it stands in. */
export interface Aside extends SetAside {
	/** Place of its file in the source. */
	readonly file: number;
	readonly fileName: string;
	/** Place in the list of all. */
	readonly at: number;
}

const REASONS: Record<SetAside['reason'], () => string> = {
	'too-many-cells': m.data_reason_too_many_cells,
	'too-few-cells': m.data_reason_too_few_cells,
	unparseable: m.data_reason_unparseable,
	'no-value': m.data_reason_no_value,
	'bad-quotes': m.data_reason_bad_quotes,
	'bad-encoding': m.data_reason_bad_encoding,
	'too-long': m.data_reason_too_long
};

/** Why something was set aside, in words. */
export function reasonText(reason: SetAside['reason']): string {
	return REASONS[reason]();
}

/** What became of it: left out with its row, or the row kept. */
export function stateText({ dropped, column }: SetAside): string {
	if (dropped) return m.data_set_aside_dropped();
	return column === null ? m.data_set_aside_kept_row() : m.data_set_aside_kept();
}

/** Everything set aside in the files of a source, in file order. */
export function asidesOf(files: readonly SourceFile[]): Aside[] {
	return files
		.flatMap(({ setAside, fileName, part }, file) =>
			setAside.map((one) => ({ ...one, file, fileName: [fileName, ...part].join(' · ') }))
		)
		.map((one, at) => ({ ...one, at }));
}

/** The fixes of a file with others laid over them: one per record and cell, and none for cells of a record that is replaced. */
export function mergedFixes(before: readonly Fix[], added: readonly Fix[]): Fix[] {
	const whole = new Set(added.filter(({ column }) => column === null).map(({ line }) => line));
	const same = (a: Fix, b: Fix): boolean => a.line === b.line && a.column === b.column;
	const kept = before.filter((fix) => !whole.has(fix.line) && !added.some((other) => same(fix, other)));
	const fresh = added.filter((fix) => fix.column === null || !whole.has(fix.line));
	return [...kept, ...fresh].sort((a, b) => a.line - b.line);
}

/** How often each reason occurs, in the order they come up. */
export function countReasons(asides: readonly Aside[]): [SetAside['reason'], number][] {
	const counts = new Map<SetAside['reason'], number>();
	for (const { reason } of asides) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts];
}

/** What the user decided, by place in the list of all. */
export type Pending = ReadonlyMap<number, Fix>;

/** Decisions with another for one place; null takes it back. */
export function decided(pending: Pending, at: number, fix: Fix | null): Pending {
	const others = [...pending].filter(([place]) => place !== at);
	return new Map(fix ? [...others, [at, fix]] : others);
}

/** All fixes of the files that decisions touch, by place of the file in the source. */
export function fixesByFile(
	pending: Pending,
	asides: readonly Aside[],
	files: readonly SourceFile[]
): ReadonlyMap<number, readonly Fix[]> {
	const byFile = Map.groupBy(pending, ([at]) => asides[at]?.file ?? 0);
	return new Map(
		[...byFile].map(([file, decisions]) => [
			file,
			mergedFixes(
				files[file]?.fixes ?? [],
				decisions.map(([, fix]) => fix)
			)
		])
	);
}

/** All of it as CSV text for a spreadsheet. */
export function asidesCsv(asides: readonly Aside[]): string {
	const text = (name: string): Column => ({ name, type: 'text', nullable: false });
	const rows: Rows = {
		columns: [
			text('file'),
			{ name: 'line', type: 'integer', nullable: false },
			text('column'),
			text('text'),
			text('reason'),
			text('state')
		],
		values: [
			asides.map(({ fileName }) => fileName),
			asides.map(({ line }) => line),
			asides.map(({ column }) => column ?? m.data_whole_row()),
			asides.map(({ text }) => text),
			asides.map(({ reason }) => reasonText(reason)),
			asides.map(stateText)
		],
		length: asides.length
	};
	const header = [
		m.data_set_aside_file(),
		m.data_set_aside_line(),
		m.data_set_aside_column(),
		m.data_set_aside_text(),
		m.data_set_aside_reason(),
		m.data_set_aside_state()
	];
	return rowsToCsv(rows, header);
}
