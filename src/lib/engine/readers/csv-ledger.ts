import type { Ledger, SetAside } from '$lib/core/table';
import type { DataRange } from './csv-range';
import type { Rewritten } from './csv-rewrite';
import type { Census } from './csv-scan';
import type { ReadRequest } from './reader';

/** The records of a text as they went to DuckDB, and every line that is none of them. Each figure was counted by itself. */
export interface CsvRecords {
	/** Records that must be rows of the table. */
	readonly kept: number;
	/** Lines of the data, counted by their ends alone (rows, where the unit is no line). */
	readonly lines: number;
	readonly blank: number;
	readonly continued: number;
	readonly dropped: number;
	/** Rows set aside without the user asking for it. */
	readonly setAsideRows: number;
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
}

/** Records that DuckDB read from the file itself. */
export function directRecords(census: Census, range: DataRange, request: ReadRequest): CsvRecords {
	const rows = request.unit !== 'line';
	return unread(request, {
		kept: census.records,
		lines: rows ? census.records + census.blank : census.lineCount,
		blank: census.blank,
		continued: rows ? 0 : census.continued,
		dropped: 0,
		setAsideRows: 0,
		setAside: [],
		setAsideTotal: 0
	});
}

/** Records that were written anew: `before` is the census of the file, `after` that of what was written. */
export function rewrittenRecords(
	before: Census,
	after: Census,
	written: Rewritten,
	range: DataRange,
	request: ReadRequest
): CsvRecords {
	const { blank, continued, dropped, setAsideRows, setAside, setAsideTotal } = written;
	const rows = request.unit !== 'line';
	const counted = rows ? before.records + before.blank : before.lineCount;
	const told = { setAsideRows, setAside, setAsideTotal };
	return unread(request, { kept: after.records, lines: counted, blank, continued, dropped, ...told });
}

/** Items that could not be read when the file was unpacked stand as blank lines in the text. */
function unread(request: ReadRequest, records: CsvRecords): CsvRecords {
	const { setAside, setAsideTotal } = request;
	if (setAsideTotal === 0) return records;
	return {
		...records,
		blank: records.blank - setAsideTotal,
		dropped: records.dropped + setAsideTotal,
		setAsideRows: records.setAsideRows + setAsideTotal,
		// Lines of the text are one more than items: the names stand above them.
		setAside: [...setAside.map((entry) => ({ ...entry, line: entry.line + 1 })), ...records.setAside],
		setAsideTotal: records.setAsideTotal + setAsideTotal
	};
}

/** The ledger of a text. The names of a list's columns were written by us and are no item of it. */
export function csvLedger(
	request: ReadRequest,
	range: DataRange,
	preambleLines: number,
	footerLines: number,
	records: CsvRecords,
	loaded: number,
	textBytes: number
): Ledger {
	const rows = request.unit !== 'line';
	const before = rows ? range.rowsBefore : range.linesBefore;
	const preamble = Math.min(preambleLines, before);
	const footer = rows ? range.footerRows : footerLines;
	const header = request.unit === 'item' ? 0 : before - preamble;
	const lines = preamble + header + records.lines + footer;
	const { blank, continued, dropped: setAside } = records;
	const counts = { lines, preamble, header, footer, blank, loaded, setAside, continued };
	return { bytes: request.bytes, textBytes, ...counts };
}

/** Whether a ledger accounts for every line. */
export function addsUp(ledger: Ledger): boolean {
	const { preamble, header, footer, blank, loaded, setAside, continued } = ledger;
	return ledger.lines === preamble + header + footer + blank + loaded + setAside + continued;
}
