import { allPositive, classicalSeason, deseasonalise, type Season, seasonOf } from '$lib/core/forecast/seasonality';
import { correctedAkaike, type EtsFit, type EtsForm, etsForms, nameOf } from './ets-model';
import { EtsRecursion } from './ets-recursion';
import type { EtsStart } from './ets-unknowns';
import { smooth } from './exponential-smoothing';
import { minimiseDeviance } from './gauss-newton';
import { line, runningLine } from './line';

/** A form with the unknowns found for it. */
interface Found {
	readonly form: EtsForm;
	readonly at: EtsStart;
	/** What the criterion adds to the deviance. */
	readonly penalty: number;
	readonly deviance: number;
	readonly aicc: number;
	/** Where else the search could have begun. */
	readonly other?: EtsStart | undefined;
}

/** Forms within so much of the best are searched again from elsewhere. */
const CLOSE = 10;
/** A form this much above the best criterion weighs 1/e of it in the average, and the least weight that counts. */
const [SPREAD, NEGLIGIBLE] = [16, 0.05];
/** Gain of a step, in units of the deviance, below which a member of an average is good enough. */
const ROUGH = 0.05;

/** What the forms of one kind of season start from. */
interface Ground {
	readonly alpha: number;
	readonly mean: number;
	readonly level: number;
	readonly trend: number;
	readonly effects: Float64Array;
}

/** A model of an average. */
export interface WeightedEts extends EtsFit {
	readonly weight: number;
}

/**
 * The exponential smoothing model with the lowest corrected Akaike criterion (Hyndman et al. 2008) among `forms`: smoothing
 * parameters, damping and all initial states by maximum likelihood. Values [n] of any size, `m` the seasonal period (1 = no
 * seasonal forms), n at least 5. Forms that cannot win any more are left early, so only the winner is fitted to the end.
 */
export function fitEts(values: Float64Array, m: number, forms = etsForms(allPositive(values), m > 1)): EtsFit {
	const scale = meanSize(values);
	const recursion = new EtsRecursion(
		values.map((y) => y / scale),
		m
	);
	return finish(recursion, settle(recursion, searchAll(recursion, forms, 0)), scale);
}

/**
 * All forms with weights exp(−Δ/16), Δ = corrected Akaike criterion above the best, summing to 1; those under 5 % of the
 * best are left out. Akaike's own weights are exp(−Δ/2); they trust a criterion of the past too much to forecast well.
 */
export function fitEtsAverage(values: Float64Array, m: number): WeightedEts[] {
	const scale = meanSize(values);
	const recursion = new EtsRecursion(
		values.map((y) => y / scale),
		m
	);
	const found = searchAll(recursion, etsForms(allPositive(values), m > 1), SPREAD * Math.log(1 / NEGLIGIBLE), ROUGH);
	const best = Math.min(...found.map(({ aicc }) => aicc));
	const weighed = found
		.map((one) => ({ one, weight: Math.exp((best - one.aicc) / SPREAD) }))
		.filter(({ weight }) => weight >= NEGLIGIBLE);
	const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
	return weighed.map(({ one, weight }) => ({ ...finish(recursion, one, scale), weight: weight / total }));
}

/** Fits every form; those that cannot come within `margin` of the best criterion so far are left before their end. */
function searchAll(recursion: EtsRecursion, forms: readonly EtsForm[], margin: number, tolerance?: number): Found[] {
	const { values, m } = recursion;
	const grounds = new Map<EtsForm['season'], Ground | null>();
	const found: Found[] = [];
	let best = Infinity;
	for (const form of forms) {
		const penalty = correctedAkaike(0, values.length, parameters(form, m));
		if (penalty === Infinity) continue;
		const ground = grounds.get(form.season) ?? groundOf(values, form.season, m);
		grounds.set(form.season, ground);
		if (!ground) continue;
		recursion.take(form);
		const [likely, other] = [grid(form, ground), simpler(form, ground, found)]
			.map((starts) => likeliest(recursion, starts))
			.filter((start) => start !== undefined)
			.sort((one, two) => one.value - two.value);
		if (!likely) continue;
		const one = search(recursion, form, penalty, likely.start, best + margin, tolerance);
		if (one.aicc === Infinity) continue;
		found.push({ ...one, other: other?.start });
		best = Math.min(best, one.aicc);
	}
	if (best === Infinity) throw new RangeError(`no ETS form fits ${values.length} values`);
	return found;
}

