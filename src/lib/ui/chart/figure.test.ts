import { describe, expect, it } from 'vitest';
import type { SeriesForecast } from '$lib/core/forecast/result';
import { periodOf } from '$lib/core/period';
import type { ChartSpec } from '$lib/core/reports/recipe';
import type { Cell, Rows } from '$lib/core/table';
import { reportFigure, type ChartInput } from './figure';
import { forecastFigure } from './forecast-figure';
import type { ChartContext } from './layout';

const context: ChartContext = { theme: 'light', locale: 'en', currency: 'USD', width: 600 };

function rows(columns: Record<string, Cell[]>): Rows {
	return {
		columns: Object.keys(columns).map((name) => ({ name, type: 'text', nullable: true })),
		values: Object.values(columns),
		length: Object.values(columns)[0]?.length ?? 0
	};
}

function input(kind: ChartSpec['kind'], of: Rows, more: Partial<ChartSpec<string>> = {}): ChartInput {
	const series = [{ column: 'sales', label: 'sales', unit: 'money', mark: 'bar', axis: 'left' }] as const;
	const spec: ChartSpec<string> = { kind, x: 'x', xUnit: 'text', series, ...more };
	return { spec, rows: of, grain: 'month', height: 280 };
}

/** Every string of a figure, however deep. */
function strings(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (value === null || typeof value !== 'object') return [];
	return Object.values(value).flatMap(strings);
}

const months = ['2017-10-01', '2017-11-01', '2017-12-01'];

describe('reportFigure', () => {
	const payload = '<img src=https://evil.example onerror=alert(1)><a href="javascript:alert(1)">x</a>';

	const labelled = { column: 'sales', label: payload, unit: 'money', mark: 'bar', axis: 'left' } as const;

	it.each(['columns', 'bars', 'line', 'pareto', 'histogram'] as const)('lets no markup from data into %s', (kind) => {
		const figure = reportFigure(
			input(kind, rows({ x: [payload, 'b'], sales: ['1', payload] }), { series: [labelled] }),
			context
		);
		const texts = strings([figure?.data, figure?.layout]).map((text) => text.replaceAll(/<br>|<\/?b>/g, ''));
		expect(texts.some((text) => text.includes('&lt;img'))).toBe(true);
		expect(texts.filter((text) => /[<>]/.test(text))).toEqual([]);
	});

	it('places periods by time, so that a gap stays a gap', () => {
		const figure = reportFigure(
			input('columns', rows({ x: ['2017-01-01', '2017-04-01'], sales: ['1', '2'] }), { xUnit: 'period' }),
			context
		);
		const first = periodOf('2017-01-01', 'month');
		expect(figure?.data[0]).toMatchObject({ x: [first, first + 3], y: [1, 2] });
	});

	it('hatches an incomplete bar, dashes an incomplete line, and says so', () => {
		const data = rows({ x: months, sales: ['3', '4', '1'], partial: [false, false, true] });
		const bars = reportFigure(input('columns', data, { xUnit: 'period', partial: 'partial' }), context);
		expect(bars?.data[0]).toMatchObject({ marker: { pattern: { shape: ['', '', '/'] } } });
		expect(bars?.notes).toEqual(['Dec 2017 is incomplete: drawn hatched.']);
		const series = [{ column: 'sales', label: 'sales', unit: 'money', mark: 'line', axis: 'left' }] as const;
		const lines = reportFigure(input('line', data, { xUnit: 'period', partial: 'partial', series }), context);
		expect(lines?.data.map((trace) => (trace as { y: unknown }).y)).toEqual([
			[3, 4, null],
			[null, 4, 1]
		]);
	});

	it('draws no more categories than it may and says how many there are', () => {
		const figure = reportFigure(
			input('bars', rows({ x: ['a', 'b', 'c'], sales: ['3', '2', '1'] }), { limit: 2 }),
			context
		);
		expect(figure?.data[0]).toMatchObject({ x: [3, 2], orientation: 'h' });
		expect(figure?.notes).toEqual(['The first 2 of 3 are drawn; the table shows all.']);
	});

	it('tells its extremes in words', () => {
		const figure = reportFigure(
			input('columns', rows({ x: months, sales: ['3', '9.5', null] }), { xUnit: 'period' }),
			context
		);
		expect(figure?.summary).toBe(
			'sales: 3 points, from Oct 2017 to Dec 2017, lowest $3 (Oct 2017), highest $9.50 (Nov 2017).'
		);
	});

	it('is nothing without values', () => {
		expect(reportFigure(input('columns', rows({ x: [], sales: [] })), context)).toBeNull();
		expect(reportFigure(input('columns', rows({ x: ['a'], sales: [null] })), context)).toBeNull();
	});
});

describe('forecastFigure', () => {
	const start = periodOf('2017-01-01', 'month');
	const history = { key: '', grain: 'month', start, values: Float64Array.of(10, NaN, 12) } as const;
	const forecast: SeriesForecast = {
		key: '',
		kind: 'theta',
		start: start + 3,
		point: Float64Array.of(13, 14),
		bands: [
			{ level: 0.8, lower: Float64Array.of(12, 12), upper: Float64Array.of(14, 16) },
			{ level: 0.95, lower: Float64Array.of(11, 10), upper: Float64Array.of(15, 18) }
		]
	};
	const draw = (more = {}) =>
		forecastFigure({ history, forecast, backtest: [], unit: 'money', height: 300, ...more }, context);

	it('draws the wider interval first, opening from the last value', () => {
		expect(draw()?.data[0]).toMatchObject({
			fill: 'toself',
			x: [start + 2, start + 3, start + 4, start + 4, start + 3, start + 2],
			y: [12, 15, 18, 10, 11, 12]
		});
	});
	it('leaves gaps in the history and joins the forecast to it', () => {
		const ys = draw()?.data.map((trace) => (trace as { y: unknown }).y);
		expect(ys).toContainEqual([10, null, 12]);
		expect(ys).toContainEqual([12, 13, 14]);
	});
	it('divides past and future', () => {
		const shapes = draw()?.layout.shapes;
		expect(shapes?.[0]).toMatchObject({ x0: start + 2.5, x1: start + 2.5 });
		expect(draw({ forecast: null })?.layout.shapes).toBeUndefined();
	});
	it('shows only as much history as asked, with the backtests in it', () => {
		const fold = (at: number) => ({
			key: '',
			kind: 'theta',
			fold: 0,
			start: at,
			point: Float64Array.of(1),
			actual: Float64Array.of(1)
		});
		const figure = draw({ lookBack: 2, backtest: [fold(start), fold(start + 2)] });
		const xs = figure?.data.map((trace) => (trace as { x: number[] }).x);
		expect(xs?.flat().every((x) => x >= start + 1)).toBe(true);
		expect(xs).toContainEqual([start + 2]);
	});
});
