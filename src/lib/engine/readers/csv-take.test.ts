import { beforeAll, describe, expect, it } from 'vitest';
import { ENGINE_SETTINGS, type LoadColumn } from '$lib/core/sql/load';
import { nodeSession, type NodeSession } from '../testing/node-session';
import { CsvParts } from './csv-parts';
import { CsvScanner } from './csv-scan';
import { forgetStaged, takeRecords } from './csv-take';

let session: NodeSession;
beforeAll(async () => {
	session = await nodeSession(ENGINE_SETTINGS);
}, 60_000);

const columns: LoadColumn[] = [
	{ format: { name: 'id', type: 'integer' }, stored: 'BIGINT', parsed: false },
	{ format: { name: 'note', type: 'text' }, stored: 'VARCHAR', parsed: false }
];
const marks = { delimiter: ',', quote: '"', escape: '"', newline: '\n' } as const;
const staged = { store: 'z', name: 'staged' } as const;

async function take(lines: readonly string[], part: number) {
	const bytes = new TextEncoder().encode(lines.join(''));
	const scanner = new CsvScanner({ delimiter: 44, quote: 34, escape: 34 }, ['integer', 'text'], { part });
	scanner.push(bytes, true);
	const parts = new CsvParts(part);
	parts.reached(scanner.census.cuts, true);
	await forgetStaged(session, staged);
	const text = { data: new Blob([bytes]), parts, marks, longest: 0, signal: undefined };
	const rejected = await takeRecords(session, staged, text, columns);
	return { cuts: scanner.census.cuts.length, rejected };
}

describe('records read in parts', () => {
	it('are every row of the text, in its order', async () => {
		const lines = Array.from({ length: 50_000 }, (_, i) => `${i},"note ${i % 7},\n""two"""\n`);
		const { cuts, rejected } = await take(lines, 100_000);
		expect(cuts).toBeGreaterThan(5);
		expect(rejected.length).toBe(0);
		const { values } = session.text(`
			SELECT count(*), count(*) FILTER (WHERE rowid = id), count(*) FILTER (WHERE note = 'note ' || (id % 7) || ',' || chr(10) || '"two"')
			FROM z.main.staged`);
		expect(values.map((column) => Number(column[0]))).toEqual([50_000, 50_000, 50_000]);
	});

	it('tell refused cells of every part', async () => {
		const lines = Array.from({ length: 3000 }, (_, i) => `${i % 1000 === 999 ? 'none' : i},x\n`);
		const { cuts, rejected } = await take(lines, 5000);
		expect(cuts).toBeGreaterThanOrEqual(3);
		expect(rejected.values.map((column) => Number(column[0]))).toEqual([0, 3]);
	});

	it('make an empty table of an empty text', async () => {
		await take([], 1000);
		expect(Number(session.text('SELECT count(*) FROM z.main.staged').values[0]?.[0])).toBe(0);
	});
});
