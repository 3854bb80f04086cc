import { fc, test } from '@fast-check/vitest';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect } from 'vitest';
import { crc32 } from './crc32';

test.prop([fc.uint8Array({ maxLength: 100 }), fc.nat(100)])(
	'is what zlib counts, wherever bytes are cut',
	(bytes, cut) => {
		const pieces = crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)));
		expect(pieces).toBe(zlibCrc32(bytes));
	}
);
