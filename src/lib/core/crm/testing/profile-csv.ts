import { readRecords, isBlank } from '../../intake/csv-records';
import { sniffCsv, type SniffFinding } from '../../intake/sniff';
import { tableName } from '../../intake/table-name';
import { formatOf, isNullToken, PLAIN_NUMBER, readBoolean, readDate, readNumber } from '../../intake/value-format';
import type { ColumnFormat, ColumnProfile } from '../../table';
import type { ModelTable } from '../propose-model';

/** For tests: a CSV text sniffed, read and profiled in plain TypeScript, the way the engine does it in SQL. */
export function profileCsv(fileName: string, text: string): ModelTable & { sniffed: SniffFinding } {
	const bytes = new TextEncoder().encode(text);
	const head = bytes.subarray(0, 1 << 20);
	const complete = head.length === bytes.length;
	const result = sniffCsv(head, { fileName, size: bytes.length, complete, tail: bytes.subarray(-65_536) });
	if (!result.ok) throw new Error(JSON.stringify(result.issues));
	const { plan } = result.value;
	const dialect = plan.dialect;
	if (!dialect) throw new Error('a csv plan has a dialect');
	const records = readRecords(text.replace(/^\ufeff/, ''), dialect);
	const last = records.at(-1);
	const end = last ? last.line + last.lines - dialect.footerLines : 0;
	const rows = records.filter(
		(r) => r.line > Math.max(dialect.headerLine, dialect.preambleLines) && r.line < end && !isBlank(r)
	);
	const profiles = plan.columns.map((format, at) =>
		profile(
			format,
			rows.map((row) => row.cells[at] ?? '')
		)
	);
	const id = tableName(fileName, []);
	const table = { id, columns: profiles.map(({ column }) => column), rows: rows.length };
	return { table, profiles, formats: plan.columns, sniffed: result.value };
}

function profile(format: ColumnFormat, cells: readonly string[]): ColumnProfile {
	const counts = new Map<string, number>();
	let nulls = 0;
	for (const cell of cells) {
		const value = valueOf(cell, format);
		if (value === null) nulls++;
		else counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 50);
	const numeric = ['integer', 'decimal', 'float'].includes(format.type);
	const ordered = [...counts.keys()].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
	return {
		column: { name: format.name, type: format.type, nullable: nulls > 0 },
		rows: cells.length,
		nulls,
		distinct: counts.size,
		min: ordered[0] ?? null,
		max: ordered.at(-1) ?? null,
		top: top.map(([value, count]) => ({ value, count }))
	};
}

/** The value of a cell as text, or null. */
export function valueOf(cell: string, column: ColumnFormat): string | null {
	if (column.type === 'text') return cell === '' ? null : cell;
	if (isNullToken(cell)) return null;
	const format = formatOf(column);
	if (column.type === 'boolean') {
		const value = readBoolean(
			cell,
			format?.kind === 'boolean' ? format : { kind: 'boolean', true: ['true'], false: ['false'] }
		);
		return value === null ? null : String(value);
	}
	if (column.type === 'date' || column.type === 'timestamp') {
		if (format?.kind !== 'date')
			return cell
				.trim()
				.replace('T', ' ')
				.slice(0, column.type === 'date' ? 10 : 19);
		const reading = readDate(cell, format);
		return reading && (column.type === 'date' ? reading.day : `${reading.day} ${reading.time ?? '00:00:00'}`);
	}
	return (
		readNumber(cell, format?.kind === 'number' ? format : PLAIN_NUMBER) ??
		(column.type === 'float' ? String(Number(cell)) : null)
	);
}
