import type { Data, Layout } from 'plotly.js-dist-min';
import type { Locale } from '$lib/paraglide/runtime';
import type { Theme } from '../frame/theme.svelte';
import type { Extent, Ticks } from './axes';
import { CHART_INK } from './palette';

/** What figures depend on besides their data. */
export interface ChartContext {
	readonly theme: Theme;
	readonly locale: Locale;
	readonly currency: string | null;
	/** Width to draw in, px. */
	readonly width: number;
}

/** A legend entry: our own list above the chart, not Plotly's. */
export interface LegendEntry {
	readonly label: string;
	readonly colour: string;
	readonly mark: 'bar' | 'line' | 'area' | 'thin';
}

/** A chart ready to draw. */
export interface Figure {
	readonly data: Data[];
	readonly layout: Partial<Layout>;
	readonly height: number;
	readonly legend: readonly LegendEntry[];
	/** One sentence per series, for those who do not see it. */
	readonly summary: string;
	/** What the drawing leaves out or marks. */
	readonly notes: readonly string[];
}

const FONT =
	"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** A value axis with light grid lines and our own ticks. */
export function valueAxis(extent: Extent, ticks: Ticks, theme: Theme, grid = true): NonNullable<Layout['yaxis']> {
	const ink = CHART_INK[theme];
	return {
		range: [extent.low, extent.high],
		tickmode: 'array',
		tickvals: [...ticks.values],
		ticktext: [...ticks.texts],
		showgrid: grid,
		gridcolor: ink.line,
		zeroline: extent.low < 0 && grid,
		zerolinecolor: ink.edge,
		zerolinewidth: 1,
		ticks: '',
		ticklabelstandoff: 6,
		fixedrange: true,
		automargin: true
	};
}

/** The axis of periods or categories: no grid, ticks given. */
export function placeAxis(range: readonly [number, number], ticks: Ticks, theme: Theme): NonNullable<Layout['xaxis']> {
	const ink = CHART_INK[theme];
	return {
		range: [...range],
		tickmode: 'array',
		tickvals: [...ticks.values],
		ticktext: [...ticks.texts],
		showgrid: false,
		zeroline: false,
		showline: true,
		linecolor: ink.edge,
		linewidth: 1,
		ticks: '',
		ticklabelstandoff: 4,
		tickangle: 0,
		fixedrange: true,
		automargin: true
	};
}

/** What all charts share. */
export function baseLayout(theme: Theme, height: number): Partial<Layout> {
	const ink = CHART_INK[theme];
	return {
		height,
		margin: { l: 8, r: 8, t: 12, b: 8, pad: 0 },
		paper_bgcolor: 'rgba(0, 0, 0, 0)',
		plot_bgcolor: 'rgba(0, 0, 0, 0)',
		font: { family: FONT, size: 12, color: ink.soft },
		showlegend: false,
		dragmode: false,
		hovermode: 'x',
		hoverdistance: -1,
		hoverlabel: {
			bgcolor: ink.raised,
			bordercolor: ink.edge,
			align: 'left',
			namelength: 0,
			font: { family: FONT, size: 12, color: ink.text }
		}
	};
}
