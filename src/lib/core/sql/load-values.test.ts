import { fc, test as property } from '@fast-check/vitest';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	PLAIN_NUMBER,
	cellValue,
	formatJson,
	isNullToken,
	isTellingToken,
	readBoolean,
	readNumber,
	SILENT_TOKENS,
	TELLING_TOKENS,
	type DateFormat,
	type NumberFormat
} from '../intake/value-format';
import type { ColumnFormat, ColumnType } from '../table';
import { parsedValue, reportable } from './load-values';
import { list, literal, query, sql } from './sql';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await (await DuckDBInstance.create(':memory:')).connect();
});

/** What DuckDB makes of cells, as text. */
async function loadedAll(cells: readonly string[], column: ColumnFormat): Promise<(string | null)[]> {
	const values = cells.map((cell, at) => sql`(${literal(at)}, ${literal(cell)})`);
	const text = query(sql`
		SELECT CAST(${parsedValue(column, sql`c`)} AS VARCHAR) AS v
		FROM (VALUES ${list(values)}) AS t(i, c)
		ORDER BY i`).text;
	return (await db.runAndReadAll(text)).getRows().map((row) => row[0] as string | null);
}

async function loaded(cell: string, column: ColumnFormat): Promise<string | null> {
	return (await loadedAll([cell], column))[0] ?? null;
}

function column(type: ColumnType, format?: Parameters<typeof formatJson>[0]): ColumnFormat {
	return format ? { name: 'x', type, format: formatJson(format) } : { name: 'x', type };
}

