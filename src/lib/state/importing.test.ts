import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Clock, Engine, LoadFile, LoadRequest, Store } from '$lib/core/ports';
import type { Preview, Table } from '$lib/core/table';
import { createWorkspace, removeSource } from '$lib/core/workspace/edits';
import type { Workspace } from '$lib/core/workspace/workspace';
import { Importing } from './importing.svelte';
import { Session } from './session.svelte';

/** What the fake engine holds: the text of the files each table was loaded from. */
let tables: Map<string, string>;
let blobs: Map<string, Blob>;
let session: Session;
let importing: Importing;
let engine: Engine;
let store: Store;
let edited: Workspace[];
let loads: string[];
/** Runs inside a load, after the rows are in. */
let duringLoad: (request: LoadRequest, signal?: AbortSignal) => Promise<void>;

function stop(signal?: AbortSignal): void {
	if (signal?.aborted) throw new AppError('cancelled');
}

async function head({ file, fileName }: LoadFile): Promise<Preview> {
	const text = await file.text();
	if (text === '') throw new AppError('input-rejected', { issues: [{ code: 'file-empty', at: fileName }] });
	const [header = '', ...rows] = text.trim().split('\n');
	const columns = header.split(',').map((name) => ({ name, type: 'text' as const }));
	return {
		plan: { format: 'csv', columns },
		findings: [],
		issues: [],
		lines: [],
		rows: [],
		total: { rows: rows.length, exact: true }
	};
}

function fakeEngine(): Engine {
	const before = new Map<string, string>();
	return {
		parts: async (_name, _file, signal) => {
			await Promise.resolve();
			stop(signal);
			return [{ path: [], kind: 'csv', rows: null, bytes: null, minor: false }];
		},
		preview: head,
		load: async (request, signal) => {
			const texts = await Promise.all(request.files.map(({ file }) => file.text()));
			const previews = await Promise.all(request.files.map(head));
			stop(signal);
			loads.push(request.table);
			before.set(request.table, tables.get(request.table) ?? '');
			tables.set(request.table, texts.join('\n'));
			await duringLoad(request, signal);
			const columns = (previews[0]?.plan.columns ?? []).map(({ name }) => ({
				name,
				type: 'text' as const,
				nullable: true
			}));
			const rows = previews.reduce((sum, { total }) => sum + total.rows, 0);
			const table: Table = { id: request.table, columns, rows };
			const ledger = null as never;
			const files = previews.map(({ plan, total }) => ({
				plan,
				rows: total.rows,
				issues: [],
				setAside: [],
				setAsideTotal: 0,
				ledger
			}));
			return { table, files };
		},
		prepare: () => Promise.reject(new AppError('query-failed')),
		query: () => Promise.reject(new AppError('query-failed')),
		drop: (table) => Promise.resolve(void tables.delete(table)),
		onStatus: () => () => undefined,
		dispose: () => Promise.resolve()
	};
}

function fakeStore(): Store {
	const kept: Pick<Store, 'blobs' | 'memories'> = {
		blobs: {
			put: (_id, key, blob) => Promise.resolve(void blobs.set(key, blob)),
			get: (_id, key) => {
				const blob = blobs.get(key);
				return blob ? Promise.resolve(blob) : Promise.reject(new AppError('store-lost'));
			},
			prune: (_id, keep) => {
				for (const key of [...blobs.keys()].filter((one) => !keep.includes(one))) blobs.delete(key);
				return Promise.resolve();
			}
		},
		memories: {
			get: () => Promise.resolve(null),
			list: () => Promise.resolve([]),
			put: () => Promise.resolve(),
			remove: () => Promise.resolve()
		}
	};
	return kept as Store;
}

let ids = 0;
const clock: Clock = { today: () => '2026-11-22', now: () => '2026-11-22T12:00:00.000Z', id: () => `id-${++ids}` };

function csv(name: string, header: string, ...rows: string[]): File {
	return new File([[header, ...rows, ''].join('\n')], name, { lastModified: 1 });
}

const deals = (): File => csv('deals.csv', 'Deal ID,Amount', 'D1,100', 'D2,200');
const team = (): File => csv('team.csv', 'Agent,Region', 'Ann,North');
const states = (): string[] => importing.files.map(({ fileName, state }) => `${fileName} ${state}`);

