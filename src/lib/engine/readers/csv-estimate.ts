import type { ColumnFormat } from '$lib/core/table';

/** Bytes a typed cell is taken to need in a compressed table, and the share of its bytes a text cell is: cautious guesses. */
const TYPED_BYTES = 4;
const TEXT_SHARE = 0.6;
/** What a text takes of a typed cell with its delimiter. */
const TYPED_TEXT = 8;
/** Most bytes of a table: meant to leave room for queries below the engine's limit of 3.1 GiB and the renderer's of 2.5 GB. */
export const MOST_TABLE_BYTES = 1.8e9;

/** Bytes the table of a text will take in memory, compressed, judged by its first records. */
export function tableBytes(dataBytes: number, head: Uint8Array, columns: readonly ColumnFormat[]): number {
	let lines = 0;
	for (let at = head.indexOf(10); at >= 0; at = head.indexOf(10, at + 1)) lines++;
	const rowBytes = Math.max(1, head.length / Math.max(1, lines));
	const typed = columns.filter((column) => column.type !== 'text').length;
	const textBytes = Math.max(0, rowBytes - typed * TYPED_TEXT);
	return Math.round((dataBytes / rowBytes) * (typed * TYPED_BYTES + textBytes * TEXT_SHARE));
}