const PLAIN: NumberFormat = { ...PLAIN_NUMBER, scale: 2 };
const FORMATS: Record<string, NumberFormat> = {
	dollars: { ...PLAIN, grouping: ',', strip: ['$', 'USD'], parentheses: true, trailingMinus: true },
	euros: { ...PLAIN, grouping: '.', decimal: ',', strip: ['€'] },
	percent: { ...PLAIN, percent: true },
	chinese: { ...PLAIN, grouping: ',', strip: ['¥', '元'], suffixes: { 万: 10_000, 亿: 100_000_000 }, fullWidth: true },
	short: { ...PLAIN, suffixes: { k: 1000, m: 1_000_000 }, parentheses: true, percent: true },
	french: { ...PLAIN, grouping: ' ', decimal: ',' },
	header: { ...PLAIN, suffixes: { 万: 10_000 }, factor: 10_000 }
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

const numberFormat: fc.Arbitrary<NumberFormat> = fc
	.record({
		grouping: fc.constantFrom('', ',', '.', ' ', "'" as const),
		decimal: fc.constantFrom('.', ','),
		strip: fc.subarray(['$', 'US$', 'USD', '€', '¥', '元', 'kr.', 'Rs']),
		parentheses: fc.boolean(),
		trailingMinus: fc.boolean(),
		percent: fc.boolean(),
		suffixes: fc.constantFrom<Readonly<Record<string, number>>>(
			{},
			{},
			{ k: 1000, m: 1_000_000, mm: 1_000_000 },
			{ 万: 10_000, 亿: 100_000_000, 百万: 1_000_000 },
			{ '‰': 0.001 },
			{ 'mio.': 1_000_000 }
		),
		fullWidth: fc.boolean(),
		factor: fc.constantFrom(1, 1, 1000, 10_000)
	})
	.filter(({ grouping, decimal }) => grouping !== decimal)
	.map((parts) => ({ kind: 'number', ...parts, scale: 2 }));

const numberCell = fc.oneof(
	fc
		.array(
			fc.constantFrom(
				...[
					'1',
					'23',
					'0',
					'456',
					'7890',
					',',
					'.',
					' ',
					"'",
					'’',
					'-',
					'−',
					'(',
					')',
					'+',
					'%',
					'‰',
					'e5',
					'\t',
					'\u00a0'
				],
				...[
					'$',
					'us$',
					'USD',
					'€',
					'¥',
					'￥',
					'元',
					'KR.',
					'rs',
					'k',
					'M',
					'mm',
					'万',
					'亿',
					'百万',
					'Mio.',
					'１',
					'．',
					'～',
					'\n'
				]
			),
			{ minLength: 1, maxLength: 8 }
		)
		.map((parts) => parts.join('')),
	fc
		.record({
			lead: fc.constantFrom('', '', ' ', '\u3000'),
			sign: fc.constantFrom('', '', '-', '−', '+', '- '),
			open: fc.constantFrom('', '', '('),
			mark: fc.constantFrom('', '$', 'USD ', '€', 'us$ ', '¥'),
			digits: fc.constantFrom('0', '5', '1234', '1,234', '1.234.567', '12 345', '1,00,000', "1'000", '1,23', '007'),
			fraction: fc.constantFrom('', '.5', ',25', '.', '.000'),
			unit: fc.constantFrom('', '', 'k', ' M', '万', ' 亿', '%', ' ‰', ' Mio.'),
			behind: fc.constantFrom('', '', ' €', '元', ' kr.'),
			close: fc.constantFrom('', '', ')', '-', ' -')
		})
		.map((p) => p.lead + p.sign + p.open + p.mark + p.digits + p.fraction + p.unit + p.behind + p.close)
);

describe('numbers come out as the intake reads them', () => {
	property.prop([numberFormat, fc.array(numberCell, { minLength: 60, maxLength: 60 })], { numRuns: 150 })(
		'any cell in any format',
		async (format, cells) => {
			const values = await loadedAll(cells, column('decimal', format));
			const wanted = cells.map((cell) => [cell, exact(readNumber(cell, format))]);
			expect(values.map((value, at) => [cells[at], exact(value)])).toEqual(wanted);
		}
	);
	property.prop([fc.array(numberCell, { minLength: 200, maxLength: 200 })], { numRuns: 80 })(
		'plain forms',
		async (cells) => {
			for (const type of ['integer', 'decimal'] as const) {
				const values = await loadedAll(cells, column(type));
				expect(values.map((value, at) => [cells[at], exact(value)])).toEqual(
					cells.map((cell) => [cell, exact(cellValue(cell, column(type)))])
				);
			}
			const floats = await loadedAll(cells, column('float'));
			const wanted = cells.map((cell) => cellValue(cell, column('float')));
			expect(floats.map((value) => (value === null ? null : Number(value) + 0))).toEqual(
				wanted.map((value) => (value === null ? null : Number(value) + 0))
			);
		}
	);
	it.each([
		['dollars', '$1,234.50', '1234.50'],
		['dollars', '(1,234.50)', '-1234.50'],
		['dollars', '1,5', null],
		['dollars', '12$34', null],
		['euros', '1.234,56 €', '1234.56'],
		['percent', '12.5%', '0.125'],
		['chinese', '¥１２．５万', '125000'],
		['chinese', '−１，２００', '-1200'],
		['short', '(2.5k)', '-2500'],
		['header', '3.2', '32000'],
		['header', '3.2万', '32000']
	])('%s: %s', async (name, text, value) => {
		const format = FORMATS[name] ?? PLAIN;
		expect(exact(await loaded(text, column('decimal', format)))).toBe(exact(value));
		expect(exact(readNumber(text, format))).toBe(exact(value));
	});
	it('floats are finite or nothing', async () => {
		for (const text of ['1e400', 'NaN', 'inf', '-Infinity', '1_000', '0x10']) {
			expect(await loaded(text, column('float'))).toBe(null);
			expect(cellValue(text, column('float'))).toBe(null);
		}
		expect(Number(await loaded('1.5e3', column('float')))).toBe(1500);
	});
});

const PATTERNS = [
	...[
		'%m/%d/%Y',
		'%d/%m/%Y',
		'%d.%m.%y',
		'%Y年%m月%d日',
		'%b %Y',
		'%d %B %Y',
		'%d%b%Y',
		'%Y%m%d',
		'%Y%m',
		'%Y/%m/%d %p%I:%M'
	],
	...[
		'%m/%d/%Y %I:%M %p',
		'%Y.%m.%d %H:%M:%S.%f',
		'%Y年%m月%d日 %H时%M分%S秒',
		'%Y/%m/%dT%H:%M',
		'%d-%b-%y',
		'%b %d, %Y'
	]
];
const dateFormat: fc.Arbitrary<DateFormat> = fc.record(
	{
		kind: fc.constant('date' as const),
		patterns: fc.subarray(PATTERNS),
		fullWidth: fc.boolean(),
		zone: fc.boolean(),
		replace: fc.subarray([
			['märz', 'mar'],
			['上午', 'am'],
			['下午', 'pm'],
			['tue, ', ''],
			['dez', 'dec']
		] as [string, string][]),
		serial: fc.constantFrom('1900', '1904', 'unix', 'unix-ms')
	},
	{ requiredKeys: ['kind', 'patterns'] }
);
const two = (max: number) =>
	fc.tuple(fc.integer({ min: 0, max }), fc.boolean()).map(([n, pad]) => (pad ? String(n).padStart(2, '0') : String(n)));
const month = fc.constantFrom('Mar', 'march', 'MAY', 'Dez', 'März', 'dec', 'Juni');
const clock = fc.oneof(
	fc.constant(''),
	fc.tuple(fc.constantFrom(' ', 'T', 't', '  '), two(25), two(61)).map(([gap, h, m]) => `${gap}${h}:${m}`),
	fc
		.tuple(two(25), two(61), two(61), fc.constantFrom('', '.5', '.000120', '.1234567', 'Z', '+08:00', ' -0500', ' UTC'))
		.map(([h, m, s, rest]) => ` ${h}:${m}:${s}${rest}`),
	fc.tuple(two(13), two(60), fc.constantFrom('AM', ' pm', ' Pm')).map(([h, m, half]) => ` ${h}:${m}${half}`),
	fc.tuple(fc.constantFrom('上午', '下午'), two(13), two(60)).map(([half, h, m]) => ` ${half}${h}:${m}`),
	fc.tuple(two(24), two(60), two(60)).map(([h, m, s]) => ` ${h}时${m}分${s}秒`)
);
const year = fc.constantFrom('2024', '1999', '24', '70', '0999', '20245');
const dateCell = fc.oneof(
	fc
		.tuple(two(32), fc.constantFrom('/', '-', '.', ' '), two(14), year, clock, fc.constantFrom('', '', ' ', 'Tue, '))
		.map(([a, mark, b, y, time, lead]) => `${lead}${a}${mark}${b}${mark}${y}${time}`),
	fc
		.tuple(year, fc.constantFrom('/', '-', '.', ''), two(14), two(32), clock)
		.map(([y, mark, m, d, time]) => `${y}${mark}${m}${mark}${d}${time}`),
	fc.tuple(year, two(14), two(32), clock).map(([y, m, d, time]) => `${y}年${m}月${d}日${time}`),
	fc
		.tuple(two(32), fc.constantFrom(' ', '-', '', '  '), month, year)
		.map(([d, mark, m, y]) => `${d}${mark}${m}${mark}${y}`),
	fc.tuple(month, two(32), year, clock).map(([m, d, y, time]) => `${m} ${d}, ${y}${time}`),
	fc.tuple(month, year).map((parts) => parts.join(' ')),
	fc.constantFrom(
		'45356',
		'45356.75',
		'0',
		'60',
		'61',
		'1709654400',
		'1709654400123',
		'２０２４年３月５日',
		'202403',
		'9e5',
		'99999999'
	)
);

describe('dates and booleans come out as the intake reads them', () => {
	const cells = fc.array(dateCell, { minLength: 60, maxLength: 60 });
	property.prop([dateFormat, cells], { numRuns: 200 })('any cell in any format', async (format, texts) => {
		for (const type of ['date', 'timestamp'] as const) {
			const values = await loadedAll(texts, column(type, format));
			expect(values.map((value, at) => [texts[at], value])).toEqual(
				texts.map((text) => [text, cellValue(text, column(type, format))])
			);
		}
	});
	property.prop([cells], { numRuns: 60 })('plain forms', async (texts) => {
		for (const type of ['date', 'timestamp'] as const) {
			const values = await loadedAll(texts, column(type));
			expect(values.map((value, at) => [texts[at], value])).toEqual(
				texts.map((text) => [text, cellValue(text, column(type))])
			);
		}
	});
	it('serial numbers of workbooks and clocks', async () => {
		const read = async (text: string, serial: NonNullable<DateFormat['serial']>) => {
			const format = { kind: 'date', patterns: [], serial } as const;
			const value = await loaded(text, column('timestamp', format));
			expect(cellValue(text, column('timestamp', format))).toBe(value);
			return value;
		};
		expect(await read('45356', '1900')).toBe('2024-03-05 00:00:00');
		expect(await read('45356.604166666664', '1900')).toBe('2024-03-05 14:30:00');
		expect(await read('44046', '1904')).toBe('2024-08-04 00:00:00');
		expect(await read('1709654400', 'unix')).toBe('2024-03-05 16:00:00');
		expect(await read('1709654400123', 'unix-ms')).toBe('2024-03-05 16:00:00');
		expect(await read('60', '1900')).toBe(null);
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
		expect(await loaded('2024-01-05T10:00:00+02:00', column('timestamp'))).toBe('2024-01-05 10:00:00');
		expect(await loaded('epoch', column('timestamp'))).toBe(null);
		expect(await loaded('1', column('boolean'))).toBe(null);
	});
});

it('words that only say "no value" are not listed, everything else is', async () => {
	for (const text of [
		...SILENT_TOKENS,
		...TELLING_TOKENS,
		' ',
		'N/A',
		'NULL',
		'TBD',
		' tbd\u00a0',
		'#REF!',
		'oops',
		'12 apples',
		'x'
	]) {
		const answer = await db.runAndReadAll(
			query(sql`SELECT ${reportable(sql`c`)} FROM (SELECT ${literal(text)} AS c)`).text
		);
		expect(answer.getRows()[0]?.[0], text).toBe(!isNullToken(text) || isTellingToken(text));
	}
});

it('no word for "no value" is a value of any type', async () => {
	const words = [...SILENT_TOKENS, ...TELLING_TOKENS];
	for (const type of ['integer', 'decimal', 'float', 'boolean', 'date', 'timestamp'] as const) {
		expect((await loadedAll(words, column(type))).filter((value) => value !== null)).toEqual([]);
		expect(words.filter((word) => cellValue(word, column(type)) !== null)).toEqual([]);
	}
});
