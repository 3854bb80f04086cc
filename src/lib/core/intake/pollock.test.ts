import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readRecords } from './csv-records';
import { repairContext, repairRecord } from './row-repair';
import { sniffText } from './sniff';

const ROOT = '../shared/data/nasty/pollock';
const present = existsSync(ROOT);
if (!present) console.info(`skipped: ${ROOT} is absent`);
const folder = present ? mkdtempSync(join(tmpdir(), 'pollock-')) : '';
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RFC = { delimiter: ',', quote: '"', escape: '"' };

/** Records of a file as the loader takes them, and whether the user was told anything. */
function read(path: string): { header: readonly string[]; rows: (readonly string[])[]; told: boolean } {
	const bytes = new Uint8Array(readFileSync(path));
	const found = sniffText(bytes, { fileName: path, size: bytes.length, complete: true });
	if (!found.ok) return { header: [], rows: [], told: true };
	const { plan, rows, issues, marks, text } = found.value;
	const context = repairContext(rows[0] ? text.slice(rows[0].start) : '', marks, plan.columns);
	let told = issues.length > 0;
	const taken = rows.flatMap((row) => {
		if (row.cells.length === plan.columns.length && !row.badQuotes && !row.innerQuotes) return [row.cells];
		const repaired = repairRecord(text.slice(row.start, row.end), marks, plan.columns, context, 'bad-quotes');
		told ||= repaired.told !== null;
		return repaired.cells ? [repaired.cells] : [];
	});
	const header = plan.dialect?.headerLine ? plan.columns.map(({ name }) => name) : [];
	return { header, rows: taken, told };
}

/** Share of records that are right. */
function agreement(clean: readonly (readonly string[])[], rows: readonly (readonly string[])[]): number {
	const left = new Map<string, number>();
	for (const row of clean) left.set(JSON.stringify(row), (left.get(JSON.stringify(row)) ?? 0) + 1);
	let right = 0;
	for (const row of rows) {
		const count = left.get(JSON.stringify(row)) ?? 0;
		if (count > 0) right++;
		left.set(JSON.stringify(row), count - 1);
	}
	return right / Math.max(1, clean.length, rows.length);
}

describe.skipIf(!present)('Pollock, without hints', () => {
	test('no polluted file is wrong without a word, and nearly all records are right', () => {
		execFileSync('tar', ['xzf', `${ROOT}/polluted.tar.gz`, '-C', folder]);
		const files = readdirSync(`${folder}/csv`);
		const silent: string[] = [];
		let right = 0;
		for (const file of files) {
			const parameters = JSON.parse(readFileSync(`${folder}/parameters/${file}_parameters.json`, 'utf8')) as {
				header_lines: number;
			};
			const clean = readRecords(readFileSync(`${folder}/clean/${file}`, 'utf8'), RFC).map(({ cells }) => cells);
			const headed = parameters.header_lines > 0;
			const { header, rows, told } = read(`${folder}/csv/${file}`);
			const share = agreement(headed ? clean.slice(1) : clean, rows);
			const named = !headed || JSON.stringify(clean[0]) === JSON.stringify(header);
			if ((share < 1 || !named) && !told) silent.push(file);
			right += share;
		}
		expect(files.length).toBeGreaterThan(1000);
		expect(silent).toEqual([]);
		expect(right / files.length).toBeGreaterThan(0.995);
	}, 240_000);
});
