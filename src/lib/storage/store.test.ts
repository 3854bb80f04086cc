import { describe, expect, it, vi } from 'vitest';
import { addSource, rename, upsertForecast } from '$lib/core/workspace/edits';
import { forecast, source } from '$lib/core/workspace/examples';
import { code, connect, fresh, freshBrowser, pass, storeOf } from './testing/browser';

freshBrowser();

describe('workspaces', () => {
	it('come back as they were saved, in another tab too', async () => {
		const store = storeOf();
		const workspace = addSource(fresh(), source('deals'));
		await store.save(workspace);
		expect(await store.open(workspace.id)).toEqual(workspace);
		expect(await storeOf().open(workspace.id)).toEqual(workspace);
	});

	it('are listed newest save first, with what is in them', async () => {
		const store = storeOf();
		const first = addSource(addSource(fresh('first'), source('deals')), source('team'));
		const second = fresh('second');
		await store.save(first);
		await store.save(second);
		expect((await store.list()).map((info) => info.name)).toEqual(['second', 'first']);
		await store.save(rename(first, 'renamed'));
		expect((await store.list())[0]).toMatchObject({
			name: 'renamed',
			files: ['deals.csv', 'team.csv'],
			rows: 6,
			bytes: 240,
			sample: false
		});
	});

	it('are written with strict durability', async () => {
		const seen: unknown[] = [];
		// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to what the spy was called on
		const original = IDBDatabase.prototype.transaction;
		vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
			if (args[1] === 'readwrite') seen.push(args[2]?.durability);
			return original.apply(this, args);
		});
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		await store.blobs.put(workspace.id, 'k', new Blob(['x']));
		expect(seen).toEqual(['strict', 'strict']);
	});

	it('disappear, come back, and go for good with their Blobs', async () => {
		const store = storeOf();
		const [kept, gone] = [fresh('kept'), fresh('gone')];
		for (const workspace of [kept, gone]) {
			await store.save(workspace);
			await store.blobs.put(workspace.id, 'file', new Blob([workspace.name]));
		}
		await store.remove(gone.id);
		expect((await store.list()).map((info) => info.name)).toEqual(['kept']);
		await expect(store.open(gone.id)).rejects.toEqual(code('workspace-missing'));
		await store.restore(gone.id);
		expect(await store.open(gone.id)).toEqual(gone);

		await store.remove(gone.id);
		await store.purge();
		await expect(store.restore(gone.id)).rejects.toEqual(code('workspace-missing'));
		await expect(store.blobs.get(gone.id, 'file')).rejects.toEqual(code('store-lost'));
		expect(await (await store.blobs.get(kept.id, 'file')).text()).toBe('kept');
	});

	it('a late save neither shows a removed workspace nor revives a purged one', async () => {
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		await store.remove(workspace.id);
		await store.save(rename(workspace, 'late'));
		expect(await store.list()).toEqual([]);
		await store.purge();
		await expect(store.save(rename(workspace, 'later'))).rejects.toEqual(code('workspace-missing'));
	});

	it('are copied with their Blobs, independent of the original', async () => {
		const store = storeOf();
		const original = upsertForecast(addSource(fresh('original'), source('deals', 'file')), {
			...forecast('f'),
			result: 'weights'
		});
		await store.blobs.put(original.id, 'file', new Blob(['a,b']));
		await store.blobs.put(original.id, 'weights', new Blob([new Uint8Array([1, 2, 3])]));
		await store.blobs.put(original.id, 'unused', new Blob(['old']));
		await store.save(original);
		const copy = await store.duplicate(original.id, ' copy ');
		expect(copy).toEqual({ ...original, id: copy.id, name: 'copy', created: copy.created });
		await store.remove(original.id);
		await store.purge();
		expect(await store.open(copy.id)).toEqual(copy);
		expect(await (await store.blobs.get(copy.id, 'file')).text()).toBe('a,b');
		expect(new Uint8Array(await (await store.blobs.get(copy.id, 'weights')).arrayBuffer())).toEqual(
			new Uint8Array([1, 2, 3])
		);
		await expect(store.blobs.get(copy.id, 'unused')).rejects.toEqual(code('store-lost'));
		await store.save(rename(copy, 'edited'));
		await expect(store.duplicate('nothing', 'x')).rejects.toEqual(code('workspace-missing'));
	});

	it('of a newer build are refused, not damaged', async () => {
		const connection = connect();
		const store = storeOf(connection);
		const workspace = fresh();
		await store.save(workspace);
		await connection.write(['documents'], (transaction) =>
			transaction.objectStore('documents').put({ id: workspace.id, document: { ...workspace, format: 99 } })
		);
		await expect(store.open(workspace.id)).rejects.toMatchObject({
			code: 'input-rejected',
			details: { issues: [{ code: 'workspace-newer' }] }
		});
	});

	it('a save over what another tab saved since is refused until the document is opened again', async () => {
		const [one, two] = [storeOf(), storeOf()];
		const workspace = fresh();
		await one.save(workspace);
		await two.open(workspace.id);
		await two.save(rename(workspace, 'two'));
		await expect(one.save(rename(workspace, 'one'))).rejects.toEqual(
			code('store-blocked', { reason: 'newer-elsewhere' })
		);
		expect((await one.open(workspace.id)).name).toBe('two');
		await one.save(rename(workspace, 'one'));
		expect((await two.open(workspace.id)).name).toBe('one');
	});
});

