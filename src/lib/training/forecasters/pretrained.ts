import type { Fitted, Forecaster, FitSettings, Job, SavedModel } from '$lib/core/forecast/forecaster';
import { fillGaps } from '$lib/core/forecast/gaps';
import { pacer } from '$lib/core/forecast/pace';
import { forecastQuantiles, type PretrainedNetwork } from '$lib/core/forecast/pretrained/forecast';
import { pastSize } from '$lib/core/forecast/pretrained/window';
import { classicalSeason, deseasonalise, isSeasonal, reseasonalise, type Season } from '$lib/core/forecast/seasonality';
import type { Series } from '$lib/core/forecast/series';
import type { Grain } from '$lib/core/period';
import { loadNetwork } from '../networks';

const KIND = 'pretrained';
const FORMAT = 1;
const LEAST = 5;

/** What is known of one series: what the network sees, and a season that it was not trained for. */
export interface Past {
	/** Last values, without `season`; float32, so that a saved model answers the same. */
	readonly tail: Float32Array;
	readonly season: Season | null;
	/** Values before the forecast: its first phase. */
	readonly length: number;
}

/**
 * A network trained beforehand on generated series and shipped with the app, one per grain: nothing is learnt from the
 * series at hand, so the first forecast needs no training. A seasonal period other than that of the grain is taken out
 * before, by classical decomposition.
 */
export function createPretrained(): Forecaster {
	return { kind: KIND, global: false, minLength: () => LEAST, fit, load };
}

async function fit(series: readonly Series[], { season, horizon }: FitSettings, job: Job): Promise<Fitted> {
	const turn = pacer(job);
	const short = series.find(({ values }) => values.length < LEAST);
	if (short) throw new RangeError(`${KIND}: "${short.key}" has ${short.values.length} values, needs ${LEAST}`);
	await turn();
	const grain = series[0]?.grain ?? 'month';
	const network = await loadNetwork(grain);
	const pasts: Past[] = [];
	const points: Float64Array[] = [];
	for (const { values } of series) {
		await turn();
		const past = pastOf(fillGaps(values, season), season, network);
		pasts.push(past);
		points.push(pointsOf(network, past, horizon));
		job.progress(pasts.length, series.length, 'fit');
	}
	return fitted(network, pasts, points);
}

/** The past of one history [n], gaps filled: a season that the network was not trained for is taken out. */
export function pastOf(history: Float64Array, season: number, { card }: PretrainedNetwork): Past {
	const own = season === card.season || !isSeasonal(history, season);
	const found = own ? null : classicalSeason(history, season, 'additive');
	const tail = Float32Array.from(deseasonalise(history, found).subarray(-pastSize(card)));
	return { tail, season: found, length: history.length };
}

/** Point forecasts [h] after a past, its season put back. */
export function pointsOf(network: PretrainedNetwork, { tail, season, length }: Past, h: number): Float64Array {
	const quantiles = forecastQuantiles(network, Float64Array.from(tail), h);
	return reseasonalise(quantiles[quantiles.length >> 1]!, season, length);
}

/** `points`: forecasts made already, per series. */
function fitted(network: PretrainedNetwork, pasts: readonly Past[], points: readonly Float64Array[]): Fitted {
	return {
		predict: async (h) =>
			pasts.map((past, i) => {
				const there = points[i];
				return there && there.length >= h ? there.slice(0, h) : pointsOf(network, past, h);
			}),
		save: async () => saved(network, pasts),
		dispose: () => undefined
	};
}

/** The network itself is not saved with it: it is the app's, and told by its hash. */
function saved({ card }: PretrainedNetwork, pasts: readonly Past[]): SavedModel {
	const series = pasts.map(({ season, length }) => ({
		length,
		season: season && { kind: season.kind, indices: Array.from(season.indices) }
	}));
	return {
		kind: KIND,
		format: FORMAT,
		params: { grain: card.grain, sha256: card.sha256, series },
		weights: pasts.map(({ tail }, i) => ({ name: `tail${i}`, shape: [tail.length], values: tail }))
	};
}

interface SavedParams {
	readonly grain: Grain;
	readonly sha256: string;
	readonly series?: readonly {
		readonly length: number;
		readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
	}[];
}

async function load({ kind, format, params, weights }: SavedModel): Promise<Fitted> {
	const own = params as unknown as SavedParams | null;
	if (kind !== KIND || format !== FORMAT || own?.series?.length !== weights.length) {
		throw new RangeError(`not a saved ${KIND} of format ${FORMAT}`);
	}
	const network = await loadNetwork(own.grain);
	if (network.card.sha256 !== own.sha256) throw new RangeError('the app has another pretrained network by now');
	const pasts = own.series.map(({ length, season }, i) => ({
		tail: weights[i]!.values,
		season: season && { kind: season.kind, indices: Float64Array.from(season.indices) },
		length
	}));
	return fitted(network, pasts, []);
}
