import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<ForecasterKind, () => string> = {
	'seasonal-naive': m.forecaster_seasonal_naive,
	naive: m.forecaster_naive,
	drift: m.forecaster_drift,
	'moving-average': m.forecaster_moving_average,
	ses: m.forecaster_ses,
	holt: m.forecaster_holt,
	damped: m.forecaster_damped,
	theta: m.forecaster_theta,
	'dynamic-theta': m.forecaster_dynamic_theta,
	'four-theta': m.forecaster_four_theta,
	ets: m.forecaster_ets,
	'ets-average': m.forecaster_ets_average,
	'ets-damped': m.forecaster_ets_damped,
	'stl-ets': m.forecaster_stl_ets,
	arima: m.forecaster_arima,
	'fourier-regression': m.forecaster_fourier_regression,
	linear: m.forecaster_linear,
	croston: m.forecaster_croston,
	sba: m.forecaster_sba,
	tsb: m.forecaster_tsb,
	pretrained: m.forecaster_pretrained,
	'residual-network': m.forecaster_residual_network,
	combination: m.forecaster_combination
};

const HINTS: Record<ForecasterKind, () => string> = {
	'seasonal-naive': m.forecaster_seasonal_naive_hint,
	naive: m.forecaster_naive_hint,
	drift: m.forecaster_drift_hint,
	'moving-average': m.forecaster_moving_average_hint,
	ses: m.forecaster_ses_hint,
	holt: m.forecaster_holt_hint,
	damped: m.forecaster_damped_hint,
	theta: m.forecaster_theta_hint,
	'dynamic-theta': m.forecaster_dynamic_theta_hint,
	'four-theta': m.forecaster_four_theta_hint,
	ets: m.forecaster_ets_hint,
	'ets-average': m.forecaster_ets_average_hint,
	'ets-damped': m.forecaster_ets_damped_hint,
	'stl-ets': m.forecaster_stl_ets_hint,
	arima: m.forecaster_arima_hint,
	'fourier-regression': m.forecaster_fourier_regression_hint,
	linear: m.forecaster_linear_hint,
	croston: m.forecaster_croston_hint,
	sba: m.forecaster_sba_hint,
	tsb: m.forecaster_tsb_hint,
	pretrained: m.forecaster_pretrained_hint,
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
