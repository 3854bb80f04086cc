import type { Forecaster, ForecasterKind } from '$lib/core/forecast/forecaster';

/** Kinds that are fitted by code of their own; 'combination' is made from the others' forecasts. */
export type FittedKind = Exclude<ForecasterKind, 'combination'>;

/** One line per model family: its kind and how to load its code. */
const LOADERS: Record<FittedKind, () => Promise<Forecaster>> = {
	'seasonal-naive': async () => (await import('./seasonal-naive')).createSeasonalNaive(),
	naive: async () => (await import('./naive')).createNaive(),
	drift: async () => (await import('./drift')).createDrift(),
	'moving-average': async () => (await import('./moving-average')).createMovingAverage(),
	ses: async () => (await import('./ses')).createSes(),
	holt: async () => (await import('./holt')).createHolt(),
	damped: async () => (await import('./damped')).createDamped(),
	theta: async () => (await import('./theta')).createTheta(),
	'dynamic-theta': async () => (await import('./dynamic-theta')).createDynamicTheta(),
	'four-theta': async () => (await import('./four-theta')).createFourTheta(),
	ets: async () => (await import('./ets')).createEts(),
	'ets-average': async () => (await import('./ets')).createEtsAverage(),
	'ets-damped': async () => (await import('./ets-damped')).createEtsDamped(),
	'stl-ets': async () => (await import('./stl-ets')).createStlEts(),
	arima: async () => (await import('./arima')).createArima(),
	'fourier-regression': async () => (await import('./fourier-regression')).createFourierRegression(),
	linear: async () => (await import('./linear')).createLinear(),
	croston: async () => (await import('./croston')).createCroston(),
	sba: async () => (await import('./sba')).createSba(),
	tsb: async () => (await import('./tsb')).createTsb(),
	pretrained: async () => (await import('./pretrained')).createPretrained(),
	'fine-tuned': async () => (await import('./fine-tuned')).createFineTuned(),
	'residual-network': async () => (await import('./residual-network')).createResidualNetwork()
};

/** The forecasters for `kinds` in registry order, seasonal naive always among them. Loads only what is asked for. */
export async function loadForecasters(kinds: readonly ForecasterKind[]): Promise<Forecaster[]> {
	const asked = new Set<ForecasterKind>(['seasonal-naive', ...kinds]);
	const loaders = Object.entries(LOADERS).filter(([kind]) => asked.has(kind as FittedKind));
	return Promise.all(loaders.map(([, load]) => load()));
}
