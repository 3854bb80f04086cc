import { aicc, extend, fitDampedTrend } from './damped-trend';
import { smooth } from './exponential-smoothing';
import { line } from './line';

/** One line of a forecast: `weight` times level + trend · (φ + φ² + … + φᵏ). */
export interface TrendPart {
	readonly weight: number;
	readonly level: number;
	readonly trend: number;
	readonly phi: number;
}

/** How values without a season go on: exponential smoothing, Theta, or the mean of both. */
export type Continuation = 'smoothed' | 'theta' | 'both';

/** Weighed lines that continue `values` [n]; their sum at step k is the forecast. */
export function continueTrend(values: Float64Array, how: Continuation): TrendPart[] {
	if (how === 'smoothed') return smoothed(values);
	if (how === 'theta') return [theta(values)];
	return [...smoothed(values), theta(values)].map((part) => ({ ...part, weight: part.weight / 2 }));
}

/** Sum of the parts for `h` steps. */
export function extendParts(parts: readonly TrendPart[], h: number): Float64Array {
	const forecast = new Float64Array(h);
	for (const part of parts) {
		const own = extend(part, h);
		for (let k = 0; k < h; k++) forecast[k]! += part.weight * own[k]!;
	}
	return forecast;
}

/** Simple and damped exponential smoothing by their Akaike weights. */
function smoothed(values: Float64Array): TrendPart[] {
	const flat = smooth(values);
	const damped = fitDampedTrend(values);
	const lead = (aicc(flat.sse, values.length, 3) - damped.aicc) / 2;
	const share = Number.isNaN(lead) ? 0 : 1 / (1 + Math.exp(-lead));
	return [
		{ weight: 1 - share, level: flat.level, trend: 0, phi: 1 },
		{ weight: share, level: damped.level, trend: damped.trend, phi: damped.phi }
	];
}

/** Mean of the regression line and the smoothed line of doubled curvature. */
function theta(values: Float64Array): TrendPart {
	const { intercept, slope } = line(values);
	const { level } = smooth(values.map((y, t) => 2 * y - intercept - slope * t));
	const end = intercept + slope * (values.length - 1);
	return { weight: 1, level: (level + end) / 2, trend: slope / 2, phi: 1 };
}
