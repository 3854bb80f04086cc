import type { BacktestForecast, SeriesForecast } from '$lib/core/forecast/result';
import type { Series } from '$lib/core/forecast/series';
import { firstDay, periodOf } from '$lib/core/period';
import type { ChartSpec, ViewColumn } from '$lib/core/reports/recipe';
import type { Cell, Column, ColumnType, Rows } from '$lib/core/table';

// Demonstration data for this page only: made by a seeded generator, shown as such, never part of a workspace.

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function rowsOf(columns: Record<string, { readonly type: ColumnType; readonly cells: Cell[] }>): Rows {
	const entries = Object.entries(columns);
	return {
		columns: entries.map(([name, { type, cells }]): Column => ({ name, type, nullable: cells.includes(null) })),
		values: entries.map(([, { cells }]) => cells),
		length: entries[0]?.[1].cells.length ?? 0
	};
}

const LABELS: Record<string, string> = {
	month: 'Month · 月份',
	sales: 'Sales · 销售额',
	growth: 'YoY · 同比',
	owner: 'Owner · 负责人',
	deals: 'Deals · 商机数',
	share: 'Cumulative share · 累计占比',
	days: 'Days · 天数',
	product: 'Product · 产品',
	closed: 'Closed · 成交日期',
	grade: 'Grade · 等级',
	id: 'Deal · 商机'
};

/** Stands in for the report labels, in both languages at once. */
const demoLabel = (code: string): string => LABELS[code] ?? code;

const MONTHS = 30;

/** Thirty months, the last of them incomplete. */
export function trendRows(): Rows {
	const next = random(11);
	const first = periodOf('2022-07-01', 'month');
	const sales = Array.from({ length: MONTHS }, (_, month) =>
		Math.round((210_000 + month * 6_500) * (1 + 0.22 * Math.sin((month / 12) * 2 * Math.PI)) * (0.93 + 0.14 * next()))
	);
	sales[MONTHS - 1] = Math.round((sales[MONTHS - 1] ?? 0) * 0.4);
	return rowsOf({
		month: { type: 'date', cells: sales.map((_, month) => firstDay(first + month, 'month')) },
		sales: { type: 'decimal', cells: sales.map((value) => `${value}.50`) },
		growth: {
			type: 'float',
			cells: sales.map((value, month) => (month < 12 ? null : value / (sales[month - 12] ?? 1) - 1))
		},
		partial: { type: 'boolean', cells: sales.map((_, month) => month === MONTHS - 1) }
	});
}

export const TREND: ChartSpec<string> = {
	kind: 'columns',
	x: 'month',
	xUnit: 'period',
	series: [
		{ column: 'sales', label: demoLabel('sales'), unit: 'money', mark: 'bar', axis: 'left' },
		{ column: 'growth', label: demoLabel('growth'), unit: 'share', mark: 'line', axis: 'right' }
	],
	partial: 'partial'
};

export const LINE: ChartSpec<string> = {
	...TREND,
	kind: 'line',
	series: [{ column: 'sales', label: demoLabel('sales'), unit: 'money', mark: 'line', axis: 'left' }]
};

/** One owner's name tries to be markup: it must appear as it stands. */
const OWNERS = [
	'王小明',
	'Ada Lovelace',
	'R&D <b>Nord</b>',
	'Grace Hopper',
	'李华',
	'Jean-Baptiste de la Fontaine-Aubert',
	null
];

export function ownerRows(): Rows {
	const next = random(5);
	const sales = OWNERS.map((_, index) => Math.round(920_000 * 0.72 ** index * (0.9 + 0.2 * next())));
	const total = sales.reduce((sum, value) => sum + value, 0);
	let sum = 0;
	return rowsOf({
		owner: { type: 'text', cells: [...OWNERS] },
		sales: { type: 'decimal', cells: sales.map(String) },
		share: { type: 'float', cells: sales.map((value) => (sum += value) / total) }
	});
}

export const BARS: ChartSpec<string> = {
	kind: 'bars',
	x: 'owner',
	xUnit: 'text',
	series: [{ column: 'sales', label: demoLabel('sales'), unit: 'money', mark: 'bar', axis: 'left' }],
	limit: 6
};

export const PARETO: ChartSpec<string> = {
	kind: 'pareto',
	x: 'owner',
	xUnit: 'text',
	series: [
		{ column: 'sales', label: demoLabel('sales'), unit: 'money', mark: 'bar', axis: 'left' },
		{ column: 'share', label: demoLabel('share'), unit: 'share', mark: 'line', axis: 'right' }
	]
};

