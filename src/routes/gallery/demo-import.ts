import type { Dialect, Preview, PreviewCell } from '$lib/core/table';
import type { Arrival, ArrivalPlan } from '$lib/core/workspace/arrivals';
import { planArrivals } from '$lib/core/workspace/arrivals';
import type { Source } from '$lib/core/workspace/workspace';

const DIALECT: Dialect = {
	encoding: 'gb18030',
	delimiter: ';',
	quote: '"',
	escape: '"',
	newline: '\r\n',
	headerLine: 3,
	headerRows: 1,
	preambleLines: 2,
	footerLines: 1
};
const COLUMNS = ['Deal ID', '客户', 'Amount', 'Close date', 'Stage'];
const ROWS = [
	['00042', '北京光学', '1.234,50', '03/04/2024', 'Won'],
	['00043', 'Alder & Co', '98,00', '11/09/2024', 'Lost'],
	['00044', '<b>Müller</b>', 'n. a. yet', '05/06/2024', 'Open']
];

function cell(text: string, at: number): PreviewCell {
	if (at !== 2) return { text, value: text, bad: false };
	const value = text.replace('.', '').replace(',', '.');
	return /^[\d.]+$/.test(value) ? { text, value, bad: false } : { text, value: null, bad: true };
}

/** A file with everything that can be odd about one. */
export const DEMO_PREVIEW = {
	plan: {
		format: 'csv',
		dialect: DIALECT,
		columns: COLUMNS.map((name) => ({ name, type: name === 'Amount' ? 'decimal' : 'text' }))
	},
	findings: [
		{ about: 'encoding', value: 'gb18030', because: 'bytes-fit', details: { line: 4 }, confidence: 'likely' },
		{
			about: 'delimiter',
			value: ';',
			because: 'most-regular',
			details: { regular: 40, looked: 40 },
			confidence: 'sure'
		},
		{ about: 'header', value: 3, because: 'types-below', details: { rows: 1, columns: 5 }, confidence: 'sure' },
		{
			about: 'column',
			value: 'text',
			column: 'Close date',
			because: 'dates-ambiguous',
			details: { text: '03/04/2024', readings: [] },
			confidence: 'asked'
		}
	],
	issues: [],
	lines: ['Sales report', '', COLUMNS.join(';'), ...ROWS.map((row) => row.join(';')), 'Total;;1.332,50;;'],
	rows: ROWS.map((texts, row) => ({ line: row + 4, cells: texts.map(cell) })),
	total: { rows: 48_211, exact: false }
} as const satisfies Preview;

/** A table of one file with rows set aside. */
export const DEMO_SOURCE: Source = {
	table: {
		id: 'deals',
		columns: COLUMNS.map((name) => ({ name, type: 'text', nullable: true })),
		rows: 1_474
	},
	files: [
		{
			fileName: 'deals 2026-10-31.csv',
			part: [],
			size: 48_211,
			modified: '2026-10-31T08:00:00.000Z',
			blob: 'demo',
			hash: 'demo',
			plan: DEMO_PREVIEW.plan,
			overrides: {},
			fixes: [{ line: 12, column: 'Amount', text: '12.5' }],
			rows: 1_474,
			issues: [],
			setAside: [
				{ line: 7, column: null, text: '00045;Alder;99,00;05/06/2024;Open;?', reason: 'too-many-cells', dropped: true },
				{ line: 9, column: 'Amount', text: 'n. a. yet', reason: 'unparseable', dropped: false },
				{ line: 31, column: 'Amount', text: 'TBD', reason: 'no-value', dropped: false }
			],
			setAsideTotal: 3,
			ledger: {
				bytes: 48_211,
				textBytes: 61_020,
				lines: 1_482,
				preamble: 2,
				header: 1,
				footer: 2,
				blank: 0,
				loaded: 1_474,
				setAside: 3,
				continued: 0
			}
		}
	],
	fileColumn: null,
	taken: '2026-10-31',
	snapshots: []
};

function arrival(id: number, fileName: string, columns: readonly string[]): Arrival {
	return {
		id,
		fileName,
		part: [],
		minor: false,
		size: 40_000 + id,
		modified: '2026-11-20T08:00:00.000Z',
		hash: `hash ${id}`,
		columns,
		rows: 900 + id,
		learntFrom: null
	};
}

/** A drop with a newer version, a year of months, and a file that is new. */
export const DEMO_PLAN: ArrivalPlan = planArrivals(
	[
		arrival(0, 'deals 2026-11-20.csv', COLUMNS),
		...Array.from({ length: 3 }, (_, month) =>
			arrival(month + 1, `orders 2026-0${month + 1}.csv`, ['Order', 'Day', 'Sales'])
		),
		arrival(9, 'accounts.csv', ['Account', 'Region'])
	],
	[DEMO_SOURCE]
);
