import type { Importing } from '$lib/state/importing.svelte';
import type { Session } from '$lib/state/session.svelte';
import { datesAnswered, type DatesAsked } from './dates-asked';

interface Answer {
	readonly table: string;
	/** Which file of the table. */
	readonly place: number;
	readonly asked: DatesAsked;
	readonly order: 'dmy' | 'mdy';
}

/** Reads a file again with day and month in the order the user chose, in every column that put the question. */
export async function answerDates(
	importing: Importing,
	session: Session,
	{ table, place, asked, order }: Answer
): Promise<void> {
	const file = session.sourceOf(table)?.files[place];
	if (!file) return;
	const preview = await importing.preview(session, table, place, file.overrides);
	const cells = (name: string): string[] => {
		const at = preview.plan.columns.findIndex((column) => column.name === name);
		return [asked.text, ...preview.rows.map((row) => row.cells[at]?.text ?? '')];
	};
	const formats = asked.columns.flatMap((name) => datesAnswered(name, cells(name), order) ?? []);
	const others = (file.overrides.columns ?? []).filter(({ name }) => !asked.columns.includes(name));
	const overrides = { ...file.overrides, columns: [...others, ...formats] };
	const error = await importing.reread(session, table, place, { overrides });
	if (error) throw error;
}