beforeEach(() => {
	[tables, blobs, edited, loads] = [new Map(), new Map(), [], []];
	duringLoad = () => Promise.resolve();
	engine = fakeEngine();
	store = fakeStore();
	const saver = {
		edited: (workspace: Workspace) => void edited.push(workspace),
		flush: () => Promise.resolve(),
		discard: () => undefined
	};
	session = new Session(createWorkspace('w1', clock.now(), 'Test'), { engine, store, saver });
	importing = new Importing({ engine, store, clock });
});

describe('an import', () => {
	it('begins only when what was decided before is remembered', async () => {
		const order: string[] = [];
		const load = engine.load.bind(engine);
		engine.load = (...given) => {
			order.push('load');
			return load(...given);
		};
		const late = async (): Promise<void> => {
			await new Promise((resolve) => setTimeout(resolve, 5));
			order.push('remembered');
		};
		await new Importing({ engine, store, clock }, undefined, late).run(session, [deals()]);
		expect(order).toEqual(['remembered', 'load']);
	});

	it('brings every file in, in the order of the drop', async () => {
		const sources = await importing.run(session, [deals(), team()]);
		expect(sources.map(({ table }) => [table.id, table.rows])).toEqual([
			['deals', 2],
			['team', 1]
		]);
		expect([...tables.keys()]).toEqual(['deals', 'team']);
		expect(blobs.size).toBe(2);
		expect(importing.busy).toBe(false);
	});

	it('waits for the one before it: nothing of a second drop or of the first is lost', async () => {
		let release: () => void = () => undefined;
		duringLoad = () => new Promise((resolve) => (release = resolve));
		const first = importing.run(session, [deals()]);
		await vi.waitFor(() => expect(states()).toEqual(['deals.csv reading']));
		const second = importing.run(session, [team()]);
		expect(states()).toEqual(['deals.csv reading', 'team.csv waiting']);
		duringLoad = () => Promise.resolve();
		release();
		await Promise.all([first, second]);
		expect(states()).toEqual(['deals.csv done', 'team.csv done']);
		expect(session.workspace.sources.map(({ table }) => table.id)).toEqual(['deals', 'team']);
		expect(importing.busy).toBe(false);
		await importing.run(session, [csv('x.csv', 'X,Y', '1,2')]);
		expect(states()).toEqual(['x.csv done']);
	});

	it('refuses a file in the middle and takes the others', async () => {
		await importing.run(session, [deals(), new File([''], 'nothing.csv'), team()]);
		expect(states()).toEqual(['deals.csv done', 'nothing.csv refused', 'team.csv done']);
		expect(session.workspace.sources.map(({ table }) => table.id)).toEqual(['deals', 'team']);
		expect(blobs.size).toBe(2);
		importing.dismiss();
		expect(importing.files).toEqual([]);
	});
});

