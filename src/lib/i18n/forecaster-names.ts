import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import { m } from '$lib/paraglide/messages';

/** What a forecaster is called, in the order they are listed in: the yardstick first, the combination last. */
export const FORECASTER_NAMES: Readonly<Record<ForecasterKind, () => string>> = {
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
	'fine-tuned': m.forecaster_fine_tuned,
	'residual-network': m.forecaster_residual_network,
	combination: m.forecaster_combination
};
