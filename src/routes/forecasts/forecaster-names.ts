import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<ForecasterKind, () => string> = {
	'seasonal-naive': m.forecaster_seasonal_naive,
	theta: m.forecaster_theta,
	'ets-damped': m.forecaster_ets_damped,
	'residual-network': m.forecaster_residual_network,
	combination: m.forecaster_combination
};

const HINTS: Record<ForecasterKind, () => string> = {
	'seasonal-naive': m.forecaster_seasonal_naive_hint,
	theta: m.forecaster_theta_hint,
	'ets-damped': m.forecaster_ets_damped_hint,
	'residual-network': m.forecaster_residual_network_hint,
	combination: m.forecaster_combination_hint
};

/** All forecasters, the yardstick first. */
export const FORECASTERS = Object.keys(NAMES) as ForecasterKind[];

export function forecasterName(kind: ForecasterKind): string {
	return NAMES[kind]();
}

export function forecasterHint(kind: ForecasterKind): string {
	return HINTS[kind]();
}
