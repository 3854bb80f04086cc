import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { addSource, rename } from '$lib/core/workspace/edits';
import { source } from '$lib/core/workspace/examples';
import type { ImportMemory } from '$lib/core/workspace/workspace';
import { createFileHandles } from './handles';
import { code, connect, fresh, freshBrowser, storeOf } from './testing/browser';

freshBrowser();

const memory = (signature: string, saved = '2026-11-22T08:00:00.000Z'): ImportMemory => ({
	signature,
	fileName: 'orders_gb18030.csv',
	saved,
	overrides: { encoding: 'gb18030', columns: [{ name: '订单日期', type: 'date', format: { kind: 'date' } }] },
	steps: [{ kind: 'trim', params: { columns: ['地区'] }, enabled: true }],
	roles: { order_date: '订单日期' },
	outcome: { won: ['赢单'], lost: [], open: [], excluded: [] }
});

describe('memories', () => {
	it('come back in another tab, the newest first, one per signature', async () => {
		const store = storeOf();
		await store.memories.put(memory('a'));
		await store.memories.put(memory('b', '2026-11-23T08:00:00.000Z'));
		await store.memories.put({ ...memory('a'), fileName: 'later.csv' });
		const other = storeOf();
		expect(await other.memories.get('a')).toEqual({ ...memory('a'), fileName: 'later.csv' });
		expect((await other.memories.list()).map((one) => one.signature)).toEqual(['b', 'a']);
		await other.memories.remove('a');
		expect(await store.memories.get('a')).toBeNull();
	});

	it('outlive the workspace they were made in', async () => {
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		await store.memories.put(memory('a'));
		await store.remove(workspace.id);
		await store.purge();
		expect(await store.memories.get('a')).toEqual(memory('a'));
	});

	it('that are damaged count as forgotten', async () => {
		const connection = connect();
		const store = storeOf(connection);
		const damaged = { ...memory('a'), overrides: { encoding: 'klingon' } };
		await connection.write(['memories'], (transaction) =>
			transaction.objectStore('memories').put(damaged as unknown as ImportMemory)
		);
		expect(await store.memories.get('a')).toBeNull();
		expect(await store.memories.list()).toEqual([]);
	});
});

describe('a database of the first version', () => {
	it('keeps its workspaces and gets what is new', async () => {
		const old = await openDB('dealscope', 1, {
			upgrade: (db) => {
				db.createObjectStore('workspaces', { keyPath: 'id' });
				db.createObjectStore('documents', { keyPath: 'id' });
				db.createObjectStore('blobs', { keyPath: ['workspace', 'key'] });
			}
		});
		const workspace = fresh('kept');
		const info = { id: workspace.id, name: 'kept', created: workspace.created, saved: workspace.created };
		await old.put('workspaces', { id: workspace.id, info, removed: null, revision: 1 });
		const { steps, ...rest } = workspace;
		expect(steps).toEqual([]);
		await old.put('documents', { id: workspace.id, document: { ...rest, format: 1 } });
		old.close();
		const store = storeOf();
		expect(await store.open(workspace.id)).toEqual(workspace);
		await store.memories.put(memory('a'));
		expect(await store.memories.get('a')).toEqual(memory('a'));
	});
});

describe('the document before the last visit', () => {
	it('is opened when the saved one is damaged, with its Blobs, and that is told', async () => {
		const connection = connect();
		const store = storeOf(connection);
		const workspace = addSource(fresh('first visit'), source('deals', 'file'));
		await store.blobs.put(workspace.id, 'file', new Blob(['a']));
		await store.save(workspace);
		const next = storeOf();
		const opened = await next.open(workspace.id);
		await next.save(rename({ ...opened, sources: [] }, 'second visit'));
		await next.blobs.prune(workspace.id, []);
		await connection.write(['documents'], (transaction) =>
			transaction.objectStore('documents').put({ id: workspace.id, document: { format: 2, torn: true } })
		);
		const last = storeOf();
		expect((await last.open(workspace.id)).name).toBe('first visit');
		expect(last.recovered(workspace.id)).toBe(true);
		expect(await (await last.blobs.get(workspace.id, 'file')).text()).toBe('a');
		await last.save(rename(await last.open(workspace.id), 'mended'));
		const after = storeOf();
		expect((await after.open(workspace.id)).name).toBe('mended');
		expect(after.recovered(workspace.id)).toBe(false);
	});

	it('does not hide the document of a newer build', async () => {
		const connection = connect();
		const store = storeOf(connection);
		const workspace = fresh();
		await store.save(workspace);
		await store.save(rename(await store.open(workspace.id), 'again'));
		await connection.write(['documents'], (transaction) =>
			transaction.objectStore('documents').put({ id: workspace.id, document: { ...workspace, format: 99 } })
		);
		await expect(store.open(workspace.id)).rejects.toEqual(code('input-rejected'));
	});
});

describe('file handles', () => {
	/** A handle that can be cloned, as the real ones can. */
	const handle = (name: string) => ({ kind: 'file', name }) as unknown as FileSystemFileHandle;

	it('are kept per table and go with their workspace', async () => {
		const store = storeOf();
		const handles = createFileHandles(connect());
		const workspace = fresh();
		await store.save(workspace);
		await handles.put(workspace.id, { table: 'deals', handle: handle('deals.csv'), watched: false });
		await handles.put(workspace.id, { table: 'deals', handle: handle('deals.csv'), watched: true });
		await handles.put('other', { table: 'deals', handle: handle('x.csv'), watched: true });
		const kept = await handles.list(workspace.id);
		expect(kept).toEqual([{ table: 'deals', handle: handle('deals.csv'), watched: true }]);
		await handles.put(workspace.id, { table: 'team', handle: handle('team.csv'), watched: true });
		await handles.remove(workspace.id, 'deals');
		expect((await handles.list(workspace.id)).map((one) => one.table)).toEqual(['team']);
		await store.remove(workspace.id);
		await store.purge();
		expect(await handles.list(workspace.id)).toEqual([]);
		expect(await handles.list('other')).toHaveLength(1);
	});
});
