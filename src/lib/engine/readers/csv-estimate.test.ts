import { describe, expect, it } from 'vitest';
import type { ColumnFormat } from '$lib/core/table';
import { MOST_TABLE_BYTES, tableBytes } from './csv-estimate';

const MARKS = { delimiter: ',', quote: '"', escape: '"' };
const WORDS = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november'.split(' ');

/** A small generator with a fixed seed. */
function seeded(): (below: number) => number {
	let state = 7;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const next = seeded();
const word = (): string => WORDS[next(WORDS.length)] ?? '';
const many = (count: number, make: (i: number) => string | number): string =>
	Array.from({ length: count }, (_, i) => make(i)).join(',');
const hex = (length: number): string => Array.from({ length }, () => next(16).toString(16)).join('');
const amount = (below: number): string => (next(below) / 100).toFixed(2);
const typed = (count: number): ColumnFormat['type'][] => Array.from({ length: count }, () => 'integer');

/** Shapes, with the share of their bytes that their tables took in DuckDB 1.4, compressed, at 64 MB (sentences: 1 GB). */
const SHAPES: Record<string, { row: (i: number) => string; types: ColumnFormat['type'][]; share: number }> = {
	'short numbers': { row: () => many(12, () => next(1000)), types: typed(12), share: 0.541 },
	amounts: { row: () => many(10, () => amount(1e9)), types: typed(10), share: 0.389 },
	codes: { row: (i) => `${hex(32)},${hex(24)},${i}`, types: ['text', 'text', 'integer'], share: 0.496 },
	sentences: {
		row: (i) => `${i},"${Array.from({ length: 30 }, word).join(' ')}"`,
		types: ['integer', 'text'],
		share: 0.278
	},
	'repeated texts': {
		row: (i) =>
			`${i},City of ${word()},Team ${word()},Stage ${next(8)},Owner ${word()},Product ${next(300)},${amount(1e7)}`,
		types: ['integer', 'text', 'text', 'text', 'text', 'text', 'decimal'],
		share: 0.098
	},
	wide: {
		row: () => many(200, (i) => [word(), next(1e4), amount(1e6), `2024-01-1${next(9)}`][i % 4] ?? ''),
		types: Array.from({ length: 200 }, (_, i) => (['text', 'integer', 'decimal', 'date'] as const)[i % 4] ?? 'text'),
		share: 0.205
	}
};

describe('the estimate of a table', () => {
	for (const [name, { row, types, share }] of Object.entries(SHAPES)) {
		const columns = types.map((type, i): ColumnFormat => ({ name: `c${i}`, type }));
		const lines: string[] = [];
		for (let size = 0; size < 500_000; size += lines.at(-1)?.length ?? 0) lines.push(`${row(lines.length)}\n`);
		const head = new TextEncoder().encode(lines.join(''));
		const found = (bytes: number): number => tableBytes(bytes, head, MARKS, columns);

		it(`of ${name} is not below what it takes, nor far above`, () => {
			expect(found(10e9) / 10e9).toBeGreaterThan(share * 0.98);
			expect(found(10e9) / 10e9).toBeLessThan(share + 0.35);
		});
		it(`lets 1 GB of ${name} in`, () => {
			expect(found(1e9)).toBeLessThan(MOST_TABLE_BYTES);
		});
	}
});
