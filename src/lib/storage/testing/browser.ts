import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Clock } from '$lib/core/ports';
import { createWorkspace } from '$lib/core/workspace/edits';
import type { Workspace } from '$lib/core/workspace/workspace';
import { Connection } from '../connection';
import { createStore, type DurableStore } from '../store';

let milliseconds = Date.UTC(2026, 10, 22, 8);
let ids = 0;

/** A second passes with every look at it. */
export const clock: Clock = {
	today: () => '2026-11-22',
	now: () => new Date((milliseconds += 1_000)).toISOString(),
	id: () => `id-${++ids}`
};

export function pass(hours: number): void {
	milliseconds += hours * 3_600_000;
}

const connections: Connection[] = [];

export function connect(version?: number): Connection {
	const connection = new Connection(version, { blocked: 30, silent: 200 });
	connections.push(connection);
	return connection;
}

/** A store as a tab of its own has it. */
export const storeOf = (connection = connect()): DurableStore => createStore(clock, connection);
export const fresh = (name = 'Deals'): Workspace => createWorkspace(clock.id(), clock.now(), name);

/** Matches an AppError by its code, and by those details that are given. */
export function code(expected: string, details: object = {}): unknown {
	return expect.objectContaining({ code: expected, details: expect.objectContaining(details) as unknown });
}

function fakeLocalStorage(): void {
	const map = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => map.get(key) ?? null,
		setItem: (key: string, value: string) => void map.set(key, value),
		removeItem: (key: string) => void map.delete(key)
	});
}

/** An empty browser for every test of the file. */
export function freshBrowser(): void {
	beforeEach(() => {
		vi.stubGlobal('indexedDB', new IDBFactory());
		fakeLocalStorage();
	});
	afterEach(() => {
		vi.restoreAllMocks();
		for (const connection of connections.splice(0)) connection.close();
		vi.unstubAllGlobals();
	});
}
