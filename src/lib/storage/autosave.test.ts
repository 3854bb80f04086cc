import { fc, test } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '$lib/core/errors';
import { createWorkspace, rename } from '$lib/core/workspace/edits';
import type { Workspace } from '$lib/core/workspace/workspace';
import { Autosave } from './autosave';
import type { SaveState } from './autosave';

const document = (name: string, id = 'w'): Workspace =>
	rename(createWorkspace(id, '2026-11-22T08:00:00.000Z', 'x'), name);

/** A store whose saves end when the test says so. */
class SlowStore {
	readonly started: string[] = [];
	readonly stored: string[] = [];
	readonly open: { resolve: () => void; reject: (error: unknown) => void }[] = [];
	readonly left: string[] = [];
	most = 0;
	leave(workspace: Workspace): boolean {
		return this.left.push(workspace.name) > 0;
	}
	save(workspace: Workspace): Promise<void> {
		this.started.push(workspace.name);
		return new Promise<void>((resolve, reject) => {
			this.open.push({ resolve, reject });
			this.most = Math.max(this.most, this.open.length);
		}).then(() => void this.stored.push(workspace.name));
	}
	async end(error?: unknown): Promise<void> {
		const save = this.open.shift();
		if (error) save?.reject(error);
		else save?.resolve();
		await vi.advanceTimersByTimeAsync(0);
	}
}

const full = () => new AppError('store-full');

function setup() {
	const store = new SlowStore();
	const states: SaveState['kind'][] = [];
	const autosave = new Autosave(store, (state) => states.push(state.kind));
	return { store, states, autosave };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Autosave', () => {
	it('saves the newest document 400 ms after the last edit', async () => {
		const { store, states, autosave } = setup();
		autosave.edited(document('a'));
		await vi.advanceTimersByTimeAsync(300);
		autosave.edited(document('b'));
		await vi.advanceTimersByTimeAsync(399);
		expect(store.started).toEqual([]);
		await vi.advanceTimersByTimeAsync(1);
		expect(store.started).toEqual(['b']);
		await store.end();
		expect(states).toEqual(['unsaved', 'saving', 'saved']);
	});

	it('does not wait longer than 2 s for somebody who never rests', async () => {
		const { store, autosave } = setup();
		for (let i = 0; i < 25; i++) {
			autosave.edited(document(`e${i}`));
			await vi.advanceTimersByTimeAsync(100);
		}
		expect(store.started).toEqual(['e19']);
	});

	it('saves one at a time and what came meanwhile directly after', async () => {
		const { store, states, autosave } = setup();
		autosave.edited(document('a'));
		await vi.advanceTimersByTimeAsync(400);
		autosave.edited(document('b'));
		autosave.edited(document('c'));
		await vi.advanceTimersByTimeAsync(5_000);
		expect(store.started).toEqual(['a']);
		await store.end();
		expect(store.started).toEqual(['a', 'c']);
		await store.end();
		expect(store.most).toBe(1);
		expect(states).toEqual(['unsaved', 'saving', 'saved']);
	});

	it('tries again after a failure, slower each time, with the newest document', async () => {
		const { store, states, autosave } = setup();
		autosave.edited(document('a'));
		await vi.advanceTimersByTimeAsync(400);
		await store.end(full());
		expect(autosave.state).toMatchObject({ kind: 'failed', error: { code: 'store-full' } });
		autosave.edited(document('b'));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(store.started).toEqual(['a', 'b']);
		await store.end(full());
		await vi.advanceTimersByTimeAsync(1_999);
		expect(store.started).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(1);
		await store.end();
		expect(store.stored).toEqual(['b']);
		expect(states.at(-1)).toBe('saved');
	});

	it('flush saves at once and tells how it went', async () => {
		const { store, autosave } = setup();
		await autosave.flush();
		autosave.edited(document('a'));
		const first = autosave.flush();
		autosave.edited(document('b'));
		await store.end();
		await store.end();
		await first;
		expect(store.stored).toEqual(['a', 'b']);

		autosave.edited(document('c'));
		const second = autosave.flush();
		const refused = expect(second).rejects.toMatchObject({ code: 'store-full' });
		await store.end(full());
		await refused;
	});

	it('discard forgets what is unsaved, also while it fails', async () => {
		const { store, autosave } = setup();
		autosave.edited(document('a'));
		autosave.discard('w');
		expect(autosave.state.kind).toBe('saved');
		await vi.advanceTimersByTimeAsync(60_000);
		expect(store.started).toEqual([]);
		autosave.edited(document('b'));
		await vi.advanceTimersByTimeAsync(400);
		autosave.discard('w');
		await store.end(full());
		await vi.advanceTimersByTimeAsync(60_000);
		expect(store.started).toEqual(['b']);
		expect(autosave.state.kind).toBe('saved');
	});

	it('edits of two workspaces do not push each other out', async () => {
		const { store, autosave } = setup();
		autosave.edited(document('one', 'w1'));
		autosave.edited(document('two', 'w2'));
		await vi.advanceTimersByTimeAsync(400);
		await store.end();
		await store.end();
		expect(store.stored).toEqual(['one', 'two']);
	});

	it('saves when the page is hidden or left, until it stops listening', async () => {
		const { store, autosave } = setup();
		const window = new EventTarget();
		const page = Object.assign(new EventTarget(), { visibilityState: 'visible', defaultView: window });
		const stop = autosave.listen(page as unknown as Document);
		autosave.edited(document('a'));
		page.dispatchEvent(new Event('visibilitychange'));
		expect(store.started).toEqual([]);
		page.visibilityState = 'hidden';
		page.dispatchEvent(new Event('visibilitychange'));
		expect(store.started).toEqual(['a']);
		await store.end();
		autosave.edited(document('b'));
		window.dispatchEvent(new Event('pagehide'));
		expect(store.left).toEqual(['a', 'b']);
		await store.end();
		expect(store.stored).toEqual(['a', 'b']);
		stop();
		autosave.edited(document('c'));
		window.dispatchEvent(new Event('pagehide'));
		expect(store.started).toEqual(['a', 'b']);
	});

	const action = fc.oneof(
		{ weight: 4, arbitrary: fc.constant('edit' as const) },
		{ weight: 3, arbitrary: fc.constant('end' as const) },
		{ weight: 1, arbitrary: fc.constant('fail' as const) },
		{ weight: 1, arbitrary: fc.constant('flush' as const) },
		{ weight: 3, arbitrary: fc.integer({ min: 1, max: 3_000 }) }
	);

	test.prop([fc.array(action, { maxLength: 60 })])(
		'whatever happens: one save at a time, never an older document after a newer, the newest edit arrives',
		async (actions) => {
			const { store, autosave } = setup();
			let edits = 0;
			for (const step of actions) {
				if (step === 'edit') autosave.edited(document(String(++edits)));
				else if (step === 'end') await store.end();
				else if (step === 'fail') await store.end(full());
				else if (step === 'flush') autosave.flush().catch(() => undefined);
				else await vi.advanceTimersByTimeAsync(step);
			}
			for (let i = 0; i < 100 && autosave.state.kind !== 'saved'; i++) {
				await vi.advanceTimersByTimeAsync(31_000);
				await store.end();
			}
			expect(store.most).toBeLessThanOrEqual(1);
			expect(store.stored.map(Number)).toEqual([...new Set(store.stored.map(Number))].sort((a, b) => a - b));
			expect(Number(store.stored.at(-1) ?? 0)).toBe(edits);
			expect(autosave.state.kind).toBe('saved');
		}
	);
});
