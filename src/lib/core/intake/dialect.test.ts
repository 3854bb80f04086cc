import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecords } from './csv-records';
import { detectDialect } from './dialect';
import { previewCsv } from './preview';
import { repairContext, repairRecord } from './row-repair';
import { sniffCsv } from './sniff';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z]{1,8}$/);

describe('any delimiter, quote and line end is found and gives back the very cells', () => {
	test('random tables', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(word, word, fc.integer({ min: 0, max: 99999 })), { minLength: 8, maxLength: 30 }),
				fc.constantFrom(',', ';', '\t', '|', '^', '~', '||', ', '),
				fc.constantFrom('\n', '\r\n', '\r'),
				fc.constantFrom('all', 'none'),
				(body, delimiter, newline, quoting) => {
					const table = [['Name', 'Note', 'Count'], ...body.map((row) => row.map(String))];
					const cell = (text: string): string => (quoting === 'all' && delimiter !== ', ' ? `"${text}"` : text);
					const text = table.map((row) => row.map(cell).join(delimiter) + newline).join('');
					const dialect = detectDialect(text);
					expect(readRecords(text, dialect).map(({ cells }) => cells)).toEqual(table);
				}
			),
			{ numRuns: 300 }
		);
	});

	test('a sentence, a list of names or times is one column', () => {
		for (const text of ['Note\nsee Anna tomorrow\nno\n', 'Name\nAnna Wu\nBen Li\n', 'Time\n12:30\n13:45\n']) {
			expect(readRecords(text, detectDialect(text)).every(({ cells }) => cells.length === 1)).toBe(true);
		}
	});
});

describe('reading and detecting takes time in proportion to the text', () => {
	test.each(['"', '"\n', '"a\n', ',"a"b\n', '"a\n""a\n', '\\"', ',', 'x,"y\n\nz,w,v\n', "a,'b\r"])('%j', (piece) => {
		const bytes = (size: number): Uint8Array => new TextEncoder().encode(piece.repeat(size / piece.length));
		const taken = (size: number): number => {
			const started = performance.now();
			sniffCsv(bytes(size), { fileName: 'f', size, complete: true });
			return performance.now() - started;
		};
		taken(16_384);
		expect(taken(262_144)).toBeLessThan(Math.max(1500, taken(32_768) * 40));
	});
});

describe('a row that does not fit', () => {
	const marks = { delimiter: ',', quote: '"', escape: '"' };
	const columns = [
		{ name: 'id', type: 'text' },
		{ name: 'day', type: 'date' },
		{ name: 'amount', type: 'decimal' },
		{ name: 'account', type: 'text' }
	] as const;
	const rows = Array.from({ length: 20 }, (_, at) => `D-${100 + at},2024-01-${10 + at},${at}.50,"Firm ${at}, Ltd"`);
	const context = repairContext(rows.join('\n'), marks, columns);
	const cells = ['D-777', '2024-02-11', '7.50', 'Firm 77, Ltd'];

	test.each([
		['a doubled delimiter', 'D-777,,2024-02-11,7.50,"Firm 77, Ltd"'],
		['a missing delimiter', 'D-7772024-02-11,7.50,"Firm 77, Ltd"'],
		['a missing delimiter before a quote', 'D-777,2024-02-11,7.50"Firm 77, Ltd"'],
		['another delimiter', 'D-777;2024-02-11;7.50;"Firm 77, Ltd"']
	])('%s is put right and told', (_, text) => {
		const repaired = repairRecord(text, marks, columns, context, 'too-many-cells');
		expect(repaired.cells).toEqual(cells);
		expect(repaired.told).not.toBeNull();
	});

	test('a stray quote stays a character', () => {
		const repaired = repairRecord('"D-777,2024-02-11,7.50,"Firm 77, Ltd"', marks, columns, context, 'bad-quotes');
		expect(repaired.cells).toEqual(['"D-777', ...cells.slice(1)]);
		expect(repaired.told?.reason).toBe('bad-quotes');
	});

	test('what fits in no way is left out whole, and told', () => {
		const repaired = repairRecord('x,y,z,u,v,w', marks, columns, context, 'too-many-cells');
		expect(repaired).toMatchObject({ cells: null, told: { column: null, text: 'x,y,z,u,v,w' } });
	});

	test('never throws, always one cell per column', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[a"',;0-9 -]{0,60}$/), (text) => {
				const { cells: found } = repairRecord(text, marks, columns, context, 'bad-quotes');
				expect(found === null || found.length === columns.length).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('headers and overrides', () => {
	const sniff = (text: string, overrides = {}) => {
		const bytes = new TextEncoder().encode(text);
		const found = previewCsv(bytes, { fileName: 'f.csv', size: bytes.length, complete: true }, overrides);
		if (!found.ok) throw new Error(JSON.stringify(found.issues));
		return found.value;
	};
	const names = (text: string, overrides = {}): string[] => sniff(text, overrides).plan.columns.map(({ name }) => name);

	test('two header rows are joined where the names need their group', () => {
		const text = 'Deal,,2023,,2024,\nid,stage,plan,actual,plan,actual\n1,a,5,6,7,8\n2,b,5,6,7,8\n';
		expect(names(text)).toEqual(['Deal id', 'Deal stage', '2023 plan', '2023 actual', '2024 plan', '2024 actual']);
		expect(sniff(text).plan.dialect).toMatchObject({ headerLine: 2, headerRows: 2 });
	});

	test('what the user gives is taken', () => {
		const text = 'id;n\n1;2,5\n2;3,5\n';
		expect(names(text, { delimiter: ',' })).toHaveLength(2);
		expect(names(text, { headerLine: 0 })).toEqual(['column_1', 'column_2']);
		const unfit = sniff(text, {
			columns: [{ name: 'n', type: 'date', format: { kind: 'date', patterns: ['%Y-%m-%d'] } }]
		});
		expect(unfit.issues.map(({ code }) => code)).toContain('override-unfit');
		expect(sniff(text, { columns: [{ name: 'n', type: 'text' }] }).plan.columns[1]?.type).toBe('text');
	});

	test('the preview shows values, and cells that have none', () => {
		const body = Array.from({ length: 30 }, (_, at) => `${at},2024-01-${(at % 28) + 1},${at}.5\n`).join('');
		const shown = sniff(`id,day,amount\n${body}31,2024-02-01,soon\n`);
		expect(shown.total).toEqual({ rows: 31, exact: true });
		expect(shown.lines[0]).toBe('id,day,amount');
		expect(shown.rows.at(-1)?.cells.at(-1)).toEqual({ text: 'soon', value: null, bad: true });
	});

	test('baskets have no header and are filled up', () => {
		const text = Array.from({ length: 40 }, (_, at) =>
			Array(1 + ((at * 7) % 9))
				.fill('milk')
				.join(',')
		).join('\n');
		const shown = sniff(text);
		expect(shown.plan.dialect?.headerLine).toBe(0);
		expect(shown.plan.columns).toHaveLength(9);
		expect(shown.rows).toHaveLength(40);
		expect(shown.issues.map(({ code }) => code)).toContain('rows-ragged');
	});
});
