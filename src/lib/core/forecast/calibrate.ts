import type { ScaledErrors } from './conformal';

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
	const newest = Math.min(...origins.map(({ fold }) => fold));
	const reference = new Map(origins.filter(({ fold }) => fold === newest).map((origin) => [origin.key, origin]));
	let [top, bottom] = [0, 0];
	for (const fold of new Set(origins.map((origin) => origin.fold))) {
		const pairs = origins.flatMap((origin) => {
			const other = origin.fold === fold && fold !== newest ? reference.get(origin.key) : undefined;
			return other && Number.isFinite(size(origin)) && Number.isFinite(size(other)) ? [{ origin, other }] : [];
		});
		const older = sum(pairs.map(({ origin }) => size(origin)));
		const newer = sum(pairs.map(({ other }) => size(other)));
		if (!(older > 0 && newer > 0)) continue;
		const length = sum(pairs.map(({ origin, other }) => Math.log(origin.known / other.known))) / pairs.length;
		top += pairs.length * length * Math.log(older / newer);
		bottom += pairs.length * length * length;
	}
	if (bottom === 0) return 0;
	const measured = Math.max(-1, Math.min(0, top / bottom));
	return (BELIEVED * measured * reference.size) / (reference.size + HALF_AT_SERIES);
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

/** Mean absolute error of an origin; NaN when nothing is known. */
function size(origin: ScaledErrors): number {
	const { sum: total, count } = totals([origin]);
	return total / count;
}

function scaled(errors: Float64Array, by: number): Float64Array {
	return errors.map((error) => error * by);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
