import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import { FORECASTER_NAMES } from '$lib/i18n/forecaster-names';
import { m } from '$lib/paraglide/messages';

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
	'fine-tuned': m.forecaster_fine_tuned_hint,
	'residual-network': m.forecaster_residual_network_hint,
	combination: m.forecaster_combination_hint
};

/** All forecasters, the yardstick first. */
export const FORECASTERS = Object.keys(FORECASTER_NAMES) as ForecasterKind[];

export function forecasterName(kind: ForecasterKind): string {
	return FORECASTER_NAMES[kind]();
}

export function forecasterHint(kind: ForecasterKind): string {
	return HINTS[kind]();
}
