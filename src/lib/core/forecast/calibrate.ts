import type { ScaledErrors } from './conformal';
import { smallest } from './extremes';

/** Backtest errors of one origin, with how many values were known there. */
export interface OriginErrors extends ScaledErrors {
	readonly known: number;
}

/** Errors made comparable, and what brings them back to the size of one series. */
export interface Calibrated {
	readonly errors: readonly ScaledErrors[];
	/** Factor on the width of the intervals of a series; 1 for one that was not in the backtest. */
	readonly factorOf: (key: string) => number;
}

/** Share of the measured learning curve that is believed: half, chosen on held-out ends (docs/decisions/0007-forecast-choice.md). */
const BELIEVED = 0.5;
/** Series at which a learning curve measured on them counts half. */
const HALF_AT_SERIES = 20;
/** Horizons of errors at which a series' own error size counts as much as the pool's. */
const PRIOR_HORIZONS = 6;

/**
 * Makes the errors of different origins and series comparable before their quantiles are taken:
 * errors at an origin with a short history are larger than they will be with all of it, so they are shrunk along a power
 * of the history's length that is measured between the origins; and a series that is forecast better than others gets
 * narrower intervals, by its own mean error shrunk towards that of all.
 * `knownNow`: values known of each series where the intervals will stand. With one origin and one series nothing changes.
 */
export function calibrate(origins: readonly OriginErrors[], knownNow: ReadonlyMap<string, number>): Calibrated {
	const power = learningPower(origins);
	const aged = origins.map((origin) => {
		const now = knownNow.get(origin.key) ?? origin.known;
		return { ...origin, errors: scaled(origin.errors, (now / origin.known) ** power) };
	});
	return bySize(aged);
}

/**
 * Power p ≤ 0 such that errors go as (length of the history)ᵖ: least squares through the newest origin of the log ratio of
 * mean errors on the log ratio of lengths, over the older origins; shrunk to 0 with few series and believed by half.
 */
export function learningPower(origins: readonly OriginErrors[]): number {
	const newest = smallest(origins.map(({ fold }) => fold));
	const measured = origins.map(({ key, fold, known, errors }) => ({ key, fold, known, size: size(errors) }));
	const reference = new Map(measured.filter(({ fold }) => fold === newest).map((one) => [one.key, one]));
	const folds = new Map<number, { older: number; newer: number; length: number; pairs: number }>();
	for (const { key, fold, known, size: older } of measured) {
		const other = fold === newest ? undefined : reference.get(key);
		if (!other || !Number.isFinite(older) || !Number.isFinite(other.size)) continue;
		const sums = folds.get(fold) ?? { older: 0, newer: 0, length: 0, pairs: 0 };
		sums.older += older;
		sums.newer += other.size;
		sums.length += Math.log(known / other.known);
		sums.pairs++;
		folds.set(fold, sums);
	}
	return (BELIEVED * slope([...folds.values()]) * reference.size) / (reference.size + HALF_AT_SERIES);
}

/** Least squares through the origin, weighted by pairs; between −1 and 0. */
function slope(folds: readonly { older: number; newer: number; length: number; pairs: number }[]): number {
	let [top, bottom] = [0, 0];
	for (const { older, newer, length, pairs } of folds) {
		if (!(older > 0 && newer > 0)) continue;
		top += length * Math.log(older / newer);
		bottom += (length * length) / pairs;
	}
	return bottom === 0 ? 0 : Math.max(-1, Math.min(0, top / bottom));
}

/** Divides the errors of every series by its own factor, measured on its other origins. */
function bySize(origins: readonly OriginErrors[]): Calibrated {
	const all = totals(origins);
	const mean = all.sum / all.count;
	const byKey = new Map<string, { sum: number; count: number }>();
	for (const origin of origins) {
		const own = byKey.get(origin.key) ?? { sum: 0, count: 0 };
		const { sum: more, count } = totals([origin]);
		byKey.set(origin.key, { sum: own.sum + more, count: own.count + count });
	}
	if (byKey.size < 2 || !(mean > 0)) return { errors: origins, factorOf: () => 1 };
	const prior = PRIOR_HORIZONS * (origins[0]?.errors.length ?? 1);
	const factor = (own: number, count: number) => (prior + own / mean) / (prior + count);
	return {
		errors: origins.map((origin) => {
			const { sum: mine, count } = totals([origin]);
			const own = byKey.get(origin.key)!;
			return { ...origin, errors: scaled(origin.errors, 1 / factor(own.sum - mine, own.count - count)) };
		}),
		factorOf: (key) => {
			const own = byKey.get(key);
			return own ? factor(own.sum, own.count) : 1;
		}
	};
}

function totals(origins: readonly ScaledErrors[]): { sum: number; count: number } {
	let [total, count] = [0, 0];
	for (const { errors } of origins) {
		for (const error of errors) {
			if (!Number.isFinite(error)) continue;
			total += Math.abs(error);
			count++;
		}
	}
	return { sum: total, count };
}

/** Mean absolute error; NaN when nothing is known. */
function size(errors: Float64Array): number {
	let [total, count] = [0, 0];
	for (const error of errors) {
		if (!Number.isFinite(error)) continue;
		total += Math.abs(error);
		count++;
	}
	return total / count;
}

function scaled(errors: Float64Array, by: number): Float64Array {
	return errors.map((error) => error * by);
}
