import type { ForecasterKind } from './forecaster';

/** One of each family, and no two that err alike: see docs/decisions/0007-forecast-choice.md. */
const COMBINED: readonly ForecasterKind[] = ['four-theta', 'stl-ets', 'pretrained', 'residual-network'];

/**
 * The kinds among those that `ran` whose mean is the 'combination': 4Theta, decomposition with exponential smoothing and
 * the two networks. Where fewer than two of these ran, all that did but the yardstick.
 */
export function combined(ran: readonly ForecasterKind[]): readonly ForecasterKind[] {
	const members = ran.filter((kind) => COMBINED.includes(kind));
	return members.length > 1 ? members : ran.filter((kind) => kind !== 'seasonal-naive');
}

/** Mean of several point forecasts, step by step. All arrays [h]; at least one. */
export function meanForecast(points: readonly Float64Array[]): Float64Array {
	return points[0]!.map((_, k) => points.reduce((sum, point) => sum + point[k]!, 0) / points.length);
}

/** Median of several point forecasts, step by step. All arrays [h]; at least one. */
export function medianForecast(points: readonly Float64Array[]): Float64Array {
	const middle = (points.length - 1) / 2;
	return points[0]!.map((_, k) => {
		const sorted = points.map((point) => point[k]!).sort((a, b) => a - b);
		return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
	});
}
