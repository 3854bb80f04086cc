import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimWorkspace } from './tabs';
import type { TabClaim, TabMeans } from './tabs';

/** Exclusive locks with queue, ifAvailable, steal and signal, as the Web Locks API describes them. */
class FakeLocks {
	#held: { reject: (error: unknown) => void } | null = null;
	readonly #queue: (() => void)[] = [];

	request = ((_name: string, options: LockOptions, grant: (lock: Lock | null) => unknown) =>
		new Promise<unknown>((resolve, reject) => {
			const run = () => {
				const hold = { reject };
				this.#held = hold;
				void Promise.resolve(grant({ name: 'x', mode: 'exclusive' })).then((value) => {
					resolve(value);
					if (this.#held !== hold) return;
					this.#held = null;
					this.#queue.shift()?.();
				});
			};
			if (options.steal) {
				this.#held?.reject(new DOMException('stolen', 'AbortError'));
				return run();
			}
			if (!this.#held) return run();
			if (options.ifAvailable) return void Promise.resolve(grant(null)).then(resolve);
			this.#queue.push(run);
			options.signal?.addEventListener('abort', () => {
				const at = this.#queue.indexOf(run);
				if (at < 0) return;
				this.#queue.splice(at, 1);
				reject(new DOMException('withdrawn', 'AbortError'));
			});
		})) as unknown as LockManager['request'];
}

const claims: TabClaim[] = [];
afterEach(() => claims.splice(0).forEach((claim) => claim.release()));

function tab(means: TabMeans, onYield: () => Promise<void> = () => Promise.resolve()) {
	const seen: string[] = [];
	const claim = claimWorkspace('w', { onStatus: (status) => seen.push(status), onYield }, means);
	claims.push(claim);
	return { claim, seen };
}

const meansOf = (locks: TabMeans['locks'] = new FakeLocks()): TabMeans => ({
	locks,
	channel: (name) => new BroadcastChannel(name),
	courtesy: 100
});

describe('claimWorkspace', () => {
	it('lets the first tab write and the second read, until the first leaves', async () => {
		const means = meansOf();
		const [one, two] = [tab(means), tab(means)];
		await vi.waitFor(() => expect(two.seen).toEqual(['reader']));
		expect(one.seen).toEqual(['writer']);
		one.claim.release();
		await vi.waitFor(() => expect(two.seen).toEqual(['reader', 'writer']));
		expect(one.seen).toEqual(['writer']);
	});

	it('hands over after the other tab has saved, and back', async () => {
		const means = meansOf();
		const order: string[] = [];
		const save = async () => {
			await new Promise((resolve) => setTimeout(resolve, 10));
			order.push('saved');
		};
		const [one, two] = [tab(means, save), tab(means, save)];
		await vi.waitFor(() => expect(two.seen).toEqual(['reader']));
		two.claim.takeOver();
		await vi.waitFor(() => expect(two.claim.status).toBe('writer'));
		expect(order).toEqual(['saved']);
		expect(one.claim.status).toBe('reader');
		one.claim.takeOver();
		await vi.waitFor(() => expect(one.claim.status).toBe('writer'));
		expect(two.claim.status).toBe('reader');
		expect(one.seen).toEqual(['writer', 'reader', 'writer']);
		expect(two.seen).toEqual(['reader', 'writer', 'reader']);
	});

	it('takes the lock from a tab that does not answer, and stays the writer', async () => {
		const means = meansOf();
		const [one, two] = [tab(means, () => new Promise(() => undefined)), tab(means)];
		await vi.waitFor(() => expect(two.seen).toEqual(['reader']));
		two.claim.takeOver();
		await vi.waitFor(() => expect(two.claim.status).toBe('writer'));
		await vi.waitFor(() => expect(one.claim.status).toBe('reader'));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(two.seen).toEqual(['reader', 'writer']);
		two.claim.release();
		await vi.waitFor(() => expect(one.claim.status).toBe('writer'));
	});

	it('hands over although saving failed', async () => {
		const means = meansOf();
		const [, two] = [tab(means, () => Promise.reject(new Error('full'))), tab(means)];
		await vi.waitFor(() => expect(two.seen).toEqual(['reader']));
		two.claim.takeOver();
		await vi.waitFor(() => expect(two.claim.status).toBe('writer'));
	});

	it('writes where the browser has no locks', () => {
		expect(tab(meansOf(null)).claim.status).toBe('writer');
	});
});
