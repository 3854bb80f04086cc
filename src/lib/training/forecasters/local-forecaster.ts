import type { Fitted, Forecaster, ForecasterKind, FitSettings, Job, SavedModel } from '$lib/core/forecast/forecaster';
import { pacer } from '$lib/core/forecast/pace';
import { fillGaps } from '$lib/core/forecast/gaps';
import type { Series } from '$lib/core/forecast/series';
import type { Json } from '$lib/core/json';

/** What a model that treats each series on its own has to say; the rest is common to all of them. */
export interface LocalMethod<State, Plan> {
	readonly kind: ForecasterKind;
	/** Raised when saved states change shape. */
	readonly format: number;
	minLength(settings: FitSettings): number;
	/** A decision taken once for all series, before any is fitted. */
	plan(
		histories: readonly Float64Array[],
		settings: FitSettings,
		turn: () => Promise<void> | void,
		series: readonly Series[]
	): Promise<Plan>;
	/** The fitted state of one series: plain JSON data. `series` tells its calendar; its gaps are filled in `history`. */
	fit(history: Float64Array, settings: FitSettings, plan: Plan, series: Series): State;
	/** Point forecasts [h]. */
	predict(state: State, h: number): Float64Array;
}

/** A forecaster that loops over the series, resting often. */
export function localForecaster<State, Plan>(method: LocalMethod<State, Plan>): Forecaster {
	return {
		kind: method.kind,
		global: false,
		minLength: (settings) => method.minLength(settings),
		fit: async (series, settings, job) => fitted(method, await fitAll(method, series, settings, job)),
		load: async (saved) => fitted(method, statesOf(method, saved))
	};
}

async function fitAll<State, Plan>(
	method: LocalMethod<State, Plan>,
	series: readonly Series[],
	settings: FitSettings,
	job: Job
): Promise<State[]> {
	const turn = pacer(job);
	const histories = series.map(({ values }) => fillGaps(values, settings.season));
	const need = method.minLength(settings);
	for (const [i, { length }] of histories.entries()) {
		if (length < need) throw new RangeError(`${method.kind}: "${series[i]!.key}" has ${length} values, needs ${need}`);
	}
	const plan = await method.plan(histories, settings, turn, series);
	const states: State[] = [];
	for (const [i, history] of histories.entries()) {
		await turn();
		states.push(method.fit(history, settings, plan, series[i]!));
		job.progress(states.length, histories.length, 'fit');
	}
	return states;
}

function fitted<State, Plan>(method: LocalMethod<State, Plan>, states: readonly State[]): Fitted {
	return {
		predict: async (h) => states.map((state) => method.predict(state, h)),
		save: async () => ({
			kind: method.kind,
			format: method.format,
			params: { states: states as unknown as Json },
			weights: []
		}),
		dispose: () => undefined
	};
}

function statesOf<State, Plan>(method: LocalMethod<State, Plan>, saved: SavedModel): readonly State[] {
	const states = (saved.params as { readonly states?: unknown } | null)?.states;
	if (saved.kind !== method.kind || saved.format !== method.format || !Array.isArray(states)) {
		throw new RangeError(`not a saved ${method.kind} of format ${method.format}`);
	}
	return states as State[];
}
