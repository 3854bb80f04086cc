import type { Forecaster, ForecasterKind } from '$lib/core/forecast/forecaster';

/** Kinds that are fitted by code of their own; 'combination' is made from the others' forecasts. */
export type FittedKind = Exclude<ForecasterKind, 'combination'>;

/** One line per model family: its kind and how to load its code. */
const LOADERS: Record<FittedKind, () => Promise<Forecaster>> = {
	'seasonal-naive': async () => (await import('./seasonal-naive')).createSeasonalNaive(),
	theta: async () => (await import('./theta')).createTheta(),
	'ets-damped': async () => (await import('./ets-damped')).createEtsDamped(),
	'residual-network': async () => (await import('./residual-network')).createResidualNetwork()
};

/** The forecasters for `kinds` in registry order, seasonal naive always among them. Loads only what is asked for. */
export async function loadForecasters(kinds: readonly ForecasterKind[]): Promise<Forecaster[]> {
	const asked = new Set<ForecasterKind>(['seasonal-naive', ...kinds]);
	const loaders = Object.entries(LOADERS).filter(([kind]) => asked.has(kind as FittedKind));
	return Promise.all(loaders.map(([, load]) => load()));
}
