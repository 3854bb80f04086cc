import { isEmptyRecord, type CsvRecord } from './csv-records';
import { cellKind } from './cell-kind';

/** Lines at the end of a file that are not part of its table. */
export interface Footer {
	/** Physical lines from the first footer line to the end of the file, blank ones included. */
	readonly lines: number;
	/** Text of its non-blank lines, first cell to last, at most 10. */
	readonly texts: readonly string[];
}

const TOTAL = /^(grand |sub ?|report )?totals?\b|^sum\b|^(总计|合计|小计|汇总|总和)/i;
const NOTICE =
	/copyright|\(c\) \d{4}|©|confidential|do not distribute|generated (by|on|at)|exported (by|on|from)|all rights reserved|版权所有|机密|保密|制表|导出(时间|人)|生成时间/i;
const MOST = 30;

/**
 * Finds footer lines among the last records: blank lines at the end, lines with one cell where rows have several (report
 * titles, copyright notices as Salesforce writes them), and a total row. A lone short row straight after the data, without a
 * blank line, a notice or a total word, is data and stays.
 * @param records records of the table region, last one last; must be whole up to the end of the file
 */
export function findFooter(records: readonly CsvRecord[], width: number): Footer {
	let first = records.length;
	while (first > 0 && first > records.length - MOST && isFooterLine(records, first - 1, width)) first--;
	const found = records.slice(first);
	const blankBefore = found.findIndex((record) => isEmptyRecord(record));
	const certain = found.findIndex((record) => isNotice(record) || isTotal(record, width, true));
	const start = Math.min(blankBefore < 0 ? found.length : blankBefore, certain < 0 ? found.length : certain);
	const footer = found.slice(start);
	return {
		lines: footer.reduce((sum, record) => sum + record.lines, 0),
		texts: footer
			.filter((record) => !isEmptyRecord(record))
			.map((record) => record.cells.filter(Boolean).join(' ').trim())
			.slice(0, 10)
	};
}

function isFooterLine(records: readonly CsvRecord[], at: number, width: number): boolean {
	const record = records[at];
	if (!record) return false;
	if (isEmptyRecord(record)) return true;
	if (width > 1 && record.cells.length === 1) return true;
	const before = records[at - 1];
	if (isTotal(record, width, before !== undefined && isEmptyRecord(before))) return true;
	if (width < 2 || filledCells(record).length !== 1) return false;
	return isNotice(record) || (before !== undefined && isEmptyRecord(before) && (record.cells[0] ?? '').trim() !== '');
}

function isNotice(record: CsvRecord): boolean {
	return NOTICE.test(record.cells[0] ?? '') && filledCells(record).length <= 2;
}

/** A row of totals: a total word first, numbers after it, and most text cells empty. */
function isTotal(record: CsvRecord, width: number, detached: boolean): boolean {
	const filled = filledCells(record);
	const [name = '', ...rest] = filled;
	if (width < 2 || !TOTAL.test(name) || rest.some((cell) => cellKind(cell) === 'word')) return false;
	return detached || filled.length <= Math.max(2, width / 2);
}

function filledCells(record: CsvRecord): string[] {
	return record.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}
