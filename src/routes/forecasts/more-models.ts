import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import type { RecommendedKind } from '$lib/core/forecast/recommended';
import { m } from '$lib/paraglide/messages';

const FAMILIES = {
	simple: m.forecasts_family_simple,
	smoothing: m.forecasts_family_smoothing,
	regression: m.forecasts_family_regression,
	intermittent: m.forecasts_family_intermittent,
	network: m.forecasts_family_network
};

const FAMILY: Record<Exclude<ForecasterKind, RecommendedKind>, keyof typeof FAMILIES> = {
	naive: 'simple',
	drift: 'simple',
	'moving-average': 'simple',
	ses: 'smoothing',
	holt: 'smoothing',
	damped: 'smoothing',
	'dynamic-theta': 'smoothing',
	ets: 'smoothing',
	'ets-damped': 'smoothing',
	arima: 'regression',
	'fourier-regression': 'regression',
	linear: 'regression',
	croston: 'intermittent',
	sba: 'intermittent',
	tsb: 'intermittent',
	'fine-tuned': 'network'
};

/** The kinds that are not recommended, by family. */
export const MORE_MODELS = Object.entries(FAMILIES).map(([family, name]) => ({
	name,
	kinds: (Object.keys(FAMILY) as (keyof typeof FAMILY)[]).filter((kind) => FAMILY[kind] === family)
}));
