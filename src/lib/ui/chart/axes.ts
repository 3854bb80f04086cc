import type { Grain, PeriodIndex } from '$lib/core/period';
import type { Unit } from '$lib/core/reports/recipe';
import { formatCell } from '$lib/i18n/formatting';
import { formatPeriod, yearOf } from '$lib/i18n/periods';
import type { Locale } from '$lib/paraglide/runtime';

/** Where ticks stand and what they say. */
export interface Ticks {
	readonly values: readonly number[];
	readonly texts: readonly string[];
}

export interface Extent {
	readonly low: number;
	readonly high: number;
}

/** Smallest and largest finite number; null when there is none. */
export function extentOf(values: Iterable<number | null>): Extent | null {
	let low = Infinity;
	let high = -Infinity;
	for (const value of values) {
		if (value === null || Number.isNaN(value)) continue;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	return low <= high ? { low, high } : null;
}

/** A step of 1, 2 or 5 times a power of ten that gives about `wanted` ticks. Counts step by whole numbers. */
export function niceStep(span: number, wanted: number, whole = false): number {
	const rough = span / Math.max(1, wanted);
	const power = 10 ** Math.floor(Math.log10(rough));
	const factor = [1, 2, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
	return whole ? Math.max(1, factor * power) : factor * power;
}

/** An axis that holds all values, starts at zero where bars do, and has room above. */
export function valueExtent(values: readonly (number | null)[], zero: boolean): Extent {
	const extent = extentOf(values) ?? { low: 0, high: 1 };
	const flat = extent.low > 0 && !zero && extent.low > extent.high * 0.6;
	const low = flat ? extent.low : Math.min(0, extent.low);
	const high = flat ? extent.high : Math.max(0, extent.high);
	const span = high - low || Math.abs(high) || 1;
	return { low: low === 0 ? 0 : low - span * 0.06, high: high === 0 ? 0 : high + span * 0.06 };
}

/** More empty room below the zero than this share of an axis costs more than level zeros are worth. */
const MOST_BELOW = 0.3;

/** Stretches two axes until their zeros are level, so that a mark above one zero is above both, where that costs little. */
export function alignZeros(left: Extent, right: Extent): { readonly left: Extent; readonly right: Extent } {
	if (left.low > 0 || right.low > 0 || left.high <= 0 || right.high <= 0) return { left, right };
	const below = Math.max(-left.low / (left.high - left.low), -right.low / (right.high - right.low));
	if (below > MOST_BELOW && Math.min(left.low, right.low) < 0 && Math.max(left.low, right.low) === 0)
		return { left, right };
	if (below >= 1) return { left, right };
	const stretch = (extent: Extent): Extent => ({ low: (-below / (1 - below)) * extent.high, high: extent.high });
	const fits = (extent: Extent): Extent => {
		const stretched = stretch(extent);
		return stretched.low <= extent.low ? stretched : { low: extent.low, high: (extent.low / -below) * (1 - below) };
	};
	return { left: fits(left), right: fits(right) };
}

/** Ticks for a value axis, in short forms of the language: 500K, 50万, 20%. */
export function valueTicks(
	extent: Extent,
	unit: Unit,
	context: { readonly locale: Locale; readonly currency: string | null; readonly wanted: number }
): Ticks {
	const step = niceStep(extent.high - extent.low || 1, context.wanted, unit === 'count');
	const values: number[] = [];
	for (let n = Math.ceil(extent.low / step - 1e-9); n * step <= extent.high + step * 1e-9; n++) values.push(n * step);
	const decimals = Math.max(0, Math.ceil(-Math.log10(unit === 'share' ? step * 100 : step) - 1e-9));
	const options = { locale: context.locale, currency: context.currency, bare: unit === 'days' };
	const texts = values.map((value) =>
		formatCell(value, unit, decimals ? { ...options, digits: decimals } : { ...options, compact: true })
	);
	return { values, texts };
}

const PERIOD_STEPS: Readonly<Record<Grain, readonly number[]>> = {
	day: [1, 7, 14, 28, 91, 182, 364],
	week: [1, 2, 4, 13, 26, 52],
	month: [1, 3, 6, 12, 24, 60],
	quarter: [1, 2, 4, 8, 20],
	year: [1, 2, 5, 10]
};

/** Ticks for a period axis: as many as fit, the year under the first of each. */
export function periodTicks(first: PeriodIndex, last: PeriodIndex, grain: Grain, locale: Locale, width: number): Ticks {
	const most = Math.max(2, Math.floor(width / (grain === 'day' ? 72 : 54)));
	const steps = PERIOD_STEPS[grain];
	const step = steps.find((candidate) => (last - first) / candidate < most) ?? steps.at(-1) ?? 1;
	const aligned = grain === 'month' || grain === 'quarter' || grain === 'year';
	const values: number[] = [];
	const start = aligned ? Math.ceil(first / step) * step : first;
	for (let period = start; period <= last; period += step) values.push(period);
	let year = NaN;
	const texts = values.map((period) => {
		if (grain === 'year') return formatPeriod(period, grain, locale);
		const text = formatPeriod(period, grain, locale, 'short');
		if (yearOf(period, grain) === year) return text;
		year = yearOf(period, grain);
		return `${text}<br>${formatPeriod(year, 'year', locale)}`;
	});
	return { values, texts };
}
