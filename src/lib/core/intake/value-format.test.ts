import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../period';
import { detectColumns } from './column-type';
import { shiftDecimal } from './decimal-text';
import { detectDates, isDateHeader, type LineCell } from './date-detect';
import { detectNumbers } from './number-detect';
import { headerFactor } from './number-detect-words';
import {
	PLAIN_NUMBER,
	cellValue,
	formatOf,
	isNullToken,
	readDate,
	readNumber,
	SILENT_TOKENS,
	TELLING_TOKENS,
	type DateFormat,
	type NumberFormat
} from './value-format';

const cells = (texts: readonly string[]): LineCell[] => texts.map((text, at) => ({ text, line: at + 2 }));

function numbers(texts: readonly string[], header = 'Amount'): (string | null)[] | null {
	const finding = detectNumbers(cells(texts), { header, decimal: null });
	if (finding.kind === 'none') return null;
	const format = (finding.format.format as unknown as NumberFormat | undefined) ?? PLAIN_NUMBER;
	return texts.map((text) => readNumber(text, format));
}

describe('numbers', () => {
	test.each([
		[
			['1,234.50', '12', '1,234,567.89'],
			['1234.50', '12', '1234567.89']
		],
		[
			['1.234,56', '7,5', '1.000.000'],
			['1234.56', '7.5', '1000000']
		],
		[
			['1 234,5', '12 000 000,25'],
			['1234.5', '12000000.25']
		],
		[
			["1'234.50", '900'],
			['1234.50', '900']
		],
		[
			['12,34,567.00', '5,000'],
			['1234567.00', '5000']
		],
		[
			['$1,234.50', '($51,002.13)', '-$3.00'],
			['1234.50', '-51002.13', '-3.00']
		],
		[
			['¥2,054,773.10', '￥100'],
			['2054773.10', '100']
		],
		[
			['1200元', '88.5元'],
			['1200', '88.5']
		],
		[
			['USD 1,200', '300 USD'],
			['1200', '300']
		],
		[
			['120-', '5.5'],
			['-120', '5.5']
		],
		[
			['1.5k', '2M', '3B'],
			['1500', '2000000', '3000000000']
		],
		[
			['12万', '3.5万', '1.2亿'],
			['120000', '35000', '120000000']
		],
		[
			['12.5%', '100%', '0'],
			['0.125', '1.00', '0']
		],
		[
			['１２３．５', '７'],
			['123.5', '7']
		],
		[['9007199254740993', '1'].slice(0, 1).map(() => '900719925474099'), ['900719925474099']]
	])('%j', (texts, values) => {
		expect(numbers(texts)).toEqual(values);
	});

	test.each([
		[['00124', '10001']],
		[['425271393851811033', '837593722125787218']],
		[['A12', 'B7']],
		[['1,5', '1.234,5', '1,234.5']],
		[['1e400', '2e5']],
		[['Infinity', 'NaN']],
		[['2024-01-01', '5']],
		[['50%', '12']]
	])('%j are no numbers', (texts) => {
		expect(numbers(texts)).toBeNull();
	});

	test('a unit in the header counts once', () => {
		expect(headerFactor('订单金额(万元)')).toBe(10_000);
		expect(headerFactor('预计金额（万）')).toBe(10_000);
		expect(headerFactor('金额/万元')).toBe(10_000);
		expect(headerFactor('Revenue ($k)')).toBe(1000);
		expect(headerFactor('Amount (USD)')).toBe(1);
		expect(headerFactor('金额（元）')).toBe(1);
		expect(numbers(['1.25', '30'], '订单金额(万元)')).toEqual(['12500', '300000']);
		expect(numbers(['1.25万', '30万'], '订单金额(万元)')).toEqual(['12500', '300000']);
	});

	test('amounts in any style read back exactly', () => {
		const cents = fc.array(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), { minLength: 3, maxLength: 40 });
		const style = fc.constantFrom(
			{ grouping: ',', decimal: '.', sign: '$', parentheses: true },
			{ grouping: '.', decimal: ',', sign: '€', parentheses: false },
			{ grouping: '', decimal: '.', sign: '', parentheses: false },
			{ grouping: ' ', decimal: ',', sign: '', parentheses: false },
			{ grouping: "'", decimal: '.', sign: 'CHF ', parentheses: false }
		);
		fc.assert(
			fc.property(cents, style, (amounts, { grouping, decimal, sign, parentheses }) => {
				const texts = amounts.map((amount) => {
					const size = amount < 0n ? -amount : amount;
					const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, grouping);
					const text = `${sign}${whole}${decimal}${String(size % 100n).padStart(2, '0')}`;
					return amount >= 0n ? text : parentheses ? `(${text})` : `-${text}`;
				});
				const exact = amounts.map((amount) => {
					const size = String(amount < 0n ? -amount : amount).padStart(3, '0');
					return `${amount < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
				});
				expect(numbers(texts)).toEqual(exact);
			})
		);
	});

	test('moving the point is exact multiplication', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
				fc.integer({ min: 0, max: 9 }),
				(digits, places) => {
					expect(shiftDecimal(shiftDecimal(String(digits), -places), places)).toBe(String(digits));
				}
			)
		);
		expect(shiftDecimal('-0.05', 1)).toBe('-0.5');
		expect(shiftDecimal('1.50', 1)).toBe('15.0');
	});
});

describe('dates', () => {
	const days = fc
		.array(fc.integer({ min: 0, max: 22_000 }), { minLength: 40, maxLength: 80 })
		.map((all) => all.map(dayOf));
	const writers: readonly (readonly [string, (day: string) => string])[] = [
		['ISO', (day) => day],
		['M/D/YYYY', (day) => `${+day.slice(5, 7)}/${+day.slice(8)}/${day.slice(0, 4)}`],
		['D/M/YYYY', (day) => `${+day.slice(8)}/${+day.slice(5, 7)}/${day.slice(0, 4)}`],
		['DD.MM.YYYY', (day) => `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`],
		['DD-MM-YYYY HH:MM', (day) => `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)} 19:58`],
		['中文', (day) => `${day.slice(0, 4)}年${+day.slice(5, 7)}月${+day.slice(8)}日`],
		['YYYY/M/D', (day) => `${day.slice(0, 4)}/${+day.slice(5, 7)}/${+day.slice(8)}`],
		['YYYY.M.D', (day) => `${day.slice(0, 4)}.${+day.slice(5, 7)}.${+day.slice(8)}`],
		['DD-Mon-YYYY', (day) => `${day.slice(8)}-${MONTHS[+day.slice(5, 7) - 1]}-${day.slice(0, 4)}`],
		['Mon D, YYYY', (day) => `${MONTHS[+day.slice(5, 7) - 1]} ${+day.slice(8)}, ${day.slice(0, 4)}`],
		['YYYYMMDD', (day) => day.replaceAll('-', '')],
		['ISO with Z', (day) => `${day}T08:15:00.000Z`],
		['M/D/YYYY h:mm AM', (day) => `${+day.slice(5, 7)}/${+day.slice(8)}/${day.slice(0, 4)} 9:05 PM`]
	];
	const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

	test.each(writers)('%s reads back, or is said to be undecidable', (_name, write) => {
		fc.assert(
			fc.property(days, (all) => {
				const texts = all.map(write);
				const finding = detectDates(cells(texts), { dateHeader: true, order: () => null, complete: true });
				if (finding.kind === 'ambiguous') return expect(all.every((day) => +day.slice(8) <= 12)).toBe(true);
				if (finding.kind !== 'date') throw new Error(`${finding.kind}: ${texts.slice(0, 3).join(' | ')}`);
				const format = finding.format.format as unknown as DateFormat | undefined;
				texts.forEach((text, at) => {
					expect(format ? readDate(text, format)?.day : text.slice(0, 10)).toBe(all[at]);
				});
			}),
			{ numRuns: 40 }
		);
	});

	test('day and month that nothing tells apart stay text; another column of the file may tell', () => {
		const ambiguous = ['11/09/2024', '01/12/2024', '02/08/2024'];
		const both = detectColumns(
			[
				{ name: 'Close', cells: cells(ambiguous) },
				{ name: 'Open', cells: cells(['21/03/2024', '01/02/2024', '02/02/2024']) }
			],
			'f.csv',
			true
		);
		expect(both.issues).toEqual([]);
		expect(both.columns[0]).toMatchObject({ type: 'date', format: { patterns: ['%d/%m/%Y'] } });
		const alone = detectColumns([{ name: 'Close', cells: cells(ambiguous) }], 'f.csv', true);
		expect(alone.columns[0]).toEqual({ name: 'Close', type: 'text' });
		expect(alone.issues).toEqual([
			{
				code: 'dates-ambiguous',
				at: 'f.csv',
				details: {
					column: 'Close',
					line: 2,
					text: '11/09/2024',
					candidates: [
						{ type: 'date', format: { kind: 'date', patterns: ['%m/%d/%Y'] }, day: '2024-11-09' },
						{ type: 'date', format: { kind: 'date', patterns: ['%d/%m/%Y'] }, day: '2024-09-11' }
					]
				}
			}
		]);
	});

	test('mixed spellings stay text and are named with their lines', () => {
		const { columns, issues } = detectColumns(
			[{ name: 'Close', cells: cells(['2024-03-05', '5/13/2024', '2024-03-07']) }],
			'f.csv',
			true
		);
		expect(columns[0]?.type).toBe('text');
		expect(issues[0]).toMatchObject({
			code: 'dates-mixed',
			details: {
				examples: [
					{ line: 2, text: '2024-03-05' },
					{ line: 3, text: '5/13/2024' }
				]
			}
		});
		const orders = detectColumns(
			[{ name: 'Close', cells: cells(['13/5/2024', '5/13/2024', '1/2/2024']) }],
			'f.csv',
			true
		);
		expect(orders.issues[0]?.code).toBe('dates-mixed');
	});

	test('no day that the calendar lacks', () => {
		expect(readDate('2/30/2024', { kind: 'date', patterns: ['%m/%d/%Y'] })).toBeNull();
		expect(readDate('2/29/2024', { kind: 'date', patterns: ['%m/%d/%Y'] })?.day).toBe('2024-02-29');
		expect(readDate('2024年3月', { kind: 'date', patterns: ['%Y年%m月'] })?.day).toBe('2024-03-01');
	});

	test('digits alone are dates only under a header that says so', () => {
		const digits = cells(['20240305', '20240306']);
		expect(detectDates(digits, { dateHeader: isDateHeader('Amount'), order: () => null, complete: true }).kind).toBe(
			'none'
		);
		expect(detectDates(digits, { dateHeader: isDateHeader('日期'), order: () => null, complete: true }).kind).toBe(
			'date'
		);
	});
});

describe('types of whole columns', () => {
	const typeOf = (texts: readonly string[], name = 'Amount') =>
		detectColumns([{ name, cells: cells(texts) }], 'f.csv', true).columns[0]?.type;

	test('a word among numbers keeps codes as text and sets an amount cell aside', () => {
		const codes = [...Array.from({ length: 60 }, (_, at) => String(536365 + at)), 'C536379'];
		expect(typeOf(codes, 'Ref')).toBe('text');
		const amounts = [...Array.from({ length: 60 }, (_, at) => `${at}.50`), 'ask Bob'];
		expect(typeOf(amounts)).toBe('decimal');
	});

	test('null tokens are nulls only beside typed values', () => {
		for (const token of [...SILENT_TOKENS, ...TELLING_TOKENS]) expect(isNullToken(token.toUpperCase())).toBe(true);
		expect(typeOf(['None', '73.18', 'NULL', '#N/A', '—', '无'])).toBe('decimal');
		expect(typeOf(['None', 'NULL'])).toBe('text');
	});

	test('booleans, flags, codes and plain words', () => {
		expect(typeOf(['TRUE', 'false'])).toBe('boolean');
		expect(typeOf(['0', '1'], 'IsWon')).toBe('boolean');
		expect(typeOf(['0', '1'], 'Quantity')).toBe('integer');
		expect(typeOf(['Yes', 'No'])).toBe('text');
		expect(typeOf(['1001', '1002'], 'Order ID')).toBe('text');
		expect(typeOf(['1001', '1002'], '订单 ID')).toBe('text');
		expect(typeOf(['1.5e3', '2'])).toBe('float');
	});

	test('never throws, and every format can be read again', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), fc.string(), (texts, name) => {
				const { columns } = detectColumns([{ name, cells: cells(texts) }], 'f.csv', false);
				expect(columns).toHaveLength(1);
				for (const column of columns) formatOf(column);
			})
		);
	});
});

describe('written forms, found and read over a whole column', () => {
	const values = (texts: readonly string[], name: string): (string | null)[] => {
		const [column] = detectColumns([{ name, cells: cells(texts) }], 'f.csv', true).columns;
		if (!column || column.type === 'text') throw new Error(`text: ${texts.join(' | ')}`);
		return texts.map((text) => cellValue(text, column));
	};

	test.each([
		['Amount', ['1,00,000', '25,000.50'], ['100000', '25000.50']],
		['Amount', ['1’234.50', '900.00'], ['1234.50', '900.00']],
		['Amount', ['−1,200', '300'], ['-1200', '300']],
		['Amount', ['- $5.00', '$7.25'], ['-5.00', '7.25']],
		['Amount', ['12.500 €', '1.250 €'], ['12500', '1250']],
		['Betrag', ['12,5 Mio. €', '3 Mio. €'], ['12500000', '3000000']],
		['Preis', ['CHF 1’200.50', 'CHF 80.00'], ['1200.50', '80.00']],
		['Amount', ['RM 1,200', 'RM 80'], ['1200', '80']],
		['Amount', ['2.5 crore', '40 lakh'], ['25000000', '4000000']],
		['Rate', ['5‰', '12.5‰'], ['0.005', '0.0125']],
		['金额(万元)', ['3.5', '1.2亿', '20'], ['35000', '120000000', '200000']],
		['金额', ['人民币1,200元整', '80元'], ['1200', '80']],
		['Amount', ['(1,200.00)', '35.10', 'TBD'], ['-1200.00', '35.10', null]],
		['Date', ['05-Mar-2024', '21-Dec-2023'], ['2024-03-05', '2023-12-21']],
		['Datum', ['5. März 2024', '21. Dezember 2023'], ['2024-03-05', '2023-12-21']],
		['Fecha', ['5 de marzo de 2024', '21 de dic de 2023'], ['2024-03-05', '2023-12-21']],
		['Date', ['5 févr. 2024', '21 août 2023'], ['2024-02-05', '2023-08-21']],
		['Date', ['Tue, 05 Mar 2024', 'Thu, 21 Dec 2023'], ['2024-03-05', '2023-12-21']],
		['Date', ['March 5th, 2024', 'December 21st, 2023'], ['2024-03-05', '2023-12-21']],
		['日期', ['２０２４年３月５日', '2023年12月21日'], ['2024-03-05', '2023-12-21']],
		['日期', ['2024年3月5日 下午2:05', '2023年12月21日 上午9:30'], ['2024-03-05 14:05:00', '2023-12-21 09:30:00']],
		['日期', ['2024年3月', '2023年12月'], ['2024-03-01', '2023-12-01']],
		['Close Date', ['45356', '45357.5'], ['2024-03-05 00:00:00', '2024-03-06 12:00:00']],
		[
			'Created at',
			['2024-03-05 10:00:00 -0500', '2024-03-06 23:30:00 +0800'],
			['2024-03-05 10:00:00', '2024-03-06 23:30:00']
		],
		['Date', ['2024-03-05', '2024/3/6', '2024年3月7日'], ['2024-03-05', '2024-03-06', '2024-03-07']],
		['Date', ['3/25/24', '3/26/2024'], ['2024-03-25', '2024-03-26']],
		['Month', ['202403', '202312'], ['2024-03-01', '2023-12-01']]
	])('%s: %j', (name, texts, wanted) => {
		expect(values(texts, name)).toEqual(wanted);
	});

	test('why a column has its type', () => {
		const because = (texts: readonly string[], name: string) => {
			const [why] = detectColumns([{ name, cells: cells(texts) }], 'f.csv', true).why;
			return [why?.because, why?.confidence];
		};
		expect(because(['007', '012'], 'Number')).toEqual(['leading-zeros', 'sure']);
		expect(because(['1.234', '5.678'], 'Level')).toEqual(['mark-unknown', 'likely']);
		expect(because(['01/02/2024'], 'Date')).toEqual(['dates-ambiguous', 'asked']);
		expect(because(['13/02/2024', '01/02/2024'], 'Date')).toEqual(['order-proven', 'sure']);
		expect(because(['x', 'y'], 'Date')).toEqual(['words', 'sure']);
	});
});
