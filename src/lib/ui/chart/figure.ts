import type { Data } from 'plotly.js-dist-min';
import { periodOf, type Grain } from '$lib/core/period';
import type { ChartSpec } from '$lib/core/reports/recipe';
import type { Cell, Rows } from '$lib/core/table';
import { formatCell, formatCount, numberOf } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import { alignZeros, extentOf, periodTicks, valueExtent, valueTicks, type Extent, type Ticks } from './axes';
import { baseLayout, placeAxis, valueAxis, type ChartContext, type Figure, type LegendEntry } from './layout';
import { categoryColour, CHART_INK, translucent } from './palette';
import { fitting, plain } from './plain';

/** What a report's chart is drawn from. */
export interface ChartInput {
	/** Labels as text. */
	readonly spec: ChartSpec<string>;
	readonly rows: Rows;
	/** Grain of `period` cells. */
	readonly grain: Grain;
	/** Wanted height, px; bars grow with their number. */
	readonly height: number;
}

type SeriesSpec = ChartSpec<string>['series'][number];

/** One point per row that is drawn: where it stands and what it is called. */
interface Places {
	readonly at: readonly number[];
	/** Formatted, not escaped. */
	readonly names: readonly string[];
	readonly periods: boolean;
	readonly partial: readonly boolean[];
	readonly total: number;
}

interface Marks {
	readonly series: SeriesSpec;
	readonly label: string;
	readonly colour: string;
	readonly values: readonly (number | null)[];
	readonly texts: readonly string[];
}

const BAR_ROW = 26;

/** Draws a report's rows as its recipe says. Null when there is nothing to draw. */
export function reportFigure(input: ChartInput, context: ChartContext): Figure | null {
	const places = placesOf(input, context);
	const marks = input.spec.series.map((series, index) => marksOf(series, index, input, places, context));
	if (places.at.length === 0 || marks.every(({ values }) => values.every((value) => value === null))) return null;
	const lying = input.spec.kind === 'bars';
	const height = lying ? places.at.length * BAR_ROW + 40 : input.height;
	const axes = valueAxes(marks, lying ? context.width : height, context, lying);
	const hover = hoverTexts(places, marks, context);
	const data = marks.flatMap((mark, index) =>
		traces(mark, places, { lying, context, hover: index === 0 ? hover : null })
	);
	const base = baseLayout(context.theme, height);
	const ticks = placeTicks(places, input, context);
	const place = placeAxis(placeRange(places), ticks, context.theme);
	const layout = lying
		? {
				...base,
				hovermode: 'y' as const,
				xaxis: { ...axes.left, side: 'top' as const, showticklabels: false, showgrid: false, zeroline: true },
				yaxis: { ...place, range: [places.at.length - 0.5, -0.5] as [number, number], showline: false }
			}
		: {
				...base,
				xaxis: place,
				yaxis: axes.left,
				...(axes.right ? { yaxis2: { ...axes.right, side: 'right' as const, overlaying: 'y' as const } } : {}),
				bargap: input.spec.kind === 'histogram' ? 0.06 : places.at.length > 40 ? 0.15 : 0.32,
				bargroupgap: 0.08
			};
	return {
		data,
		layout,
		height,
		legend: marks.length > 1 ? marks.map(legendEntry) : [],
		summary: marks.map((mark) => summaryOf(mark, places)).join(' '),
		notes: notesOf(places)
	};
}

function column(rows: Rows, name: string): readonly Cell[] {
	const index = rows.columns.findIndex((candidate) => candidate.name === name);
	return rows.values[index] ?? [];
}

function placesOf({ spec, rows, grain }: ChartInput, context: ChartContext): Places {
	const shown = Math.min(rows.length, spec.limit ?? Infinity);
	const cells = column(rows, spec.x).slice(0, shown);
	const flags = spec.partial === undefined ? [] : column(rows, spec.partial);
	const periods = spec.xUnit === 'period' && cells.every((cell) => periodIndex(cell, grain) !== null);
	return {
		at: cells.map((cell, row) => (periods ? (periodIndex(cell, grain) ?? row) : row)),
		names: cells.map((cell) =>
			cell === null
				? m.ui_none({}, { locale: context.locale })
				: formatCell(cell, spec.xUnit, { locale: context.locale, currency: context.currency, grain })
		),
		periods,
		partial: cells.map((_, row) => flags[row] === true),
		total: rows.length
	};
}

