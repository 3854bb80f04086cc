import type { Issue } from '$lib/core/result';
import type { LoadColumn } from '$lib/core/sql/load';
import type { ColumnFormat, SetAside } from '$lib/core/table';
import type { CellTally } from './csv-cells';
import type { CsvJob } from './csv-load';
import { addsUp, csvLedger, type CsvRecords } from './csv-ledger';
import { MAX_TOLD } from './csv-rewrite';
import { dropRaw, takeNumbers } from './csv-staged';
import type { ReadOutcome, ReadRequest, Session } from './reader';
import { stagedTable } from './staged-table';

/** Cells that say something but have no value, with their lines in the file. */
export interface ToldCells {
	/** [columns] null for text. */
	readonly tallies: readonly (CellTally | null)[];
	/** At most 1,000. */
	readonly cells: readonly SetAside[];
}

/** Finishes the staged table (exact numbers, no raw texts left) and reports what came of the file. */
export async function csvReport(
	session: Session,
	request: ReadRequest,
	job: CsvJob,
	columns: readonly LoadColumn[],
	records: CsvRecords,
	told: ToldCells
): Promise<ReadOutcome> {
	const { staged, range, dialect } = job;
	await dropRaw(session, staged, columns);
	const stored = await takeNumbers(session, request, staged, columns);
	const { columns: table, rows } = await stagedTable(session, staged);
	const item = request.unit === 'item' ? 1 : 0;
	const setAside = [...records.setAside, ...told.cells].sort((a, b) => a.line - b.line);
	const at = request.fileName;
	const formats = columns.map(({ format }) => format);
	const issues = [...job.issues, ...cellIssues(at, formats, told.tallies)];
	if (records.setAsideRows > 0) issues.push({ code: 'rows-set-aside', at, details: { rows: records.setAsideRows } });
	const { preambleLines, footerLines } = dialect;
	const ledger = csvLedger(request, range, preambleLines, footerLines, records, rows, job.textBytes);
	if (rows !== records.kept || !addsUp(ledger)) {
		issues.push({ code: 'rows-unaccounted', at, details: { rows, expected: records.kept } });
	}
	return {
		columns: table,
		rows,
		plan: { ...job.plan, columns: stored },
		issues,
		setAside: setAside.slice(0, MAX_TOLD).map((entry) => ({ ...entry, line: entry.line - item })),
		setAsideTotal: records.setAsideTotal + listed(told.tallies),
		ledger
	};
}

function listed(tallies: ToldCells['tallies']): number {
	return tallies.reduce((sum, tally) => sum + (tally ? tally.misfits + tally.telling : 0), 0);
}

/** What must be said about cells without a value: column by column, and once for words that only say that there is none. */
function cellIssues(at: string, columns: readonly ColumnFormat[], tallies: ToldCells['tallies']): Issue[] {
	const issues: Issue[] = [];
	const words = new Set<string>();
	let silent = 0;
	for (const [index, tally] of tallies.entries()) {
		if (!tally) continue;
		const column = columns[index]?.name ?? '';
		const say = (code: Issue['code'], cells: number, example: string): void => {
			if (cells > 0)
				issues.push({ code, at: `${at}:${column}`, details: { column, cells, example: example.slice(0, 120) } });
		};
		say('cells-unparseable', tally.misfits, tally.misfit);
		say('cells-no-value', tally.telling, tally.word);
		silent += tally.silent;
		for (const word of tally.silentWords) words.add(word);
	}
	if (silent > 0) issues.push({ code: 'cells-empty-words', at, details: { cells: silent, words: [...words] } });
	return issues;
}
