/** How the error, the trend and the season of an exponential smoothing model act: none, additive, damped, multiplicative. */
export interface EtsForm {
	readonly error: 'A' | 'M';
	readonly trend: 'N' | 'A' | 'Ad';
	readonly season: 'N' | 'A' | 'M';
}

/** A fitted ETS model with the states after the last observation. */
export interface EtsFit {
	/** As usually written: "ETS(M,Ad,M)". */
	readonly name: string;
	readonly form: EtsForm;
	readonly alpha: number;
	/** 0 without trend. */
	readonly beta: number;
	/** 0 without season. */
	readonly gamma: number;
	/** 1 unless damped. */
	readonly phi: number;
	readonly level: number;
	readonly trend: number;
	/** [m] effects of the coming season, the first one that of the first forecast; empty without season. */
	readonly effects: readonly number[];
	/** n·log Σε² (+ 2·Σ log|ŷ| with multiplicative error), as R's forecast package counts it: −2 log likelihood + constant. */
	readonly deviance: number;
	readonly aicc: number;
}

/** "ETS(A,Ad,N)". */
export function nameOf({ error, trend, season }: EtsForm): string {
	return `ETS(${error},${trend},${season})`;
}

/**
 * Forms that may be tried, simple ones first so that the others can start from them. As R's `ets`: no additive error with
 * multiplicative season (its variance can be infinite), no multiplicative trend; multiplicative parts only for `positive`
 * data, seasons only when asked for.
 */
export function etsForms(positive: boolean, seasonal: boolean): EtsForm[] {
	const seasons = ['N', ...(seasonal ? (['A', 'M'] as const) : [])] as const;
	const forms = (['N', 'Ad', 'A'] as const).flatMap((trend) =>
		seasons.flatMap((season) => (['A', 'M'] as const).map((error): EtsForm => ({ error, trend, season })))
	);
	return forms.filter(({ error, season }) => (error === 'A' ? season !== 'M' : positive));
}

/** Corrected Akaike criterion from a deviance with `k` parameters, the error variance included. Infinity when n ≤ k + 1. */
export function correctedAkaike(deviance: number, n: number, k: number): number {
	return n - k - 1 <= 0 ? Infinity : deviance + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
}

/** Point forecasts [h] of a fitted model. */
export function extendEts(fit: Pick<EtsFit, 'form' | 'level' | 'trend' | 'phi' | 'effects'>, h: number): Float64Array {
	const { level, trend, phi, effects } = fit;
	let [sum, power] = [0, 1];
	return Float64Array.from({ length: h }, (_, k) => {
		power *= phi;
		sum += power;
		const line = level + trend * sum;
		if (fit.form.season === 'N') return line;
		const effect = effects[k % effects.length]!;
		return fit.form.season === 'A' ? line + effect : line * effect;
	});
}
