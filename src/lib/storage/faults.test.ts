import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { rename } from '$lib/core/workspace/edits';
import { DATABASE, DATABASE_VERSION } from './schema';
import { code, connect, fresh, freshBrowser, storeOf } from './testing/browser';

freshBrowser();

/** Makes the next `times` writes fail with `error` after they were handed to the database. */
function failPuts(error: DOMException | null, times: number): void {
	// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to what the spy was called on
	const original = IDBObjectStore.prototype.put;
	let left = times;
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
		const request = original.apply(this, args);
		if (left-- > 0) {
			if (error) throw error;
			this.transaction.abort();
		}
		return request;
	});
}

describe('faults', () => {
	it('a full disk leaves the old generation intact', async () => {
		const store = storeOf();
		const workspace = fresh('before');
		await store.save(workspace);
		failPuts(new DOMException('no room', 'QuotaExceededError'), 1);
		await expect(store.save(rename(workspace, 'after'))).rejects.toEqual(code('store-full'));
		expect((await store.open(workspace.id)).name).toBe('before');
		await store.save(rename(workspace, 'after'));
		expect((await store.list())[0]?.name).toBe('after');
	});

	it('a transaction aborted once is done again, aborted twice it fails, and never half of it is there', async () => {
		const store = storeOf();
		const workspace = fresh('before');
		await store.save(workspace);
		failPuts(null, 1);
		await store.save(rename(workspace, 'after'));
		expect((await store.open(workspace.id)).name).toBe('after');
		vi.restoreAllMocks();
		failPuts(null, 99);
		await expect(store.save(rename(workspace, 'never'))).rejects.toEqual(code('store-failed'));
		vi.restoreAllMocks();
		expect((await store.open(workspace.id)).name).toBe('after');
		expect((await store.list())[0]?.name).toBe('after');
	});

	it('a closed connection is opened again once', async () => {
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to what the spy was called on
		const original = IDBDatabase.prototype.transaction;
		let left = 1;
		const opened = vi.spyOn(indexedDB, 'open');
		vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
			if (left-- > 0) throw new DOMException('The database connection is closing.', 'InvalidStateError');
			return original.apply(this, args);
		});
		expect(await store.open(workspace.id)).toEqual(workspace);
		expect(opened).toHaveBeenCalledTimes(1);
		left = 2;
		await expect(store.open(workspace.id)).rejects.toEqual(code('store-failed'));
	});

	it('a lost server process is met with a new connection', async () => {
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		// eslint-disable-next-line @typescript-eslint/unbound-method -- applied to what the spy was called on
		const original = IDBObjectStore.prototype.get;
		let left = 1;
		vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, ...args) {
			if (left-- > 0)
				throw new DOMException('Connection to Indexed Database server lost. Refresh the page', 'UnknownError');
			return original.apply(this, args);
		});
		expect(await store.open(workspace.id)).toEqual(workspace);
	});

	it('gives way to a newer build at once, and says so afterwards', async () => {
		const store = storeOf();
		await store.save(fresh());
		const newer = await openDB(DATABASE, DATABASE_VERSION + 1, { upgrade: (db) => void db.createObjectStore('more') });
		newer.close();
		await expect(store.list()).rejects.toEqual(code('store-failed', { name: 'VersionError' }));
	});

	it('a tab that does not give way is named, and waited for', async () => {
		const stubborn = await openDB(DATABASE, DATABASE_VERSION, {
			upgrade: (db) => {
				db.createObjectStore('workspaces', { keyPath: 'id' });
			}
		});
		const store = storeOf(connect(DATABASE_VERSION + 1));
		await expect(store.list()).rejects.toEqual(code('store-blocked'));
		stubborn.close();
		await vi.waitFor(async () => expect(await store.list()).toEqual([]));
	});

	it('an IndexedDB that never answers or is forbidden fails', async () => {
		const silent = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
		silent.addEventListener = () => undefined;
		vi.spyOn(indexedDB, 'open').mockReturnValue(silent);
		await expect(storeOf().list()).rejects.toEqual(code('store-failed', { reason: 'no-answer' }));
		vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('denied', 'SecurityError');
		});
		const store = storeOf();
		await expect(store.list()).rejects.toEqual(code('store-failed', { name: 'SecurityError' }));
		expect(await store.dataLost).toBe(false);
	});
});

describe('lost data', () => {
	it('is noticed when an empty database lies beside the marker, until something is saved again', async () => {
		expect(await storeOf().dataLost).toBe(false);
		await storeOf().save(fresh());
		expect(await storeOf().dataLost).toBe(false);
		vi.stubGlobal('indexedDB', new IDBFactory());
		const store = storeOf();
		expect(await store.dataLost).toBe(true);
		expect(await storeOf().dataLost).toBe(true);
		await store.save(fresh());
		expect(await store.dataLost).toBe(true);
		expect(await storeOf().dataLost).toBe(false);
	});

	it('is told from data that was deleted', async () => {
		const store = storeOf();
		const workspace = fresh();
		await store.save(workspace);
		await store.remove(workspace.id);
		await store.purge();
		expect(await storeOf().dataLost).toBe(false);
	});

	it('is taken from the word of the browser', async () => {
		const open = indexedDB.open.bind(indexedDB);
		vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
			const request = open(...args);
			request.addEventListener('upgradeneeded', (event) => Object.assign(event, { dataLoss: 'total' }));
			return request;
		});
		expect(await storeOf().dataLost).toBe(true);
	});
});
