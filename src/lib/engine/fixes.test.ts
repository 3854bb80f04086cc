import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ENGINE_SETTINGS } from '$lib/core/sql/load';
import type { Fix } from '$lib/core/table';
import { previewFile } from './preview';
import { nodeLoad } from './testing/node-load';
import { partOf } from './unpack/testing/containers';
import { nodeSession, type NodeSession } from './testing/node-session';

// Neither workers nor WebAssembly by address are here: the same work in this process.
vi.mock('./preview-arrow', () => ({}));
vi.mock('./unpack/client', () => ({
	unpackPart: (name: string, file: Blob, part: readonly string[]) => partOf(name, file, part)
}));

let session: NodeSession;
beforeAll(async () => {
	session = await nodeSession(ENGINE_SETTINGS);
}, 60_000);

const DEALS = ['id,amount,owner', '1,10,Ann', '2,ten,Bob', '3,30', '4,40,Dee', '5,50,Eve', '6,60,Fay', ''].join('\n');
const ITEMS = [1, 2, 3, 4, 5, 6].map((id) => ({ id, amount: id === 2 ? 'ten' : id * 10, owner: `o${id}` }));

async function both(fileName: string, text: string, fixes: readonly Fix[]) {
	const file = { fileName, file: new Blob([text]), fixes };
	const loaded = await nodeLoad(session, [file]);
	const preview = await previewFile(file, null);
	return {
		loaded: loaded.cells.map((cells) => cells.map((cell) => (cell === null ? null : String(Number(cell) || cell)))),
		shown: preview.plan.columns.map((_, at) =>
			preview.rows.map(({ cells }) => {
				const value = cells[at]?.value ?? null;
				return value === null ? null : String(Number(value) || value);
			})
		),
		total: preview.total,
		fixed: preview.rows.flatMap(({ fixed }, at) => (fixed ? [at] : []))
	};
}

describe('rows put right', () => {
	it('are in the preview as they are in the table', async () => {
		const fixes = [
			{ line: 3, column: 'amount', text: '20' },
			{ line: 4, column: null, text: '3,30,Cat' },
			{ line: 6, column: null, text: '' }
		];
		const { loaded, shown, fixed, total } = await both('deals.csv', DEALS, fixes);
		expect(total).toEqual({ rows: 5, exact: true });
		expect(loaded[1]).toEqual(['10', '20', '30', '40', '60']);
		expect(loaded[2]).toEqual(['Ann', 'Bob', 'Cat', 'Dee', 'Fay']);
		expect(shown).toEqual(loaded);
		expect(fixed).toEqual([1, 2]);
	});

	it('are found by their item in a list', async () => {
		const { loaded, shown, fixed } = await both('deals.json', JSON.stringify(ITEMS), [
			{ line: 2, column: 'amount', text: '20' }
		]);
		expect(loaded[1]).toEqual(['10', '20', '30', '40', '50', '60']);
		expect(shown).toEqual(loaded);
		expect(fixed).toEqual([1]);
	});
});
