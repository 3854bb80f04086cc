import { calibrate, type OriginErrors } from './calibrate';
import { offsets, poolByStep } from './conformal';

/**
 * Honest coverage per level: each fold is judged by intervals made from the other folds only; with a single fold, each
 * series by those of the other series. NaN when neither is possible.
 */
export function heldOutCoverage(forecasts: readonly OriginErrors[], h: number, levels: readonly number[]): number[] {
	const by = new Set(forecasts.map(({ fold }) => fold)).size > 1 ? 'fold' : 'key';
	const inside = levels.map(() => 0);
	let n = 0;
	for (const part of splits(forecasts, by)) {
		const knownThere = new Map([...part].map(({ key, known }) => [key, known]));
		const rest = calibrate(
			forecasts.filter((forecast) => !part.has(forecast)),
			knownThere
		);
		const pool = poolByStep(rest.errors, h);
		if (pool.every((errors) => errors.length === 0)) continue;
		const offset = offsets(pool, levels);
		for (const { key, errors } of part) {
			const factor = rest.factorOf(key);
			errors.forEach((error, k) => {
				if (!Number.isFinite(error)) return;
				n++;
				offset.forEach(({ lower, upper }, i) => {
					if (error >= -factor * lower[k]! && error <= factor * upper[k]!) inside[i]!++;
				});
			});
		}
	}
	return inside.map((count) => (n > 0 ? count / n : NaN));
}

/** Most parts a coverage check is cut into: many series are held out in groups. */
const MAX_PARTS = 10;

function splits(forecasts: readonly OriginErrors[], by: 'fold' | 'key'): Set<OriginErrors>[] {
	const names = [...new Set(forecasts.map((forecast) => forecast[by]))];
	if (names.length < 2) return [];
	const groups = Array.from({ length: Math.min(MAX_PARTS, names.length) }, () => new Set<OriginErrors>());
	const group = new Map(names.map((name, i) => [name, groups[i % groups.length]!]));
	for (const forecast of forecasts) group.get(forecast[by])!.add(forecast);
	return groups;
}
