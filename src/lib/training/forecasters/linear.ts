import type { Forecaster, FitSettings } from '$lib/core/forecast/forecaster';
import { seasonalNaive } from '$lib/core/forecast/naive2';
import { allPositive } from '$lib/core/forecast/seasonality';
import { decide, type Trial } from './held-out';
import { apply, type LinearMap, RidgeSums } from './linear-map';
import { localForecaster } from './local-forecaster';

/** What the map corrects: the last value, the mean of the last cycle, or the last cycle repeated. */
type Base = 'last' | 'mean' | 'cycle';

interface Recipe {
	readonly log: boolean;
	readonly base: Base;
	/** Cycles in a window. */
	readonly reach: number;
}

/** The recipe, and the map learnt from all series; null where no window with its outcome fits into them. */
interface Plan {
	readonly recipe: Recipe;
	readonly map: LinearMap | null;
}

/** The forecast itself, as far as the horizon asked for, and the cycle that goes on behind it. */
interface State {
	readonly points: readonly number[];
	readonly cycle: number;
}

const BASE: Recipe = { log: true, base: 'mean', reach: 2 };
const STEPS: readonly (readonly Partial<Recipe>[])[] = [
	[{ log: false }],
	[{ base: 'cycle' }, { base: 'last' }],
	[{ reach: 1.25 }, { reach: 3 }]
];
/** Most windows learnt from; of longer data every second, third … is taken. */
const MOST_WINDOWS = 30_000;
/** Fewest values in a window, and most. */
const [SHORTEST, LONGEST] = [8, 128];
/** Outcomes further away than so many scales count as that far. */
const FAR = 8;
/** Series looked at for a decision. */
const SAMPLE = 60;

/**
 * One linear map for all series from a scaled window to the whole horizon, by ridge regression in closed form: a global
 * baseline in the manner of NLinear (Zeng et al. 2023) without any gradient descent.
 */
export function createLinear(): Forecaster {
	return localForecaster<State, Plan>({ kind: 'linear', format: 1, minLength: () => 8, plan, fit, predict });
}

async function plan(
	histories: readonly Float64Array[],
	settings: FitSettings,
	turn: () => Promise<void> | void
): Promise<Plan> {
	const heads = histories.map((values) =>
		values.subarray(0, values.length - Math.min(Math.floor(values.length / 3), 4 * settings.horizon))
	);
	const trial = (recipe: Recipe): Trial => {
		const map = learn(heads, settings, recipe);
		return (past, h) => predict(fit(past, settings, { recipe, map }), h);
	};
	let recipe = BASE;
	for (const step of STEPS) {
		const recipes = [recipe, ...step.map((change) => ({ ...recipe, ...change }))].filter((one) =>
			sensible(one, histories, settings)
		);
		await turn();
		if (recipes.length > 1) recipe = recipes[await decide(histories, settings, recipes.map(trial), turn, SAMPLE)]!;
	}
	return { recipe, map: learn(histories, settings, recipe) };
}

function sensible(recipe: Recipe, histories: readonly Float64Array[], { season }: FitSettings): boolean {
	if (recipe === BASE) return true;
	if (!recipe.log && !histories.some(allPositive)) return false;
	return season > 1 || recipe.base !== 'cycle';
}

/** Length of a window: the cycles wanted, less where most series could not fill it and show an outcome. */
function windowLength(histories: readonly Float64Array[], { season: m, horizon }: FitSettings, reach: number): number {
	const lengths = histories.map(({ length }) => length).sort((a, b) => a - b);
	const usual = lengths[Math.floor(lengths.length / 4)]!;
	const wanted = Math.max(SHORTEST, m > 1 ? Math.ceil(reach * m) : Math.ceil(reach * 5));
	return Math.min(wanted, LONGEST, usual - horizon - 2);
}

function learn(histories: readonly Float64Array[], settings: FitSettings, recipe: Recipe): LinearMap | null {
	const { season: m, horizon: h } = settings;
	const w = windowLength(histories, settings, recipe.reach);
	if (w < 4) return null;
	const counts = histories.map(({ length }) => Math.max(0, length - w - h + 1));
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total < 2 * w) return null;
	const stride = Math.ceil(total / MOST_WINDOWS);
	const sums = new RidgeSums(w, h);
	const outcome = new Float64Array(h);
	for (const [i, history] of histories.entries()) {
		const values = scaleOf(history, recipe);
		for (let from = history.length - w - h, j = 0; from >= 0; from -= stride, j++) {
			const window = look(values.subarray(from, from + w), m, h, recipe.base);
			if (!window) continue;
			for (let k = 0; k < h; k++) {
				const z = (values[from + w + k]! - window.base[k]!) / window.size;
				outcome[k] = Math.max(-FAR, Math.min(FAR, z));
			}
			sums.add(window.x, outcome, histories.length >= 10 ? i : Math.floor((j * stride) / (w + h)) + i);
		}
	}
	return sums.solve();
}

function scaleOf(history: Float64Array, { log }: Recipe): Float64Array {
	return log && allPositive(history) ? history.map(Math.log) : history;
}

/** A window as the map sees it; null when it is constant. */
function look(window: Float64Array, m: number, h: number, kind: Base) {
	const w = window.length;
	const cycle = m > 1 && m <= w ? m : Math.min(w, 4);
	let level = 0;
	for (let t = w - cycle; t < w; t++) level += window[t]! / cycle;
	let size = 0;
	for (let t = 0; t < w; t++) size += Math.abs(window[t]! - level) / w;
	if (!(size > 1e-12 * Math.abs(level))) return null;
	const x = new Float64Array(w + 1);
	for (let t = 0; t < w; t++) x[t] = (window[t]! - level) / size;
	x[w] = 1;
	const base =
		kind === 'cycle' ? seasonalNaive(window, m, h) : new Float64Array(h).fill(kind === 'last' ? window[w - 1]! : level);
	return { x, base, size };
}

function fit(history: Float64Array, { season: m, horizon: h }: FitSettings, { recipe, map }: Plan): State {
	const values = scaleOf(history, recipe);
	const window = map && values.length >= map.inputs ? look(values.subarray(-map.inputs), m, h, recipe.base) : null;
	const cycle = m > 1 ? m : 1;
	if (!map || !window) return { points: Array.from(seasonalNaive(history, m, h)), cycle };
	const change = apply(map, window.x);
	const points = Array.from(change, (z, k) => window.base[k]! + window.size * z);
	return { points: values === history ? points : points.map(Math.exp), cycle };
}

function predict({ points, cycle }: State, h: number): Float64Array {
	const back = Math.min(cycle, points.length);
	return Float64Array.from({ length: h }, (_, k) =>
		k < points.length ? points[k]! : points[points.length - back + ((k - points.length) % back)]!
	);
}