describe('what fails leaves workspace, engine and Blobs as they were', () => {
	it('cancelled while it is read, and what waits behind it', async () => {
		let reading: () => void = () => undefined;
		const begun = new Promise<void>((resolve) => (reading = resolve));
		duringLoad = (_request, signal) =>
			new Promise((resolve) => {
				reading();
				signal?.addEventListener('abort', () => resolve());
			});
		const first = importing.run(session, [deals()]);
		const second = importing.run(session, [team()]);
		await begun;
		importing.cancel();
		expect(await Promise.all([first, second])).toEqual([[], []]);
		expect(states()).toEqual(['deals.csv cancelled', 'team.csv cancelled']);
		expect(session.workspace.sources).toEqual([]);
		// The load itself had succeeded: what it left in the engine is gone all the same.
		expect(loads).toEqual(['deals']);
		expect([...tables]).toEqual([]);
		expect(blobs.size).toBe(0);
		expect(edited).toEqual([]);
	});

	it('a full store', async () => {
		await importing.run(session, [deals()]);
		const [before, kept] = [session.workspace, [...blobs.keys()]];
		store.blobs.put = () => Promise.reject(new AppError('store-full'));
		await importing.run(session, [team()]);
		expect(importing.files[0]).toMatchObject({ state: 'refused', error: { code: 'store-full' } });
		expect(session.workspace).toBe(before);
		expect([...tables.keys()]).toEqual(['deals']);
		expect([...blobs.keys()]).toEqual(kept);
	});

	it('an engine that fails', async () => {
		await importing.run(session, [deals()]);
		const before = session.workspace;
		engine.load = () => Promise.reject(new AppError('engine-crashed'));
		await importing.run(session, [team()]);
		expect(importing.files[0]).toMatchObject({ state: 'refused', error: { code: 'engine-crashed' } });
		expect(session.workspace).toBe(before);
		expect(blobs.size).toBe(1);
	});

	it('a store that cannot say what is remembered', async () => {
		store.memories.get = () => Promise.reject(new AppError('store-failed'));
		await importing.run(session, [deals()]);
		expect(importing.files[0]).toMatchObject({ state: 'refused', error: { code: 'store-failed' } });
		expect(importing.busy).toBe(false);
	});

	it('a replacement called off after it was loaded: the table before it is loaded anew', async () => {
		await importing.run(session, [deals()]);
		const before = session.workspace;
		duringLoad = () => Promise.resolve(importing.cancel());
		const newer = csv('deals.csv', 'Deal ID,Amount', 'D1,150', 'D3,300');
		const run = importing.run(session, [newer]);
		await vi.waitFor(() => expect(importing.question).not.toBeNull());
		importing.accept();
		await run;
		expect(session.workspace).toBe(before);
		duringLoad = () => Promise.resolve();
		await session.load();
		expect(tables.get('deals')).toContain('D2,200');
		expect(blobs.size).toBe(1);
	});

	it('a re-reading that fails', async () => {
		await importing.run(session, [deals()]);
		const before = session.workspace;
		const working = engine.load.bind(engine);
		engine.load = () => Promise.reject(new AppError('load-failed'));
		const error = await importing.reread(session, 'deals', 0, { overrides: { delimiter: ';' } });
		expect(error?.code).toBe('load-failed');
		expect(session.workspace).toBe(before);
		engine.load = working;
		expect(await importing.reread(session, 'deals', 0, { overrides: { delimiter: ',' } })).toBeNull();
		expect(session.sourceOf('deals')?.files[0]?.overrides).toEqual({ delimiter: ',' });
	});

	it('a declined question', async () => {
		await importing.run(session, [deals()]);
		const before = session.workspace;
		const run = importing.run(session, [csv('deals.csv', 'Deal ID,Amount', 'D9,1')]);
		await vi.waitFor(() => expect(importing.question?.groups[0]?.as).toBe('snapshot'));
		expect(importing.busy).toBe(false);
		importing.decline();
		expect(await run).toEqual([]);
		expect(session.workspace).toBe(before);
		expect(importing.files).toEqual([]);
	});
});

describe('bringing the engine in line with the document', () => {
	it('the newest document wins, and a table removed and brought back by undo is loaded again', async () => {
		await importing.run(session, [deals()]);
		session.edit('remove-source', removeSource(session.workspace, 'deals'));
		const older = session.load();
		session.undo();
		await Promise.all([older, session.load()]);
		expect(tables.get('deals')).toContain('D2,200');
		expect(session.tables.map(({ table, state }) => [table, state])).toEqual([['deals', 'ready']]);
		session.redo();
		await session.load();
		expect([...tables.keys()]).toEqual([]);
	});

	it('steps that cannot be run leave the table as it was, with the reason beside it', async () => {
		await importing.run(session, [deals()]);
		const step = {
			id: 's1',
			table: 'deals',
			kind: 'deduplicate',
			params: { columns: ['Deal ID'], keep: 'first', loose: false },
			enabled: true
		};
		session.edit('add-step', { ...session.workspace, steps: [step] });
		await session.load();
		expect(session.preparationError('deals')?.code).toBe('query-failed');
		expect(session.tableOf('deals').rows).toBe(2);
		session.undo();
		engine.prepare = (table) => Promise.resolve({ id: table, columns: [], rows: 2 });
		await session.load();
		expect(session.preparationError('deals')).toBeNull();
	});
});
