import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { profileCsv } from '../crm/testing/profile-csv';
import { proposeModel } from '../crm/propose-model';
import { fileKind } from './file-kind';
import { sniffCsv, sniffText } from './sniff';

const ROOT = '../shared/data/nasty';
const present = existsSync(ROOT);
if (!present) console.info(`skipped: ${ROOT} is absent`);

interface Case {
	readonly file: string;
	readonly expect: {
		readonly outcome: string;
		readonly columns?: readonly string[];
		readonly ncols?: number;
		readonly rows?: number;
		readonly sum_amount?: string;
	};
}

function bytesOf(path: string): Uint8Array {
	const bytes = readFileSync(path);
	return path.endsWith('.csv.gz') ? gunzipSync(bytes) : bytes;
}

function sniffFile(path: string) {
	const bytes = bytesOf(path);
	const complete = bytes.length <= 1 << 20;
	return sniffCsv(bytes.subarray(0, 1 << 20), {
		fileName: path,
		size: bytes.length,
		complete,
		tail: bytes.subarray(-65_536)
	});
}

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesUnder(path) : [path];
	});
}

describe.skipIf(!present)('nasty files', () => {
	test('no file of any set makes it throw or hang', () => {
		const files = filesUnder(ROOT);
		expect(files.length).toBeGreaterThan(500);
		for (const path of files) {
			const started = performance.now();
			const bytes = bytesOf(path);
			expect(fileKind(bytes, path)).toBeTruthy();
			const result = sniffFile(path);
			if (result.ok)
				expect(new Set(result.value.plan.columns.map((c) => c.name)).size).toBe(result.value.plan.columns.length);
			else expect(result.issues.length).toBeGreaterThan(0);
			expect(performance.now() - started, path).toBeLessThan(5000);
		}
	}, 120_000);

	const cases = present
		? (JSON.parse(readFileSync(`${ROOT}/own/manifest.json`, 'utf8')) as { files: readonly Case[] }).files
		: [];
	const tables = cases.filter(({ file, expect: e }) => /\.csv(\.gz)?$/.test(file) && e.outcome === 'table');
	const later = new Set(['utf16le_bom.csv', 'utf16be_bom.csv', 'cp1252.csv', 'latin1.csv', 'bad_utf8.csv']);

	test.each(tables.filter(({ file }) => !later.has(file)))('own/$file is the table it should be', (item) => {
		const wanted = item.expect;
		const { table, profiles, sniffed } = profileCsv(
			item.file,
			new TextDecoder().decode(bytesOf(`${ROOT}/own/${item.file}`))
		);
		if (wanted.columns) expect(table.columns.map(({ name }) => name)).toEqual(wanted.columns);
		if (wanted.ncols) expect(table.columns).toHaveLength(wanted.ncols);
		if (wanted.rows !== undefined) expect(table.rows).toBe(wanted.rows);
		const amount = profiles.find(({ column }) => column.name === 'amount');
		if (wanted.sum_amount && amount && amount.distinct <= amount.top.length) {
			const sum = amount.top.reduce((total, { value, count }) => total + Number(value) * count, 0);
			expect(sum).toBeCloseTo(Number(wanted.sum_amount), 2);
		}
		expect(() => proposeModel([{ table, profiles, formats: sniffed.plan.columns }], [])).not.toThrow();
	});

	test.each([
		['utf16le_bom.csv', 'utf-16le', 58],
		['utf16be_bom.csv', 'utf-16be', 20],
		['cp1252.csv', 'windows-1252', 51],
		['latin1.csv', 'windows-1252', 39],
		['bad_utf8.csv', 'utf-8', 52]
	])('own/%s is read as %s', (file, encoding, rows) => {
		const bytes = bytesOf(`${ROOT}/own/${file}`);
		const found = sniffText(bytes, { fileName: file, size: bytes.length, complete: true });
		expect(found.ok && found.value.plan.dialect?.encoding).toBe(encoding);
		expect(found.ok && found.value.rows.length).toBe(rows);
		expect(found.ok && found.value.plan.columns.map(({ name }) => name)).toEqual([
			'deal_id',
			'account',
			'stage',
			'amount',
			'close_date'
		]);
		const told = found.ok && found.value.issues.some(({ code }) => code === 'file-encoding-suspect');
		expect(told).toBe(file === 'bad_utf8.csv');
	});

	test.each([
		['zero_bytes.csv', 'file-empty'],
		['only_newlines.csv', 'file-empty'],
		['binary_named.csv', 'file-binary'],
		['png_named.xlsx', 'file-binary'],
		['zipped_csv_named.csv', 'file-format-later'],
		['html_table_named.xls', 'file-format-later'],
		['plain.xlsx', 'file-format-later'],
		['array.json', 'file-format-later']
	])('own/%s is refused as %s', (file, code) => {
		const result = sniffFile(`${ROOT}/own/${file}`);
		expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toEqual([code]);
	});

	test('undecidable dates are flagged, not guessed', () => {
		const result = sniffFile(`${ROOT}/own/ambiguous_dates.csv`);
		expect(result.ok && result.value.issues.map(({ code }) => code)).toEqual(['dates-ambiguous']);
	});
});