/** Tries the close ones again from elsewhere, since a likelihood may have several tops; then takes the best to its end. */
function settle(recursion: EtsRecursion, found: readonly Found[]): Found {
	let winner = found.reduce((best, one) => (one.aicc < best.aicc ? one : best));
	const best = winner.aicc;
	for (const { form, penalty, other, aicc } of found) {
		if (!other || aicc > best + CLOSE) continue;
		const again = search(recursion, form, penalty, other, winner.aicc);
		if (again.aicc < winner.aicc) winner = again;
	}
	return search(recursion, winner.form, winner.penalty, winner.at, Infinity, 1e-6);
}

function search(
	recursion: EtsRecursion,
	form: EtsForm,
	penalty: number,
	from: EtsStart,
	best: number,
	tolerance?: number
): Found {
	recursion.take(form);
	const x = new Float64Array(recursion.size);
	recursion.pack(x, from);
	const deviance = minimiseDeviance(recursion, x, best - penalty, tolerance);
	return { form, penalty, at: recursion.unpack(x, from), deviance, aicc: deviance + penalty };
}

/** Estimated numbers, the error variance included; m − 1 effects are free. */
function parameters({ trend, season }: EtsForm, m: number): number {
	return 3 + { N: 0, A: 2, Ad: 3 }[trend] + (season === 'N' ? 0 : m);
}

function meanSize(values: Float64Array): number {
	let sum = 0;
	for (let t = 0; t < values.length; t++) sum += Math.abs(values[t]!);
	return sum > 0 ? sum / values.length : 1;
}

function groundOf(values: Float64Array, kind: EtsForm['season'], m: number): Ground | null {
	const season = kind === 'N' ? null : firstSeason(values, kind === 'A' ? 'additive' : 'multiplicative', m);
	if (kind !== 'N' && !season) return null;
	const adjusted = deseasonalise(values, season);
	const head = adjusted.subarray(0, Math.max(10, 2 * m));
	const { intercept, slope } = line(head);
	return {
		alpha: smooth(adjusted).alpha,
		mean: intercept + (slope * (head.length - 1)) / 2,
		level: intercept - slope,
		trend: slope,
		effects: season?.indices ?? new Float64Array(0)
	};
}

function firstSeason(values: Float64Array, kind: Season['kind'], m: number): Season | null {
	if (values.length >= 3 * m) return classicalSeason(values, m, kind);
	if (values.length < m + 2) return null;
	return seasonOf(values, runningLine(values, 2 * values.length), m, kind, 1);
}

/** Starts spread over the smoothing parameters, states from the decomposition. */
function grid({ trend, season }: EtsForm, ground: Ground): EtsStart[] {
	const trended = trend !== 'N';
	const states = trended ? ground : { ...ground, level: ground.mean, trend: 0 };
	return [0.02, ground.alpha, 0.5].flatMap((alpha) =>
		(trended ? [0.02, 0.3] : [0.05]).flatMap((beta) =>
			(season === 'N' ? [0.05] : [0.02, 0.3]).map((gamma) => ({ ...states, alpha, beta, gamma, phi: 0.95 }))
		)
	);
}

/** What other forms with the same season found: the twin with the other error runs the same recursion. */
function simpler({ trend, season }: EtsForm, ground: Ground, found: readonly Found[]): EtsStart[] {
	return found
		.filter((one) => one.form.season === season)
		.map(({ at }) => (trend !== 'N' && at.trend === 0 ? { ...at, trend: ground.trend / 4 } : at));
}

function likeliest(recursion: EtsRecursion, from: readonly EtsStart[]): { start: EtsStart; value: number } | undefined {
	const x = new Float64Array(recursion.size);
	let best: { start: EtsStart; value: number } | undefined;
	for (const start of from) {
		recursion.pack(x, start);
		const value = recursion.value(x);
		if (value < (best?.value ?? Infinity)) best = { start, value };
	}
	return best;
}

function finish(recursion: EtsRecursion, { form, at, deviance, aicc }: Found, scale: number): EtsFit {
	recursion.take(form);
	const x = new Float64Array(recursion.size);
	recursion.pack(x, at);
	recursion.value(x);
	const { alpha, beta, gamma, phi, level, trend, m } = recursion;
	const n = recursion.values.length;
	const unit = 2 * n * Math.log(scale);
	const effect = form.season === 'A' ? scale : 1;
	return {
		name: nameOf(form),
		form,
		alpha,
		beta,
		gamma,
		phi,
		level: level * scale,
		trend: trend * scale,
		effects: form.season === 'N' ? [] : Array.from({ length: m }, (_, j) => effect * recursion.effects[(n + j) % m]!),
		deviance: deviance + unit,
		aicc: aicc + unit
	};
}
