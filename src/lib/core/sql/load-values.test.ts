import { fc, test as property } from '@fast-check/vitest';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatJson, isNullToken, readBoolean, readDate, readNumber, type NumberFormat } from '../intake/value-format';
import type { ColumnFormat, ColumnType } from '../table';
import { parsedValue, reportable } from './load-values';
import { literal, query, sql } from './sql';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await (await DuckDBInstance.create(':memory:')).connect();
});

/** What DuckDB makes of a cell, as text. */
async function loaded(cell: string, column: ColumnFormat): Promise<string | null> {
	const source = sql`c`;
	const text = query(
		sql`SELECT CAST(${parsedValue(column, source)} AS VARCHAR) AS v FROM (SELECT ${literal(cell)} AS c)`
	).text;
	const reader = await db.runAndReadAll(text);
	return (reader.getRows()[0]?.[0] ?? null) as string | null;
}

function column(type: ColumnType, format?: Parameters<typeof formatJson>[0]): ColumnFormat {
	return format ? { name: 'x', type, format: formatJson(format) } : { name: 'x', type };
}

const PLAIN: NumberFormat = {
	kind: 'number',
	grouping: '',
	decimal: '.',
	strip: [],
	parentheses: false,
	trailingMinus: false,
	percent: false,
	suffixes: {},
	fullWidth: false,
	factor: 1,
	scale: 2
};
const FORMATS: Record<string, NumberFormat> = {
	dollars: { ...PLAIN, grouping: ',', strip: ['$', 'USD'], parentheses: true, trailingMinus: true },
	euros: { ...PLAIN, grouping: '.', decimal: ',', strip: ['€'] },
	percent: { ...PLAIN, percent: true },
	chinese: { ...PLAIN, grouping: ',', strip: ['¥', '元'], suffixes: { 万: 10_000, 亿: 100_000_000 }, fullWidth: true },
	short: { ...PLAIN, suffixes: { k: 1000, m: 1_000_000 }, parentheses: true, percent: true },
	french: { ...PLAIN, grouping: ' ', decimal: ',' },
	header: { ...PLAIN, factor: 10_000 }
};

/** Two exact decimal texts, possibly with a power of ten behind, as a comparable value. */
function exact(text: string | null): string | null {
	if (text === null) return null;
	const [digits = '', shift = '0'] = text.split('e');
	const [whole = '', fraction = ''] = digits.replace(/^[+-]/, '').split('.');
	const places = fraction.length - Number(shift);
	const value = BigInt(whole + fraction + '0'.repeat(Math.max(0, 60 - places)));
	return `${digits.startsWith('-') && value !== 0n ? '-' : ''}${value}`;
}

describe('numbers come out as the intake reads them', () => {
	const cell = fc
		.array(
			fc.constantFrom(
				'1',
				'23',
				'0',
				'4567',
				',',
				'.',
				'-',
				'(',
				')',
				'$',
				'USD',
				'€',
				'%',
				'k',
				'M',
				'万',
				'亿',
				'¥',
				'元',
				' ',
				'１',
				'．',
				'+'
			),
			{
				minLength: 1,
				maxLength: 8
			}
		)
		.map((parts) => parts.join(''));
	for (const [name, format] of Object.entries(FORMATS)) {
		property.prop([cell], { numRuns: 300 })(name, async (text) => {
			expect(exact(await loaded(text, column('decimal', format)))).toBe(exact(readNumber(text, format)));
		});
	}
	it.each([
		['dollars', '$1,234.50', '1234.50'],
		['dollars', '(1,234.50)', '-1234.50'],
		['euros', '1.234,56 €', '1234.56'],
		['percent', '12.5%', '0.125'],
		['chinese', '¥１２．５万', '125000'],
		['short', '(2.5k)', '-2500'],
		['header', '3.2', '32000']
	])('%s: %s', async (name, text, value) => {
		const format = FORMATS[name] ?? PLAIN;
		expect(exact(await loaded(text, column('decimal', format)))).toBe(exact(value));
	});
});

describe('dates and booleans come out as the intake reads them', () => {
	const patterns = ['%m/%d/%Y', '%d.%m.%y', '%Y年%m月%d日', '%b %Y', '%d %B %Y'];
	const part = fc.constantFrom(
		'1',
		'05',
		'12',
		'31',
		'2024',
		'24',
		'/',
		'.',
		' ',
		'年',
		'月',
		'日',
		'Mar',
		'march',
		'MAY'
	);
	const cell = fc.oneof(
		fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
		fc
			.tuple(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 32 }), fc.constantFrom(1999, 2024, 24))
			.map(([m, d, y]) => `${m}/${d}/${y}`),
		fc
			.tuple(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 1, max: 13 }), fc.constantFrom('1999', '24', '70'))
			.map((parts) => parts.join('.'))
	);
	property.prop([cell, fc.subarray(patterns, { minLength: 1 })], { numRuns: 500 })('dates', async (text, some) => {
		const format = { kind: 'date', patterns: some } as const;
		expect(await loaded(text, column('date', format))).toBe(readDate(text, format)?.day ?? null);
	});
	it('booleans', async () => {
		const format = { kind: 'boolean', true: ['yes', '是'], false: ['no', '否'] } as const;
		for (const text of ['Yes', ' no ', '是', '否', 'true', '', 'maybe']) {
			const value = readBoolean(text, format);
			expect(await loaded(text, column('boolean', format))).toBe(value === null ? null : String(value));
		}
	});
	it('plain forms are strict: nothing is rounded or guessed', async () => {
		expect(await loaded('1.5', column('integer'))).toBe('1.5');
		expect(await loaded('1e3', column('integer'))).toBe(null);
		expect(await loaded('1_000', column('decimal'))).toBe(null);
		expect(await loaded('2024-01-05 10:00', column('date'))).toBe(null);
		expect(await loaded('2024-02-30', column('date'))).toBe(null);
		expect(await loaded('2024-1-5', column('date'))).toBe('2024-01-05');
		expect(await loaded('2024-01-05T10:00:00+02:00', column('timestamp'))).toMatch(/^2024-01-05 (10|08):00:00$/);
		expect(await loaded('1', column('boolean'))).toBe(null);
	});
});

it('words for "no value" are not reported, everything else is', async () => {
	for (const text of ['', ' ', 'N/A', 'n/a', 'NULL', '-', '未知', 'TBD', 'oops', '12 apples', 'x']) {
		const answer = await db.runAndReadAll(
			query(sql`SELECT ${reportable(sql`c`)} FROM (SELECT ${literal(text)} AS c)`).text
		);
		expect(answer.getRows()[0]?.[0]).toBe(!isNullToken(text));
	}
});