function periodIndex(cell: Cell, grain: Grain): number | null {
	if (typeof cell === 'number' && Number.isInteger(cell)) return cell;
	return typeof cell === 'string' && /^\d{4}-\d\d-\d\d/.test(cell) ? periodOf(cell, grain) : null;
}

function marksOf(series: SeriesSpec, index: number, input: ChartInput, places: Places, context: ChartContext): Marks {
	const cells = column(input.rows, series.column).slice(0, places.at.length);
	const options = { locale: context.locale, currency: context.currency, grain: input.grain };
	return {
		series,
		label: series.label,
		colour: categoryColour(context.theme, index),
		values: cells.map(numberOf),
		texts: cells.map((cell) => formatCell(cell, series.unit, options))
	};
}

/** Room beyond the longest bar for the number written there, as a share of the axis. */
function headroom(marks: readonly Marks[], context: ChartContext): number {
	const longest = Math.max(...marks.flatMap(({ texts }) => texts.map((text) => text.length)));
	return Math.min(0.5, (longest * 7 + 10) / (context.width * 0.65));
}

function valueAxes(marks: readonly Marks[], length: number, context: ChartContext, lying: boolean) {
	const extent = (axis: 'left' | 'right'): Extent | null => {
		const own = marks.filter(({ series }) => series.axis === axis);
		if (own.length === 0) return null;
		const zero = own.some(({ series }) => series.mark !== 'line') || own.some(({ series }) => series.unit === 'share');
		const held = valueExtent(
			own.flatMap(({ values }) => values),
			zero
		);
		return lying ? { low: held.low, high: held.high * (1 + headroom(own, context)) } : held;
	};
	const wanted = Math.max(2, Math.round(length / 56));
	const right = extent('right');
	const left = extent('left') ?? { low: 0, high: 1 };
	const level = right ? alignZeros(left, right) : { left, right };
	const axis = (of: Extent, side: 'left' | 'right') => {
		const own = marks.filter(({ series }) => series.axis === side);
		const unit = own[0]?.series.unit ?? 'number';
		const data = extentOf(own.flatMap(({ values }) => values)) ?? of;
		const ticks = valueTicks(of, unit, { ...context, wanted });
		return valueAxis(of, above(ticks, Math.min(0, data.low)), context.theme, side === 'left');
	};
	return { left: axis(level.left, 'left'), right: level.right ? axis(level.right, 'right') : null };
}

/** Levelled zeros leave empty room below: no ticks there. */
function above(ticks: Ticks, low: number): Ticks {
	const step = (ticks.values[1] ?? 0) - (ticks.values[0] ?? 0);
	const kept = ticks.values.flatMap((value, index) => (value > low - step ? [index] : []));
	return {
		values: kept.map((index) => ticks.values[index] ?? 0),
		texts: kept.map((index) => ticks.texts[index] ?? '')
	};
}

function placeRange(places: Places): [number, number] {
	const extent = extentOf(places.at) ?? { low: 0, high: 0 };
	return [extent.low - 0.6, extent.high + 0.6];
}

function placeTicks(places: Places, input: ChartInput, context: ChartContext): Ticks {
	const [low, high] = placeRange(places);
	const width = context.width - 96;
	if (places.periods) return periodTicks(Math.ceil(low), Math.floor(high), input.grain, context.locale, width);
	if (input.spec.kind === 'bars') {
		const room = context.width * 0.3;
		return { values: places.at, texts: places.names.map((name) => plain(name, fitting(name, room))) };
	}
	const room = width / places.at.length;
	const every = Math.ceil((input.spec.kind === 'histogram' ? 44 : 26) / room);
	const kept = places.at.filter((_, index) => index % every === 0);
	const names = kept.map((at) => places.names[at] ?? '');
	return { values: kept, texts: names.map((name) => plain(name, fitting(name, room * every - 8))) };
}

