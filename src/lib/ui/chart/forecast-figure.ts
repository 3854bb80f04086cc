import type { Data, Layout } from 'plotly.js-dist-min';
import type { BacktestForecast, Band, SeriesForecast } from '$lib/core/forecast/result';
import type { Series } from '$lib/core/forecast/series';
import type { PeriodIndex } from '$lib/core/period';
import type { Unit } from '$lib/core/reports/recipe';
import { formatCell, formatCount, formatShare } from '$lib/i18n/formatting';
import { formatPeriod } from '$lib/i18n/periods';
import { m } from '$lib/paraglide/messages';
import { extentOf, periodTicks, valueExtent, valueTicks } from './axes';
import { baseLayout, placeAxis, valueAxis, type ChartContext, type Figure, type LegendEntry } from './layout';
import { categoryColour, CHART_INK, translucent } from './palette';
import { plain } from './plain';

/** A series with what is said about its future, and what would have been said in its past. */
export interface ForecastInput {
	readonly history: Series;
	readonly forecast: SeriesForecast | null;
	/** Of the same series and forecaster. */
	readonly backtest: readonly BacktestForecast[];
	readonly unit: Unit;
	readonly height: number;
	/** Periods of history drawn, from the end; all when absent. */
	readonly lookBack?: number | undefined;
	/** Other futures drawn beside the forecast, from its first period on. */
	readonly beside?: readonly OtherFuture[];
}

/** A scenario beside a forecast: values [h], and its interval where it is to be shown. */
export interface OtherFuture {
	readonly label: string;
	readonly point: Float64Array;
	readonly band: Band | null;
}

interface Point {
	readonly at: PeriodIndex;
	readonly value: number;
}

/** History, backtests, forecast and its intervals. Null without any history. */
export function forecastFigure(input: ForecastInput, context: ChartContext): Figure | null {
	const { grain } = input.history;
	const history = historyPoints(input);
	const forecast = input.forecast;
	const ahead = forecast ? points(forecast.start, forecast.point) : [];
	const first = history[0]?.at;
	const last = ahead.at(-1)?.at ?? history.at(-1)?.at;
	if (first === undefined || last === undefined) return null;
	const backtest = input.backtest.filter((fold) => fold.start >= first);
	const bands = [...(forecast?.bands ?? [])].sort((a, b) => b.level - a.level);
	const beside = forecast ? (input.beside ?? []) : [];
	const extent = valueExtent(
		[
			...beside.flatMap(({ point, band }) => [...point, ...(band?.lower ?? []), ...(band?.upper ?? [])]),
			...history.map((point) => point.value),
			...ahead.map((point) => point.value),
			...bands.flatMap((band) => [...band.lower, ...band.upper]),
			...backtest.flatMap((fold) => [...fold.point])
		],
		false
	);
	const ticks = valueTicks(extent, input.unit, { ...context, wanted: Math.max(2, Math.round(input.height / 56)) });
	const from = history.at(-1);
	const data = [
		...bands.map((band, index) =>
			bandTrace(band, forecast?.start ?? 0, from, shade(index, bands.length), categoryColour(context.theme, 0))
		),
		...backtest.map((fold) => line(points(fold.start, fold.point), { colour: backtestColour(context), width: 1 })),
		line(history, { colour: CHART_INK[context.theme].text, width: 1.75 }),
		...(ahead.length
			? [line(from ? [from, ...ahead] : ahead, { colour: categoryColour(context.theme, 0), width: 2.25 })]
			: []),
		...beside.flatMap((other, index) => otherLines(other, forecast?.start ?? 0, otherColour(index, context))),
		hoverTrace(input, history, ahead, context)
	];
	return {
		data,
		layout: {
			...baseLayout(context.theme, input.height),
			xaxis: placeAxis(
				[first - 0.6, last + 0.6],
				periodTicks(first, last, grain, context.locale, context.width - 96),
				context.theme
			),
			yaxis: valueAxis(extent, ticks, context.theme),
			...divider(forecast, input, context)
		},
		height: input.height,
		legend: legend(input, bands, backtest.length > 0, context),
		summary: summary(input, history, ahead, context),
		notes: []
	};
}

function points(start: PeriodIndex, values: Float64Array): Point[] {
	return [...values].map((value, step) => ({ at: start + step, value }));
}

function historyPoints({ history, lookBack }: ForecastInput): Point[] {
	const all = points(history.start, history.values);
	return lookBack === undefined ? all : all.slice(-lookBack);
}

const shade = (index: number, of: number) => (of < 2 ? 0.24 : 0.14 + (0.18 * index) / (of - 1));

const backtestColour = ({ theme }: ChartContext) => categoryColour(theme, 1);

/** Colours of other futures: those after forecast and backtest. */
const otherColour = (index: number, { theme }: ChartContext) => categoryColour(theme, 2 + index);

interface Stroke {
	readonly colour: string;
	readonly width: number;
	readonly dash?: 'dash' | 'dot';
}

/** A scenario: a dashed line, its interval between dotted ones. */
function otherLines({ point, band }: OtherFuture, start: PeriodIndex, colour: string): Data[] {
	const bounds = band ? [band.lower, band.upper] : [];
	return [
		...bounds.map((values) => line(points(start, values), { colour, width: 1, dash: 'dot' })),
		line(points(start, point), { colour, width: 2, dash: 'dash' })
	];
}

function line(of: readonly Point[], style: Stroke): Data {
	return {
		type: 'scatter',
		mode: 'lines',
		x: of.map((point) => point.at),
		y: of.map((point) => (Number.isNaN(point.value) ? null : point.value)),
		line: { color: style.colour, width: style.width, dash: style.dash ?? 'solid' },
		hoverinfo: 'skip',
		cliponaxis: false
	};
}

