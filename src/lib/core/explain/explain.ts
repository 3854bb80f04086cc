import type { Series } from '../forecast/series';
import type { PeriodIndex } from '../period';
import { type ChangePoint, changePoints, type Step } from './change-points';
import { decompose, expected, middle, ownScale, type Parts } from './decompose';

/** A value that the history does not explain. Own scale. */
export interface Anomaly {
	readonly period: PeriodIndex;
	readonly value: number;
	readonly expected: number;
	/** Expected ± {@link ANOMALY_LIMIT} robust standard deviations. */
	readonly lower: number;
	readonly upper: number;
	/** Robust standard deviations away, signed. */
	readonly score: number;
}

/** A history explained. */
export interface Explanation {
	readonly parts: Parts;
	/** Oldest first. */
	readonly changes: readonly ChangePoint[];
	/** Furthest out first. */
	readonly anomalies: readonly Anomaly[];
}

/** Robust standard deviations beyond which a value is an anomaly; wider where the season has not been seen three times. */
export const ANOMALY_LIMIT = 4.5;
const UNSEASONED_LIMIT = 6;
/** Series with a larger share of zeros are intermittent: neither anomalies nor changes are looked for. */
export const SPARSE = 0.3;
/** Neighbours flagged in a row from here on are no single outliers. */
const RUN = 3;
const LEAST = 8;

/**
 * Takes a history apart, with changes of its level in the trend, finds what does not fit (remainder beyond
 * {@link ANOMALY_LIMIT} robust standard deviations) and takes it apart again without that.
 */
export function explain(series: Series, season: number): Explanation {
	const first = decompose(series, { season });
	if (series.values.length < LEAST || zeros(series.values) > SPARSE) {
		return { parts: first, changes: [], anomalies: [] };
	}
	const { kind } = first;
	const adjusted = first.trend.map((level, t) => level + first.remainder[t]!);
	const changes = changePoints(adjusted, first.seasonal ? season : 0);
	const steps: Step[] = changes.filter((change) => change.kind === 'level');
	const shifted = steps.length > 0 ? decompose(series, { season, kind, steps }) : first;
	const flagged = flag(series, shifted, season);
	if (flagged.length === 0) return { parts: shifted, changes, anomalies: [] };
	const values = series.values.slice();
	for (const t of flagged) values[t] = NaN;
	const clean = decompose({ ...series, values }, { season, kind, steps });
	const anomalies = flagged.map((t) => anomaly(series, clean, t, limitOf(series, season)));
	const parts = withRemainder(clean, series, flagged);
	return { parts, changes, anomalies: anomalies.sort((a, b) => Math.abs(b.score) - Math.abs(a.score)) };
}

/** The series with the values of some periods replaced by what its other values lead one to expect there. */
export function repair(series: Series, periods: readonly PeriodIndex[], season: number): Series {
	const places = periods.map((period) => period - series.start).filter((t) => t >= 0 && t < series.values.length);
	if (places.length === 0) return series;
	const values = series.values.slice();
	for (const t of places) values[t] = NaN;
	if (!values.some(Number.isFinite)) return series;
	const { parts } = explain({ ...series, values }, season);
	const floor = series.values.every((y) => !(y < 0)) ? 0 : -Infinity;
	const repaired = series.values.slice();
	const said = expected(parts);
	for (const t of places) repaired[t] = Math.max(floor, said[t]!);
	return { ...series, values: repaired };
}

/** Share of zeros among the known values. */
export function zeros(values: Float64Array): number {
	const known = values.filter(Number.isFinite);
	return known.length === 0 ? 0 : known.filter((y) => y === 0).length / known.length;
}

function limitOf({ values }: Series, season: number): number {
	return season < 2 || values.length >= 3 * season ? ANOMALY_LIMIT : UNSEASONED_LIMIT;
}

/** Places of anomalies: far out, known, and no run of a level. */
function flag(series: Series, parts: Parts, season: number): number[] {
	const limit = limitOf(series, season);
	const remainder = limit === ANOMALY_LIMIT ? parts.remainder : unseasoned(parts);
	const sigma = limit === ANOMALY_LIMIT ? parts.sigma : spread(remainder);
	const far = Array.from(remainder, (r, t) =>
		Number.isFinite(series.values[t]!) && Math.abs(r) > limit * sigma ? Math.sign(r) : 0
	);
	return far.flatMap((side, t) => (side !== 0 && runLength(far, t) < RUN ? [t] : []));
}

/** With a season seen once or twice an outlier hides in it: the season counts as noise then. */
function unseasoned({ season, remainder }: Parts): Float64Array {
	return remainder.map((r, t) => r + season[t]!);
}

function spread(values: Float64Array): number {
	return Math.max(1.4826 * middle(values.map(Math.abs)), 1e-12);
}

function runLength(far: readonly number[], t: number): number {
	let [from, to] = [t, t];
	while (far[from - 1] === far[t]) from--;
	while (far[to + 1] === far[t]) to++;
	return to - from + 1;
}

function anomaly(series: Series, { kind, trend, season, events, sigma }: Parts, t: number, limit: number): Anomaly {
	const centre = trend[t]! + season[t]! + events[t]!;
	const value = series.values[t]!;
	const own = (x: number) => ownScale(kind, x);
	const score = ((kind === 'multiplicative' ? Math.log(value) : value) - centre) / sigma;
	const floor = series.values.every((y) => !(y < 0)) ? 0 : -Infinity;
	return {
		period: series.start + t,
		value,
		expected: Math.max(floor, own(centre)),
		lower: Math.max(floor, own(centre - limit * sigma)),
		upper: own(centre + limit * sigma),
		score
	};
}

/** The parts with the true values back where anomalies were taken out: all of them is remainder. */
function withRemainder(clean: Parts, series: Series, places: readonly number[]): Parts {
	const values = clean.values.slice();
	const remainder = clean.remainder.slice();
	for (const t of places) {
		values[t] = series.values[t]!;
		const y = clean.kind === 'multiplicative' ? Math.log(values[t]) : values[t];
		remainder[t] = y - clean.trend[t]! - clean.season[t]! - clean.events[t]!;
	}
	return { ...clean, values, remainder };
}