/** One label per place with every series in it; only the first trace carries it. */
function hoverTexts(places: Places, marks: readonly Marks[], context: ChartContext): string[] {
	return places.names.map((name, row) => {
		const lines = marks.map(({ label, texts }) => `${plain(label)}  <b>${plain(texts[row] ?? '')}</b>`);
		const note = places.partial[row] ? [plain(m.ui_partial({}, { locale: context.locale }))] : [];
		return [plain(name, 60), ...lines, ...note].join('<br>');
	});
}

interface TraceOptions {
	readonly lying: boolean;
	readonly context: ChartContext;
	readonly hover: readonly string[] | null;
}

function traces(mark: Marks, places: Places, options: TraceOptions): Data[] {
	return mark.series.mark === 'bar' ? [barTrace(mark, places, options)] : lineTraces(mark, places, options);
}

function hovering(hover: readonly string[] | null): Partial<Data> {
	return hover ? { hoverinfo: 'text', hovertext: [...hover] } : { hoverinfo: 'skip' };
}

function barTrace(mark: Marks, places: Places, { lying, context, hover }: TraceOptions): Data {
	const { values, colour, texts } = mark;
	const at = [...places.at];
	return {
		type: 'bar',
		...(lying ? { y: at, x: [...values], orientation: 'h' } : { x: at, y: [...values] }),
		...(lying ? { text: texts.map((text) => plain(text)), textposition: 'outside', cliponaxis: false } : {}),
		...(lying ? { textfont: { color: CHART_INK[context.theme].text } } : {}),
		...(mark.series.axis === 'right' && !lying ? { yaxis: 'y2' } : {}),
		marker: {
			color: places.partial.map((partial) => (partial ? translucent(colour, 0.35) : colour)),
			pattern: {
				shape: places.partial.map((partial) => (partial ? '/' : '')),
				fillmode: 'overlay',
				fgcolor: colour,
				size: 6,
				solidity: 0.25
			},
			cornerradius: 2
		},
		...hovering(hover)
	} as Data;
}

/** A line, with the step into an incomplete period dashed. */
function lineTraces(mark: Marks, places: Places, { hover }: TraceOptions): Data[] {
	const last = places.partial.lastIndexOf(true);
	const whole = mark.values.map((value, row) => (row === last ? null : value));
	const dashed = mark.values.map((value, row) => (row === last || row === last - 1 ? value : null));
	const trace = (values: readonly (number | null)[], dash: 'solid' | 'dot'): Data =>
		({
			type: 'scatter',
			mode: places.at.length <= 36 ? 'lines+markers' : 'lines',
			x: [...places.at],
			y: [...values],
			...(mark.series.axis === 'right' ? { yaxis: 'y2' } : {}),
			line: { color: mark.colour, width: 2, dash },
			marker: { color: mark.colour, size: 5 },
			connectgaps: false,
			cliponaxis: false,
			...(mark.series.mark === 'area' ? { fill: 'tozeroy', fillcolor: translucent(mark.colour, 0.14) } : {}),
			...hovering(dash === 'solid' ? hover : null)
		}) as Data;
	return last < 0 ? [trace(mark.values, 'solid')] : [trace(whole, 'solid'), trace(dashed, 'dot')];
}

function legendEntry({ label, colour, series }: Marks): LegendEntry {
	return { label, colour, mark: series.mark };
}

function summaryOf(mark: Marks, places: Places): string {
	const extent = extentOf(mark.values);
	if (!extent) return `${mark.label}: ${m.ui_no_value()}.`;
	const low = mark.values.indexOf(extent.low);
	const high = mark.values.indexOf(extent.high);
	return m.ui_chart_summary({
		label: mark.label,
		count: formatCount(places.at.length),
		first: places.names[0] ?? '',
		last: places.names.at(-1) ?? '',
		low: mark.texts[low] ?? '',
		lowAt: places.names[low] ?? '',
		high: mark.texts[high] ?? '',
		highAt: places.names[high] ?? ''
	});
}

function notesOf(places: Places): string[] {
	const partial = places.partial.indexOf(true);
	return [
		...(partial >= 0 ? [m.ui_chart_partial({ period: places.names[partial] ?? '' })] : []),
		...(places.total > places.at.length
			? [m.ui_chart_limited({ shown: formatCount(places.at.length), total: formatCount(places.total) })]
			: [])
	];
}
