import { dayOf, firstDay, lastDay, periodOf, type Grain, type PeriodIndex } from '../period';
import type { Distribution } from './distribution';

/**
 * Where a histogram is cut. Number bins: `[start + i·width, start + (i+1)·width)`, the last one closed. Date bins: periods of `grain`
 * from `first` on. With `openBelow`/`openAbove` the end bin also holds everything beyond it, so that a few far
 * values do not press all others into one bar.
 */
export type Bins = {
	readonly count: number;
	readonly openBelow: boolean;
	readonly openAbove: boolean;
} & (
	| { readonly kind: 'number'; readonly start: number; readonly width: number }
	| { readonly kind: 'date'; readonly grain: Grain; readonly first: PeriodIndex }
);

/** Bars aimed at. */
const WANTED = 24;
/** Most bars of a date histogram. */
const MOST = 120;

/** Bins that suit a column; null when it has no finite value. `whole`: integers get bins of whole width. */
export function binsFor(kind: 'number' | 'date', spread: Distribution, whole: boolean): Bins | null {
	const range = kind === 'number' ? numberRange(spread) : dateRange(spread);
	if (range === null) return null;
	const [low, high] = reach(range, spread.quantiles);
	const open = { openBelow: low > range[0], openAbove: high < range[1] };
	return kind === 'number' ? numberBins(low, high, whole, open) : dateBins(low, high, open);
}

function numberRange({ min, max }: Distribution): [number, number] | null {
	if (min === null || max === null) return null;
	return [Number(min), Number(max)];
}

function dateRange({ min, max }: Distribution): [number, number] | null {
	if (min === null || max === null) return null;
	const days = (text: string) => Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000);
	const range: [number, number] = [days(min), days(max)];
	return range.some(Number.isNaN) ? null : range;
}

/** The range that is drawn: all, unless an end lies further out than three times the middle 90 %. */
function reach([min, max]: [number, number], quantiles: Distribution['quantiles']): [number, number] {
	const q05 = quantiles[0] ?? min;
	const q95 = quantiles[4] ?? max;
	const middle = q95 - q05;
	if (middle <= 0) return [min, max];
	return [min < q05 - 3 * middle ? q05 - middle : min, max > q95 + 3 * middle ? q95 + middle : max];
}

interface Open {
	readonly openBelow: boolean;
	readonly openAbove: boolean;
}

function numberBins(low: number, high: number, whole: boolean, open: Open): Bins {
	const width = niceWidth((high - low) / WANTED, whole, low);
	const start = Math.floor(low / width) * width;
	const bars = Math.max(1, Math.ceil(clean((high - start) / width)));
	const full = clean(start + bars * width) <= high && whole ? bars + 1 : bars;
	return { kind: 'number', start: clean(start), width, count: full, ...open };
}

/** A width of 1, 2, 2.5 or 5 times a power of ten, at least `least`; whole numbers never get less than 1. */
function niceWidth(least: number, whole: boolean, at: number): number {
	if (!(least > 0) || !Number.isFinite(least))
		return whole || at === 0 ? 1 : 10 ** Math.floor(Math.log10(Math.abs(at)));
	if (whole && least <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(least));
	const steps = whole && power < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
	return (steps.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
}

/** Without the noise of binary fractions. */
function clean(value: number): number {
	return Number(value.toPrecision(12));
}

function dateBins(low: number, high: number, open: Open): Bins {
	const [from, to] = [dayOf(low), dayOf(high)];
	const length = (grain: Grain): number => periodOf(to, grain) - periodOf(from, grain) + 1;
	const grain = (['day', 'month', 'quarter', 'year'] as const).find((one) => length(one) <= (one === 'day' ? 62 : 60));
	const chosen = grain ?? 'year';
	return {
		kind: 'date',
		grain: chosen,
		first: periodOf(from, chosen),
		count: Math.min(MOST, length(chosen)),
		...openOf(open, length(chosen))
	};
}

function openOf(open: Open, bars: number): Open {
	return bars > MOST ? { ...open, openAbove: true } : open;
}

/** The ends of bin `i`: numbers, or the first and last day of a period; null where the bin is open. */
export function binEnds(
	bins: Bins,
	i: number
): { readonly from: number | string | null; readonly to: number | string | null } {
	const below = i === 0 && bins.openBelow;
	const above = i === bins.count - 1 && bins.openAbove;
	const ends =
		bins.kind === 'number'
			? { from: clean(bins.start + i * bins.width), to: clean(bins.start + (i + 1) * bins.width) }
			: { from: firstDay(bins.first + i, bins.grain), to: lastDay(bins.first + i, bins.grain) };
	return { from: below ? null : ends.from, to: above ? null : ends.to };
}
