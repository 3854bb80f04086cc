import { beforeAll, describe, expect, it } from 'vitest';
import {
	createFromQuery,
	dropPrepared,
	dropTable,
	ENGINE_SETTINGS,
	replacePrepared,
	replaceTable
} from '$lib/core/sql/load';
import { query, sql } from '$lib/core/sql/sql';
import type { Fix } from '$lib/core/table';
import { addsUp } from './readers/csv-ledger';
import { nodeLoad } from './testing/node-load';
import { nodeSession, type NodeSession } from './testing/node-session';

let session: NodeSession;
beforeAll(async () => {
	session = await nodeSession(ENGINE_SETTINGS);
}, 60_000);

const rows = (count: number, line: (i: number) => string): string =>
	Array.from({ length: count }, (_, i) => line(i)).join('');
const file = (fileName: string, content: string | Uint8Array<ArrayBuffer>, fixes: Fix[] = []) => ({
	fileName,
	file: new Blob([content]),
	fixes
});
const types = (loaded: Awaited<ReturnType<typeof nodeLoad>>) =>
	loaded.columns.map((column) => `${column.name} ${column.type}`);

describe('several files as one table', () => {
	it('are put together by name, widened, and marked by file', async () => {
		const january = file('jan.csv', `units,amount,day\n${rows(12, (i) => `${i},${i},2024-01-${10 + i}\n`)}`);
		const february = file('feb.csv', `Amount,units,note\n${rows(12, (i) => `${i}.25,${i},x${i}\n`)}`);
		const loaded = await nodeLoad(session, [january, february], 'file');
		expect(types(loaded)).toEqual(['units integer', 'amount decimal', 'day date', 'note text', 'file text']);
		expect(loaded.rows).toBe(24);
		expect(loaded.files.map((report) => report.rows)).toEqual([12, 12]);
		expect(loaded.cells.map((column) => column[13])).toEqual([1, '1.25', null, 'x1', 'feb.csv']);
		expect(loaded.cells[1]?.[3]).toBe('3.00');
	});

	it('keep the exact text where types do not go together', async () => {
		const first = file('a.csv', `id,code\n${rows(12, (i) => `a${i},${i}.50\n`)}`);
		const second = file('b.csv', `id,code\n${rows(12, (i) => `b${i},X-${i}\n`)}`);
		const loaded = await nodeLoad(session, [first, second], 'code');
		expect(types(loaded)).toEqual(['id text', 'code text', 'code 2 text']);
		expect([loaded.cells[1]?.[3], loaded.cells[1]?.[15], loaded.cells[2]?.[0]]).toEqual(['3.50', 'X-3', 'a.csv']);
	});

	it('a column without values takes the type it has elsewhere', async () => {
		const first = file('a.csv', `id,amount\n${rows(12, (i) => `a${i},${i}.50\n`)}`);
		const second = file('b.csv', `id,amount\n${rows(12, (i) => `b${i},\n`)}`);
		expect(types(await nodeLoad(session, [first, second], 'file'))).toEqual(['id text', 'amount decimal', 'file text']);
	});
});

describe('text in other encodings', () => {
	it('is decoded, and bytes that mean nothing are told with their line', async () => {
		const text = `name,amount\n${rows(30, (i) => `Caf\u00e9 ${i},${i}.50\n`)}`;
		const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
		const loaded = await nodeLoad(session, [file('latin.csv', bytes)]);
		expect(loaded.files[0]?.plan.dialect?.encoding).toBe('windows-1252');
		expect(loaded.cells[0]?.[7]).toBe('Café 7');
	});

	it('is found out when only the end of the file shows it', async () => {
		const head = `name,amount\n${rows(70_000, (i) => `Customer ${i},${i}.50\n`)}`;
		const tail = rows(50, (i) => `Caf\u00e9 M\u00fcller ${i},${i}.50\n`);
		const bytes = Uint8Array.from(head + tail, (character) => character.charCodeAt(0));
		const loaded = await nodeLoad(session, [file('late.csv', bytes)]);
		expect(loaded.files[0]?.plan.dialect?.encoding).toBe('windows-1252');
		expect(loaded.cells[0]?.at(-1)).toBe('Café Müller 49');
	}, 30_000);
});

describe('records put right by the user', () => {
	const text = `id,name,amount\n${rows(20, (i) => `${i},n${i},${i}.50\n`)}20,broken,about five\n21,n21,21.50\n`;

	it('take the place of what was there, and the ledger adds up', async () => {
		const fixes = [
			{ line: 22, column: 'amount', text: '5.00' },
			{ line: 2, column: null, text: '' },
			{ line: 3, column: null, text: '1,"new, name",9.75' }
		];
		const loaded = await nodeLoad(session, [file('fixed.csv', text, fixes)]);
		const [report] = loaded.files;
		expect(loaded.rows).toBe(21);
		expect(loaded.cells.map((column) => String(column[0]))).toEqual(['1', 'new, name', '9.75']);
		expect(loaded.cells.map((column) => String(column[19]))).toEqual(['20', 'broken', '5.00']);
		expect(report?.setAside).toEqual([]);
		expect(report && addsUp(report.ledger)).toBe(true);
		expect(report?.ledger.setAside).toBe(1);
	});
});

describe('prepared tables', () => {
	const run = async (statements: readonly { text: string }[]): Promise<void> => {
		for (const { text } of statements) session.text(text);
		await Promise.resolve();
	};

	it('come before the loaded one, which stays readable as raw', async () => {
		for (const store of ['memory', 'z'] as const) {
			const place = { store, name: 'staged' };
			await run([createFromQuery(place, query(sql`SELECT 1 AS a`)), ...replaceTable(place, 'deals')]);
			const clean = { store, schema: 'clean', name: 'preparing' } as const;
			const select = query(sql`SELECT a + 1 AS a FROM raw."deals"`);
			await run([createFromQuery(clean, select), ...replacePrepared(clean, 'deals')]);
			const read = (): unknown[] =>
				['"deals"', 'raw."deals"'].map((t) => session.text(`SELECT a FROM ${t}`).values[0]?.[0]);
			expect(read()).toEqual([2, 1]);
			await run(dropPrepared('deals'));
			expect(read()).toEqual([1, 1]);
			await run([createFromQuery(clean, select), ...replacePrepared(clean, 'deals')]);
			await run([createFromQuery(place, query(sql`SELECT 5 AS a`)), ...replaceTable(place, 'deals')]);
			expect(read()).toEqual([5, 5]);
			await run(dropTable('deals'));
			expect(() => session.text('SELECT a FROM raw."deals"')).toThrow(/does not exist/);
		}
	});
});