export function cycleRows(): Rows {
	const counts = [14, 52, 96, 133, 121, 88, 61, 39, 22, 12, 7, 3];
	return rowsOf({
		days: { type: 'integer', cells: counts.map((_, bin) => bin * 10) },
		deals: { type: 'integer', cells: counts }
	});
}

export const HISTOGRAM: ChartSpec<string> = {
	kind: 'histogram',
	x: 'days',
	xUnit: 'number',
	series: [{ column: 'deals', label: demoLabel('deals'), unit: 'count', mark: 'bar', axis: 'left' }]
};

const PRODUCTS = ['Atlas', 'Beacon', 'Corvus', '云表', null];

/** As many deals as wanted; a million take a second. */
export function dealRows(length: number): Rows {
	const next = random(3);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
	const first = periodOf('2022-01-01', 'day');
	return rowsOf({
		id: { type: 'text', cells: Array.from({ length }, (_, row) => `D-${String(row + 1).padStart(7, '0')}`) },
		owner: { type: 'text', cells: Array.from({ length }, () => pick(OWNERS)) },
		product: { type: 'text', cells: Array.from({ length }, () => pick(PRODUCTS)) },
		closed: { type: 'date', cells: Array.from({ length }, () => firstDay(first + Math.floor(next() * 1400), 'day')) },
		sales: {
			type: 'decimal',
			cells: Array.from({ length }, () => (next() < 0.03 ? null : (next() ** 3 * 90_000).toFixed(2)))
		},
		growth: { type: 'float', cells: Array.from({ length }, () => next() * 1.4 - 0.5) },
		days: { type: 'integer', cells: Array.from({ length }, () => Math.floor(next() * 160)) },
		grade: { type: 'text', cells: Array.from({ length }, () => pick(['A', 'B', 'C'])) }
	});
}

export const DEAL_COLUMNS: readonly ViewColumn<string>[] = [
	{ column: 'id', label: demoLabel('id'), unit: 'text' },
	{ column: 'owner', label: demoLabel('owner'), unit: 'text' },
	{ column: 'product', label: demoLabel('product'), unit: 'text' },
	{ column: 'closed', label: demoLabel('closed'), unit: 'date' },
	{ column: 'sales', label: demoLabel('sales'), unit: 'money' },
	{ column: 'growth', label: demoLabel('growth'), unit: 'share' },
	{ column: 'days', label: demoLabel('days'), unit: 'days' },
	{ column: 'grade', label: demoLabel('grade'), unit: 'grade' }
];

const HORIZON = 12;

/** Four years of months with a gap, two backtests and a year ahead. */
export function forecastDemo(): { history: Series; forecast: SeriesForecast; backtest: BacktestForecast[] } {
	const next = random(21);
	const start = periodOf('2020-01-01', 'month');
	const expected = (month: number) => (300_000 + month * 5_000) * (1 + 0.25 * Math.cos((month / 12) * 2 * Math.PI));
	const values = Float64Array.from({ length: 48 }, (_, month) => expected(month) * (0.92 + 0.16 * next()));
	values[17] = NaN;
	const point = Float64Array.from({ length: HORIZON }, (_, step) => expected(48 + step));
	const band = (level: number, reach: number) => ({
		level,
		lower: point.map((value, step) => value * (1 - reach * Math.sqrt(1 + step / 4))),
		upper: point.map((value, step) => value * (1 + reach * Math.sqrt(1 + step / 4)))
	});
	const fold = (number: number, at: number): BacktestForecast => ({
		key: '',
		kind: 'theta',
		fold: number,
		start: start + at,
		point: Float64Array.from({ length: HORIZON }, (_, step) => expected(at + step) * (0.95 + 0.08 * next())),
		actual: values.slice(at, at + HORIZON)
	});
	return {
		history: { key: '', grain: 'month', start, values },
		forecast: { key: '', kind: 'theta', start: start + 48, point, bands: [band(0.8, 0.08), band(0.95, 0.14)] },
		backtest: [fold(0, 24), fold(1, 36)]
	};
}

export const DEMO_SQL = `-- Won deals of the period, by month
WITH won AS (
	SELECT date_trunc('month', "close_date") AS month, "amount"
	FROM "deals"
	WHERE "stage" = 'Won' AND "amount" > 0.5
)
SELECT month, sum("amount") AS sales
FROM won
GROUP BY month
ORDER BY month`;
