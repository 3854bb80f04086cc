import type { ForecasterKind } from './forecaster';

/** Kinds whose mean is the 'combination'; those that ran take part. */
export const COMBINED: readonly ForecasterKind[] = ['theta', 'ets-damped', 'residual-network'];

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
