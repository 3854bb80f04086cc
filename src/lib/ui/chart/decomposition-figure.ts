import type { Annotation, Data, Layout, Shape } from 'plotly.js-dist-min';
import { expected } from '$lib/core/explain/decompose';
import type { Explanation } from '$lib/core/explain/explain';
import type { Series } from '$lib/core/forecast/series';
import type { Unit } from '$lib/core/reports/recipe';
import { formatCell, formatCount } from '$lib/i18n/formatting';
import { formatPeriod } from '$lib/i18n/periods';
import { m } from '$lib/paraglide/messages';
import { periodTicks, valueExtent, valueTicks } from './axes';
import { baseLayout, placeAxis, valueAxis, type ChartContext, type Figure } from './layout';
import { categoryColour, CHART_INK } from './palette';
import { plain } from './plain';

/** A history, what it was explained by, and the sentence of each change point. */
export interface DecompositionInput {
	readonly series: Series;
	readonly explanation: Explanation;
	readonly unit: Unit;
	/** In the order of the explanation's changes: "+12 %". */
	readonly sizes: readonly string[];
}

/** One drawing of the stack. */
interface Row {
	readonly title: string;
	readonly values: Float64Array;
	readonly unit: Unit;
	readonly bars: boolean;
	/** Relative height. */
	readonly weight: number;
}

/** Height of a row of weight 1, px. */
export const ROW_HEIGHT = 104;
const GAP = 34;

/** The rows of a decomposition. Multiplicative effects are drawn as shares: 0.1 = 10 % above. */
export function decompositionRows({ series, explanation: { parts }, unit }: DecompositionInput): readonly Row[] {
	const times = parts.kind === 'multiplicative';
	const effect = (values: Float64Array) => (times ? values.map((x) => Math.exp(x) - 1) : values);
	const own: Unit = times ? 'share' : unit;
	const part = (title: string, values: Float64Array, bars = false): Row => ({
		title,
		values: effect(values),
		unit: own,
		bars,
		weight: 1
	});
	return [
		{ title: m.explain_row_history(), values: series.values, unit, bars: false, weight: 1.6 },
		{
			title: m.explain_row_trend(),
			values: times ? parts.trend.map(Math.exp) : parts.trend,
			unit,
			bars: false,
			weight: 1
		},
		...(parts.seasonal ? [part(m.explain_row_season(), parts.season)] : []),
		...(parts.effects.length > 0 ? [part(m.explain_row_events(), parts.events, true)] : []),
		part(m.explain_row_remainder(), parts.remainder, true)
	];
}

/** Total height of the stack, px. */
export function stackHeight(rows: readonly Row[]): number {
	return rows.reduce((sum, row) => sum + row.weight * ROW_HEIGHT + GAP, -GAP);
}

/** The parts of a history one below the other over one time axis, change points and anomalies marked. */
export function decompositionFigure(input: DecompositionInput, context: ChartContext): Figure | null {
	const { series, explanation } = input;
	const rows = decompositionRows(input);
	const n = series.values.length;
	if (n === 0) return null;
	const height = stackHeight(rows);
	const x = Array.from({ length: n }, (_, t) => series.start + t);
	const layout: Partial<Layout> = {
		...baseLayout(context.theme, height),
		bargap: 0.25,
		xaxis: {
			...placeAxis(
				[series.start - 0.6, series.start + n - 0.4],
				periodTicks(series.start, series.start + n - 1, series.grain, context.locale, context.width - 96),
				context.theme
			),
			anchor: axisName(rows.length - 1)
		},
		shapes: explanation.changes.map(({ at }) => changeLine(series.start + at, context)),
		annotations: []
	};
	const data: Data[] = [];
	let top = 1;
	rows.forEach((row, at) => {
		const from = top - (row.weight * ROW_HEIGHT) / height;
		const extent = valueExtent([...row.values], row.bars);
		const ticks = valueTicks(extent, row.unit, { ...context, wanted: row.weight > 1 ? 4 : 3 });
		const axis = { ...valueAxis(extent, ticks, context.theme), domain: [Math.max(0, from), top] as [number, number] };
		Object.assign(layout, { [at === 0 ? 'yaxis' : `yaxis${at + 1}`]: axis });
		layout.annotations!.push(rowTitle(row.title, top, context));
		data.push(...rowData(row, at, x, input, context));
		top = from - GAP / height;
	});
	explanation.changes.forEach(({ at }, i) =>
		layout.annotations!.push(changeText(series.start + at, input.sizes[i] ?? '', at > n / 2, context))
	);
	return {
		data,
		layout: { ...layout, margin: { l: 8, r: 8, t: 24, b: 8, pad: 0 } },
		height,
		legend: legend(input, context),
		summary: summary(input, context),
		notes: []
	};
}