/** A closed outline, opening from the last known value. */
function bandTrace(band: Band, start: PeriodIndex, from: Point | undefined, alpha: number, colour: string): Data {
	const upper = points(start, band.upper);
	const lower = points(start, band.lower).reverse();
	const outline = from && !Number.isNaN(from.value) ? [from, ...upper, ...lower, from] : [...upper, ...lower];
	return {
		type: 'scatter',
		mode: 'lines',
		x: outline.map((point) => point.at),
		y: outline.map((point) => point.value),
		line: { width: 0 },
		fill: 'toself',
		fillcolor: translucent(colour, alpha),
		hoverinfo: 'skip'
	};
}

/** One invisible mark per period that carries the whole label. */
function hoverTrace(
	input: ForecastInput,
	history: readonly Point[],
	ahead: readonly Point[],
	context: ChartContext
): Data {
	const { grain } = input.history;
	const name = (at: PeriodIndex) => formatPeriod(at, grain, context.locale);
	const value = (of: number) =>
		formatCell(of, input.unit, { locale: context.locale, currency: context.currency, compact: Math.abs(of) >= 1e6 });
	const row = (label: string, text: string) => `${plain(label)}  <b>${plain(text)}</b>`;
	const pastText = ({ at, value: known }: Point): string => {
		const said = input.backtest.filter((fold) => at >= fold.start && at < fold.start + fold.point.length);
		const lines = said.map((fold) => row(m.ui_forecast_backtest(), value(fold.point[at - fold.start] ?? NaN)));
		return [name(at), row(m.ui_forecast_history(), value(known)), ...lines].join('<br>');
	};
	const futureText = ({ at, value: point }: Point, step: number): string => {
		const lines = (input.forecast?.bands ?? []).map(({ level, lower, upper }) =>
			row(bandLabel(level), `${value(lower[step] ?? NaN)} – ${value(upper[step] ?? NaN)}`)
		);
		const others = (input.beside ?? []).map((other) => row(other.label, value(other.point[step] ?? NaN)));
		return [name(at), row(m.ui_forecast_point(), value(point)), ...lines, ...others].join('<br>');
	};
	return {
		type: 'scatter',
		mode: 'markers',
		x: [...history, ...ahead].map((point) => point.at),
		y: [...history, ...ahead].map((point) => (Number.isNaN(point.value) ? null : point.value)),
		marker: { opacity: 0, size: 8, color: categoryColour(context.theme, 0) },
		hoverinfo: 'text',
		hovertext: [...history.map(pastText), ...ahead.map(futureText)]
	};
}

function bandLabel(level: number): string {
	return m.ui_forecast_band({ level: formatShare(level, { digits: 0 }) });
}

function divider(
	forecast: SeriesForecast | null,
	input: ForecastInput,
	{ theme, locale }: ChartContext
): Partial<Layout> {
	if (!forecast) return {};
	const at = forecast.start - 0.5;
	const ink = CHART_INK[theme];
	return {
		shapes: [
			{
				type: 'line',
				xref: 'x',
				yref: 'paper',
				x0: at,
				x1: at,
				y0: 0,
				y1: 1,
				line: { color: ink.edge, width: 1, dash: 'dot' }
			}
		],
		annotations: [
			{
				xref: 'x',
				yref: 'paper',
				x: at,
				y: 1,
				xanchor: 'right',
				yanchor: 'top',
				showarrow: false,
				font: { color: ink.soft, size: 12 },
				text: plain(
					m.ui_forecast_starts({ period: formatPeriod(forecast.start, input.history.grain, locale) }, { locale })
				)
			}
		]
	};
}

function legend(input: ForecastInput, bands: readonly Band[], tested: boolean, context: ChartContext): LegendEntry[] {
	const accent = categoryColour(context.theme, 0);
	return [
		{ label: m.ui_forecast_history(), colour: CHART_INK[context.theme].text, mark: 'line' },
		...(tested ? [{ label: m.ui_forecast_backtest(), colour: backtestColour(context), mark: 'thin' as const }] : []),
		...(input.forecast ? [{ label: m.ui_forecast_point(), colour: accent, mark: 'line' as const }] : []),
		...bands.map(({ level }, index): LegendEntry => ({
			label: bandLabel(level),
			colour: translucent(accent, shade(index, bands.length) + 0.06 * index),
			mark: 'area'
		})),
		...(input.beside ?? []).map((other, index): LegendEntry => ({
			label: other.band ? `${other.label} · ${bandLabel(other.band.level)}` : other.label,
			colour: otherColour(index, context),
			mark: 'line'
		}))
	];
}

function summary(
	input: ForecastInput,
	history: readonly Point[],
	ahead: readonly Point[],
	context: ChartContext
): string {
	const text = (of: number) => formatCell(of, input.unit, { locale: context.locale, currency: context.currency });
	const name = (point: Point | undefined) => (point ? formatPeriod(point.at, input.history.grain, context.locale) : '');
	const past = extentOf(history.map((point) => point.value));
	const future = extentOf(ahead.map((point) => point.value));
	const at = (value: number) => name(history.find((point) => point.value === value));
	const sentences: string[] = [];
	if (past)
		sentences.push(
			m.ui_chart_summary({
				label: m.ui_forecast_history(),
				count: formatCount(history.length),
				first: name(history[0]),
				last: name(history.at(-1)),
				low: text(past.low),
				lowAt: at(past.low),
				high: text(past.high),
				highAt: at(past.high)
			})
		);
	if (future)
		sentences.push(
			m.ui_chart_forecast_summary({
				count: formatCount(ahead.length),
				first: name(ahead[0]),
				last: name(ahead.at(-1)),
				low: text(future.low),
				high: text(future.high)
			})
		);
	return sentences.join(' ');
}
