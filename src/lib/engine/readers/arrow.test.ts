import {
	Bool,
	DateDay,
	Decimal,
	Dictionary,
	Field,
	Float64,
	Int32,
	Int64,
	List,
	makeVector,
	RecordBatch,
	Schema,
	Struct,
	Table,
	tableToIPC,
	TimestampMicrosecond,
	Utf8,
	makeData,
	vectorFromArray,
	type Vector
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { nodeSession } from '../testing/node-session';
import { checkedBatch } from './arrow-batch';
import { ArrowFile } from './arrow-file';
import { decodeLz4 } from './lz4-frame';

const words = ['Won', null, 'Lost', 'Won'];

function deals(): Table {
	return new Table({
		id: makeVector(BigInt64Array.of(1n, 2n, 9007199254740993n, -4n)),
		amount: decimals([12_345n, -50n, 0n, 99_999_999_999n]),
		stage: vectorFromArray(words, new Dictionary(new Utf8(), new Int32())),
		won: vectorFromArray([true, false, null, true], new Bool()),
		closed: vectorFromArray(
			[new Date('2024-02-29'), null, new Date('1999-12-31'), new Date('2024-03-01')],
			new DateDay()
		),
		seen: vectorFromArray([0, 1_700_000_000_000, null, 1], new TimestampMicrosecond('Europe/Berlin')),
		score: vectorFromArray([0.1, null, 2.5, -1e300], new Float64()),
		tags: vectorFromArray([['a', 'b'], [], null, ['"q"']], new List(new Field('item', new Utf8(), true))),
		owner: vectorFromArray(
			[{ name: 'Ann', age: 40n }, null, { name: '王', age: 1n }, { name: null, age: null }],
			new Struct([new Field('name', new Utf8(), true), new Field('age', new Int64(), true)])
		),
		名称: vectorFromArray(['甲', '', null, "O'Brien"], new Utf8())
	});
}

function decimals(values: readonly bigint[]): Vector {
	const data = new Uint32Array(
		values.flatMap((value) => [0n, 32n, 64n, 96n].map((by) => Number((value >> by) & 0xffff_ffffn)))
	);
	return makeVector(makeData({ type: new Decimal(2, 18, 128), length: values.length, nullCount: 0, data }));
}

async function loaded(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
	const file = new ArrowFile('deals.arrow', bytes);
	const session = await nodeSession();
	const rows: Record<string, unknown>[] = [];
	for (let stream = file.next(), at = 0; stream; stream = file.next(), at++) {
		await session.insertArrow(`t${at}`, stream);
		const found = session.text(`SELECT * FROM t${at}`);
		for (let row = 0; row < found.length; row++) {
			rows.push(Object.fromEntries(found.columns.map(({ name }, i) => [name, found.values[i]?.[row]])));
		}
	}
	expect(rows).toHaveLength(file.shape.rows);
	return rows;
}

function refused(work: () => unknown): Issue {
	try {
		work();
	} catch (error) {
		const issues = error instanceof AppError ? (error.details['issues'] as unknown as Issue[]) : [];
		expect(error).toMatchObject({ code: 'input-rejected' });
		return issues[0] as Issue;
	}
	throw new Error('nothing was refused');
}

describe('an Arrow file', () => {
	it.each(['file', 'stream'] as const)('comes into DuckDB exactly, as IPC %s', async (format) => {
		const rows = await loaded(tableToIPC(deals(), format));
		expect(rows[0]).toMatchObject({
			id: 1,
			amount: '123.45',
			stage: 'Won',
			won: true,
			closed: '2024-02-29',
			score: 0.1
		});
		expect(rows[0]).toMatchObject({
			seen: '1970-01-01 00:00:00',
			tags: '["a","b"]',
			owner: '{"name":"Ann","age":"40"}'
		});
		expect(rows[1]).toMatchObject({ amount: '-0.50', stage: null, closed: null, tags: '[]', owner: null, 名称: '' });
		expect(rows[2]).toMatchObject({ id: 9007199254740993n, won: null, 名称: null });
		expect(rows[3]).toMatchObject({ amount: '999999999.99', 名称: "O'Brien" });
	});

	it('keeps every batch and gives unique names', async () => {
		const one = vectorFromArray(['a', 'b'], new Utf8());
		const schema = new Schema([
			new Field('x', new Utf8()),
			new Field('X', new Utf8()),
			new Field('__proto__', new Utf8())
		]);
		const data = makeData({
			type: new Struct(schema.fields),
			length: 2,
			nullCount: 0,
			children: [one, one, one].map((v) => v.data[0]!)
		});
		const batch = new RecordBatch(schema, data);
		const bytes = tableToIPC(new Table([batch, batch]), 'file');
		const file = new ArrowFile('x.arrow', bytes);
		expect(file.shape.rows).toBe(4);
		expect(file.shape.renamed).toEqual([{ column: 2, from: 'X', to: 'X_2' }]);
		expect(await loaded(bytes)).toHaveLength(4);
		expect(new ArrowFile('x.arrow', bytes, 1).shape.rows).toBe(4);
	});

	it('says which columns a file without rows has', () => {
		const bytes = tableToIPC(new Table(new Schema([new Field('a', new Utf8())])), 'file');
		expect(new ArrowFile('x.arrow', bytes).next()).not.toBeNull();
	});

	it('is refused wherever it is cut off', () => {
		const bytes = tableToIPC(deals(), 'file');
		for (let length = 1; length < bytes.length - 20; length += 41) {
			const issue = refused(() => new ArrowFile('x.arrow', bytes.slice(0, length)));
			expect(issue.code).toBe('file-arrow-broken');
		}
	});

	it('is refused when a text column points outside its bytes', () => {
		const offsets = Int32Array.of(0, 5, 2_000_000_000);
		const data = makeData({
			type: new Utf8(),
			length: 2,
			nullCount: 0,
			valueOffsets: offsets,
			data: new Uint8Array(8)
		});
		const schema = new Schema([new Field('t', new Utf8())]);
		const batch = new RecordBatch(
			schema,
			makeData({ type: new Struct(schema.fields), length: 2, nullCount: 0, children: [data] })
		);
		expect(() => checkedBatch(batch, ['t'])).toThrow('outside its bytes');
	});
});

describe('LZ4', () => {
	const frame = (block: readonly number[], stored = false): Uint8Array => {
		const size = block.length | (stored ? 0x8000_0000 : 0);
		const head = [
			0x04,
			0x22,
			0x4d,
			0x18,
			0x60,
			0x40,
			0x82,
			size & 255,
			(size >> 8) & 255,
			(size >> 16) & 255,
			size >>> 24
		];
		return Uint8Array.from([...head, ...block, 0, 0, 0, 0]);
	};
	const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

	it('reads literals, copies that overlap, and stored blocks', () => {
		// "abc" and a copy of 9 bytes from 3 back, then "xy".
		expect(text(decodeLz4(frame([0x35, 97, 98, 99, 3, 0, 0x20, 120, 121])))).toBe('abcabcabcabcxy');
		expect(text(decodeLz4(frame([104, 105], true)))).toBe('hi');
	});

	// Written by the reference encoder, lz4 1.9.4: plain, and with linked blocks, checksums and the size of the content.
	it.each([
		'04224d186440a71e000000ff046465616c2c73746167650a41636d652c576f6e090016502c576f6e0a0000000057132e58',
		'04224d187440bd1e000000ff046465616c2c73746167650a41636d652c576f6e090016502c576f6e0a61707b450000000057132e58'
	])('reads a frame of another program: %s', (hex) => {
		const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
		expect(text(decodeLz4(bytes))).toBe(`deal,stage\n${'Acme,Won\n'.repeat(6)}`);
	});

	it('refuses what points outside or is cut off', () => {
		expect(() => decodeLz4(frame([0x15, 97, 9, 0, 0x10, 97]))).toThrow('before its start');
		expect(() => decodeLz4(frame([0xf0, 255, 255]))).toThrow('cut off');
		expect(() => decodeLz4(Uint8Array.of(1, 2, 3))).toThrow('not an LZ4 frame');
	});
});