const axisName = (at: number) => (at === 0 ? 'y' : `y${at + 1}`) as 'y';

function rowData(row: Row, at: number, x: readonly number[], input: DecompositionInput, context: ChartContext): Data[] {
	const { series, explanation } = input;
	const text = CHART_INK[context.theme].text;
	const y = Array.from(row.values, (value) => (Number.isFinite(value) ? value : null));
	const hovertext = x.map((period, t) => plain(hover(period, y[t] ?? null, row, series, context)));
	const shared = { x: [...x], yaxis: axisName(at), hoverinfo: 'text' as const, hovertext };
	if (row.bars) return [{ ...shared, type: 'bar', y, marker: { color: CHART_INK[context.theme].edge } }];
	const own: Data = {
		...shared,
		type: 'scatter',
		mode: 'lines',
		y,
		line: { color: text, width: 1.5 },
		cliponaxis: false
	};
	if (at > 0) return [own];
	const anomalies = explanation.anomalies;
	return [
		{
			type: 'scatter',
			mode: 'lines',
			x: [...x],
			y: [...expected(explanation.parts)],
			line: { color: categoryColour(context.theme, 0), width: 1.25 },
			hoverinfo: 'skip'
		},
		own,
		{
			type: 'scatter',
			mode: 'markers',
			x: anomalies.map(({ period }) => period),
			y: anomalies.map(({ value }) => value),
			marker: { size: 9, symbol: 'circle-open', color: categoryColour(context.theme, 1), line: { width: 2 } },
			hoverinfo: 'skip',
			cliponaxis: false
		}
	];
}

function hover(period: number, value: number | null, row: Row, { grain }: Series, context: ChartContext): string {
	const { locale, currency } = context;
	const sign = row.unit === 'share' ? { sign: true, digits: 1 } : {};
	return `${formatPeriod(period, grain, locale)}: ${formatCell(value, row.unit, { locale, currency, ...sign })}`;
}

function changeLine(at: number, { theme }: ChartContext): Partial<Shape> {
	return {
		type: 'line',
		xref: 'x',
		yref: 'paper',
		x0: at - 0.5,
		x1: at - 0.5,
		y0: 0,
		y1: 1,
		line: { color: categoryColour(theme, 1), width: 1.25, dash: 'dash' }
	};
}

function changeText(at: number, size: string, left: boolean, { theme }: ChartContext): Partial<Annotation> {
	return {
		xref: 'x',
		yref: 'paper',
		x: at - 0.5,
		y: 1,
		yanchor: 'top',
		xanchor: left ? 'right' : 'left',
		showarrow: false,
		font: { color: CHART_INK[theme].text, size: 12 },
		text: plain(size)
	};
}

function rowTitle(title: string, top: number, { theme }: ChartContext): Partial<Annotation> {
	return {
		xref: 'paper',
		yref: 'paper',
		x: 0,
		y: top,
		xanchor: 'left',
		yanchor: 'bottom',
		showarrow: false,
		font: { color: CHART_INK[theme].soft, size: 12 },
		text: plain(title)
	};
}

function legend({ explanation }: DecompositionInput, { theme }: ChartContext): Figure['legend'] {
	return [
		{ label: m.explain_legend_history(), colour: CHART_INK[theme].text, mark: 'line' },
		{ label: m.explain_legend_expected(), colour: categoryColour(theme, 0), mark: 'thin' },
		...(explanation.changes.length + explanation.anomalies.length > 0
			? [
					{
						label: `${m.explain_legend_change()} / ${m.explain_legend_anomaly()}`,
						colour: categoryColour(theme, 1),
						mark: 'thin' as const
					}
				]
			: [])
	];
}

function summary({ series, explanation }: DecompositionInput, { locale }: ChartContext): string {
	const name = (period: number) => formatPeriod(period, series.grain, locale);
	return m.explain_chart_summary({
		first: name(series.start),
		last: name(series.start + series.values.length - 1),
		changes: formatCount(explanation.changes.length),
		anomalies: formatCount(explanation.anomalies.length)
	});
}