describe('last words', () => {
	it('of a page that closed are found by the next, until something is saved', async () => {
		const store = storeOf();
		const workspace = fresh('saved');
		await store.save(workspace);
		expect(store.leave(rename(workspace, 'left'))).toBe(true);
		const next = storeOf();
		expect((await next.open(workspace.id)).name).toBe('left');
		await next.save(rename(workspace, 'on'));
		expect((await storeOf().open(workspace.id)).name).toBe('on');
	});

	it('count over a save that was under way, whether it arrived or not', async () => {
		const store = storeOf();
		const workspace = fresh('saved');
		await store.save(workspace);
		const words = localStorage.setItem.bind(localStorage);
		let left = '';
		localStorage.setItem = (key, value) => (key.includes('unsaved') ? (left = value) : words(key, value));
		await store.dataLost;
		const saving = store.save(rename(workspace, 'under way'));
		await Promise.resolve();
		store.leave(rename(workspace, 'left'));
		await saving;
		words(`dealscope-unsaved-${workspace.id}`, left);
		expect((await storeOf().open(workspace.id)).name).toBe('left');
	});

	it('that are older than what was saved, or damaged, do not count', async () => {
		const [store, other] = [storeOf(), storeOf()];
		const workspace = fresh('saved');
		await store.save(workspace);
		await other.open(workspace.id);
		await other.save(rename(workspace, 'newer'));
		store.leave(rename(workspace, 'older'));
		expect((await storeOf().open(workspace.id)).name).toBe('newer');
		for (const text of ['{', 'null', '{"over":[2],"document":{"format":1}}', '{"over":2}']) {
			localStorage.setItem(`dealscope-unsaved-${workspace.id}`, text);
			expect((await storeOf().open(workspace.id)).name).toBe('newer');
		}
	});

	it('do not fit into a full localStorage', async () => {
		const store = storeOf();
		const workspace = fresh('saved');
		await store.save(workspace);
		localStorage.setItem = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
		expect(store.leave(rename(workspace, 'left'))).toBe(false);
		expect((await storeOf().open(workspace.id)).name).toBe('saved');
	});
});

describe('Blobs', () => {
	it('are pruned to what is kept, in their workspace only', async () => {
		const store = storeOf();
		for (const key of ['a', 'b', 'c']) await store.blobs.put('w', key, new Blob([key]));
		await store.blobs.put('w2', 'a', new Blob(['other']));
		await store.blobs.prune('w', ['b', 'missing']);
		expect(await (await store.blobs.get('w', 'b')).text()).toBe('b');
		await expect(store.blobs.get('w', 'a')).rejects.toEqual(code('store-lost', { workspace: 'w', blob: 'a' }));
		expect(await (await store.blobs.get('w2', 'a')).text()).toBe('other');
	});

	it('the saved document needs are kept, whatever an older tab says', async () => {
		const store = storeOf();
		const workspace = addSource(fresh(), source('deals', 'file'));
		await store.blobs.put(workspace.id, 'file', new Blob(['a']));
		await store.save(workspace);
		await storeOf().blobs.prune(workspace.id, []);
		expect(await (await store.blobs.get(workspace.id, 'file')).text()).toBe('a');
	});

	it('that cannot be read are lost, by name', async () => {
		const store = storeOf();
		await store.blobs.put('w', 'a', new Blob(['abc'], { type: 'text/csv' }));
		vi.spyOn(Blob.prototype, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotReadableError'));
		await expect(store.blobs.get('w', 'a')).rejects.toEqual(code('store-lost', { blob: 'a' }));
	});

	it('without a workspace leave with the first purge after a day', async () => {
		const store = storeOf();
		await store.blobs.put('never-saved', 'a', new Blob(['a']));
		await store.purge();
		expect(await (await store.blobs.get('never-saved', 'a')).text()).toBe('a');
		pass(25);
		await store.purge();
		await expect(store.blobs.get('never-saved', 'a')).rejects.toEqual(code('store-lost'));
	});
});

describe('the device', () => {
	it('promises to keep the data, or not', async () => {
		vi.stubGlobal('navigator', {
			storage: { persisted: () => Promise.resolve(false), persist: () => Promise.resolve(true) }
		});
		expect(await storeOf().persist()).toBe(true);
		vi.stubGlobal('navigator', {});
		expect(await storeOf().persist()).toBe(false);
	});

	it('tells how much room there is, or not', async () => {
		vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 5, quota: 10 }) } });
		expect(await storeOf().estimate()).toEqual({ used: 5, quota: 10 });
		vi.stubGlobal('navigator', undefined);
		expect(await storeOf().estimate()).toBeNull();
	});
});
