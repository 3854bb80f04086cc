import {
	compressionRegistry,
	CompressionType,
	Dictionary,
	Field,
	FixedSizeList,
	Float64,
	Int32,
	Int64,
	LargeUtf8,
	List,
	Struct,
	Table,
	tableToIPC,
	TimestampMicrosecond,
	Utf8,
	vectorFromArray
} from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { nodeSession, type NodeSession } from '../testing/node-session';
import { ArrowFile } from './arrow-file';

const RUNS = 500;
/** One damaged file of three kilobytes; an honest one takes a millisecond. */
const MOST_MS = 2000;

function table(): Table {
	const text = new Field('item', new Utf8(), true);
	return new Table({
		id: vectorFromArray([1n, 2n, null, 4n], new Int64()),
		stage: vectorFromArray(['Won', null, 'Lost', 'Won'], new Dictionary(new Utf8(), new Int32())),
		seen: vectorFromArray([0, 1_700_000_000_000, null, 1], new TimestampMicrosecond('Europe/Berlin')),
		tags: vectorFromArray([['a', 'b'], [], null, ['"q"']], new List(text)),
		pair: vectorFromArray([[1, 2], null, [3, 4], [5, 6]], new FixedSizeList(2, new Field('n', new Float64(), true))),
		owner: vectorFromArray(
			[{ name: 'Ann' }, null, { name: '王' }, { name: null }],
			new Struct([new Field('name', new Utf8(), true)])
		),
		note: vectorFromArray(['é', '', null, 'x'.repeat(300)], new LargeUtf8()),
		name: vectorFromArray(['甲', '', null, "O'Brien"], new Utf8())
	});
}

/** A frame with one block that is stored as it is. */
function storedFrame(bytes: Uint8Array): Uint8Array {
	const frame = new Uint8Array(15 + bytes.length);
	frame.set([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82]);
	new DataView(frame.buffer).setUint32(7, bytes.length + 0x8000_0000, true);
	frame.set(bytes, 11);
	return frame;
}

function filesOf(): Record<string, Uint8Array> {
	compressionRegistry.set(CompressionType.LZ4_FRAME, { encode: storedFrame });
	const [file, stream] = [tableToIPC(table(), 'file'), tableToIPC(table(), 'stream')];
	return { file, stream, packed: tableToIPC(table(), 'file', CompressionType.LZ4_FRAME) };
}

let session: Promise<NodeSession> | null = null;
const duckdb = (): Promise<NodeSession> => (session ??= nodeSession());

/** What becomes of a file: its rows, or the code it is refused with. */
async function readInto(db: NodeSession, bytes: Uint8Array): Promise<number | string> {
	const started = Date.now();
	try {
		const file = new ArrowFile('x.arrow', bytes);
		let rows = 0;
		for (let stream = file.next(); stream; stream = file.next()) {
			try {
				await db.insertArrow('fuzzed', stream);
				rows += Number(db.text('SELECT count(*) FROM fuzzed').values[0]?.[0]);
			} finally {
				db.text('DROP TABLE IF EXISTS fuzzed');
			}
		}
		expect(rows).toBe(file.shape.rows);
		return rows;
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'input-rejected') throw error;
		return (error.details['issues'] as unknown as Issue[])[0]?.code ?? '';
	} finally {
		expect(Date.now() - started).toBeLessThan(MOST_MS);
	}
}

describe.each(Object.entries(filesOf()))('a damaged Arrow %s', (_, whole) => {
	it('is read or refused soon, never more rows than it says', { timeout: 60_000 }, async () => {
		const db = await duckdb();
		expect(await readInto(db, whole)).toBe(4);
		const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255));
		const change = fc.record({ at: fc.nat(whole.length - 1), to: byte });
		const seen = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
				const bytes = whole.slice();
				for (const { at, to } of changes) bytes[at] = to;
				const outcome = await readInto(db, bytes);
				const kind = typeof outcome === 'number' ? 'read' : outcome;
				seen.set(kind, (seen.get(kind) ?? 0) + 1);
			}),
			{ numRuns: RUNS, seed: 20_261_122 }
		);
		for (const kind of seen.keys()) expect(['read', 'file-arrow-broken', 'file-arrow-compressed']).toContain(kind);
		expect(seen.get('read')).toBeGreaterThan(RUNS / 10);
		expect(seen.get('file-arrow-broken')).toBeGreaterThan(RUNS / 10);
	});

	it('is refused or shorter wherever it is cut off', { timeout: 60_000 }, async () => {
		const db = await duckdb();
		for (let length = 0; length < whole.length; length += 17) {
			const outcome = await readInto(db, whole.slice(0, length));
			expect(outcome === 'file-arrow-broken' || outcome === 0 || outcome === 4, `${length}: ${outcome}`).toBe(true);
		}
	});
});

it('Arrow packed with Zstandard is refused by name', () => {
	const magic = (bytes: Uint8Array): Uint8Array => Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, ...bytes]);
	compressionRegistry.set(CompressionType.ZSTD, { encode: magic });
	for (const format of ['file', 'stream'] as const) {
		const bytes = tableToIPC(table(), format, CompressionType.ZSTD);
		expect(() => new ArrowFile('x.arrow', bytes)).toThrow(
			expect.objectContaining({ details: { issues: [expect.objectContaining({ code: 'file-arrow-compressed' })] } })
		);
	}
});
