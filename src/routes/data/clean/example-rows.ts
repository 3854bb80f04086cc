import type { StepExamples } from '$lib/core/prepare/examples';
import type { Cell, Column, Rows } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';

/** Examples as one table: a changed column stands there twice, before and after. */
export interface ExampleTable {
	readonly rows: Rows;
	/** Whether a cell (row, column of `rows`) is what the step changed. */
	readonly changed: (row: number, column: number) => boolean;
	readonly rowNumber: (row: number) => number;
}

/** The examples of a step as a table; with `removes`, a first column says which rows go. */
export function exampleTable(examples: StepExamples, removes: boolean): ExampleTable {
	const columns: Column[] = [];
	const values: Cell[][] = [];
	const marked: ((row: number) => boolean)[] = [];
	const add = (name: string, type: Column['type'], cells: Cell[], mark: (row: number) => boolean): void => {
		columns.push({ name, type, nullable: true });
		values.push(cells);
		marked.push(mark);
	};
	const never = (): boolean => false;
	if (removes) {
		const words = examples.rows.map(({ removed }) => (removed ? m.clean_row_removed() : m.clean_row_kept()));
		add(m.clean_status_column(), 'text', words, (row) => examples.rows[row]?.removed === true);
	}
	examples.columns.forEach(({ name, type, was, touched }, at) => {
		const after = examples.rows.map((row) => row.after[at] ?? null);
		const changed = (row: number): boolean => examples.rows[row]?.changed[at] === true;
		if (touched && was !== null) {
			const before = examples.rows.map((row) => row.before[at] ?? null);
			add(m.clean_before({ column: name }), was, before, never);
			add(m.clean_after({ column: name }), type, after, changed);
		} else add(name, type, after, touched ? changed : never);
	});
	return {
		rows: { columns, values, length: examples.rows.length },
		changed: (row, column) => marked[column]?.(row) ?? false,
		rowNumber: (row) => examples.rows[row]?.row ?? 0
	};
}
