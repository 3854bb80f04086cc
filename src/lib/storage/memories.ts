import type { Memories } from '$lib/core/ports';
import { parseMemory } from '$lib/core/workspace/parse';
import type { ImportMemory } from '$lib/core/workspace/workspace';
import type { Connection } from './connection';

/** Remembered imports. One that can no longer be read (an older build wrote it, it is damaged) counts as forgotten. */
export function createMemories(connection: Connection): Memories {
	return {
		async get(signature) {
			const stored = await connection.read(['memories'], (transaction) =>
				transaction.objectStore('memories').get(signature)
			);
			return readable(stored);
		},
		async put(memory) {
			await connection.write(['memories'], (transaction) => transaction.objectStore('memories').put(memory));
		},
		async list() {
			const stored = await connection.read(['memories'], (transaction) => transaction.objectStore('memories').getAll());
			const memories = stored.flatMap((one) => readable(one) ?? []);
			return memories.sort((a, b) => (a.saved < b.saved ? 1 : a.saved > b.saved ? -1 : 0));
		},
		async remove(signature) {
			await connection.write(['memories'], (transaction) => transaction.objectStore('memories').delete(signature));
		}
	};
}

function readable(stored: unknown): ImportMemory | null {
	const parsed = parseMemory(stored);
	return parsed.ok ? parsed.value : null;
}
