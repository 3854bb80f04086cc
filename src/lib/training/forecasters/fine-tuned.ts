import type { Fitted, Forecaster, FitSettings, Job, SavedModel } from '$lib/core/forecast/forecaster';
import { fillGaps } from '$lib/core/forecast/gaps';
import type { PretrainedNetwork } from '$lib/core/forecast/pretrained/forecast';
import { classicalSeason, deseasonalise, isSeasonal, type Season } from '$lib/core/forecast/seasonality';
import type { Series } from '$lib/core/forecast/series';
import type { Grain } from '$lib/core/period';
import type { Issue } from '$lib/core/result';
import { loadNetwork } from '../networks';
import { startTensorflow } from '../tensorflow/backend';
import { tune, tuningSteps, type Tuned } from './fine-tuned-training';
import { flatWeights, memberOf } from './fine-tuned-weights';
import { materialOf } from './fine-tuned-windows';
import { LearningCurve } from './learning-curve';
import { pastOf, pointsOf, type Past } from './pretrained';
import { seededRandom } from './random';
import type { Weight } from './residual-network-model';

const KIND = 'fine-tuned';
const FORMAT = 1;
const LEAST = 5;
/** How far training may run over its budget before the clock ends it. */
const OVERDUE_FACTOR = 10;
const OVERDUE_SECONDS = 60;

/** What one member became; `weights` are never null. */
interface Member extends Omit<Tuned, 'weights'> {
	readonly weights: readonly Weight[];
}

/**
 * The pretrained network of the grain, trained on across all series of a request for as long as sizes and budget allow.
 * Held-out ends decide how much of what was learnt is kept: with few series, nothing, and it forecasts as it was shipped.
 */
export function createFineTuned(): Forecaster {
	return { kind: KIND, global: true, minLength: () => LEAST, fit, load };
}

async function fit(series: readonly Series[], settings: FitSettings, job: Job): Promise<Fitted> {
	const short = series.find(({ values }) => values.length < LEAST);
	if (short) throw new RangeError(`${KIND}: "${short.key}" has ${short.values.length} values, needs ${LEAST}`);
	await startTensorflow();
	const network = await loadNetwork(series[0]?.grain ?? 'month');
	const members = await tuneAll(series, network, settings, job);
	const pasts = series.map(({ values }) => pastOf(fillGaps(values, settings.season), settings.season, network));
	const diverged = members.some(({ end }) => end === 'diverged');
	const issues: Issue[] = diverged ? [{ code: 'training-diverged', at: KIND, details: { kind: KIND } }] : [];
	return { ...fitted(network, members, pasts), issues };
}

async function tuneAll(
	series: readonly Series[],
	network: PretrainedNetwork,
	settings: FitSettings,
	job: Job
): Promise<Member[]> {
	const { card } = network;
	const { season, horizon } = settings;
	const histories = series.map(({ values }) => withoutForeignSeason(values, season, network));
	const material = materialOf(histories, card, season, horizon, seededRandom(job.seed));
	const steps = tuningSteps(card, material, settings);
	const deadline = job.pace.now() + 1000 * (settings.budgetSeconds * OVERDUE_FACTOR + OVERDUE_SECONDS);
	const members: Member[] = [];
	for (const [index, member] of network.members.entries()) {
		const tuned = await tune(
			card,
			member,
			material,
			{ steps, seed: job.seed + 7919 * (index + 1), season },
			{
				signal: job.signal,
				pace: job.pace,
				overdue: () => job.pace.now() > deadline,
				progress: (done) => job.progress(index * steps + done, network.members.length * steps, 'fit'),
				curve: new LearningCurve(job)
			}
		);
		members.push({ ...tuned, weights: tuned.weights ?? flatWeights(card, member) });
	}
	return members;
}

/** The history as the network learns it: gaps stay, a season that is not that of its grain is taken out. */
function withoutForeignSeason(values: Float64Array, season: number, { card }: PretrainedNetwork): Float64Array {
	if (season === card.season) return values;
	const filled = fillGaps(values, season);
	if (!isSeasonal(filled, season)) return values;
	const adjusted = deseasonalise(filled, classicalSeason(filled, season, 'additive'));
	return adjusted.map((value, t) => (Number.isNaN(values[t]!) ? NaN : value));
}

function fitted({ card }: PretrainedNetwork, members: readonly Member[], pasts: readonly Past[]): Fitted {
	const tuned: PretrainedNetwork = {
		card,
		quantiles: [0.5],
		members: members.map(({ weights }) => memberOf(card, weights))
	};
	return {
		predict: async (h) => pasts.map((past) => pointsOf(tuned, past, h)),
		save: async () => saved(card.grain, members, pasts),
		dispose: () => undefined
	};
}

/** What was kept of learning tells less than the weights, so these are saved whole. */
function saved(grain: Grain, members: readonly Member[], pasts: readonly Past[]): SavedModel {
	const series = pasts.map(({ season, length }) => ({
		length,
		season: season && { kind: season.kind, indices: Array.from(season.indices) }
	}));
	const outcome = members.map(({ steps, share, end }) => ({ steps, share, end }));
	const tails = pasts.map(({ tail }, i) => ({ name: `tail${i}`, shape: [tail.length], values: tail }));
	const weights = members.flatMap((member, i) =>
		member.weights.map((weight) => ({ ...weight, name: `${i}/${weight.name}` }))
	);
	return { kind: KIND, format: FORMAT, params: { grain, series, members: outcome }, weights: [...tails, ...weights] };
}

interface SavedParams {
	readonly grain: Grain;
	readonly members?: readonly Omit<Member, 'weights'>[];
	readonly series?: readonly {
		readonly length: number;
		readonly season: { readonly kind: Season['kind']; readonly indices: readonly number[] } | null;
	}[];
}

async function load({ kind, format, params, weights }: SavedModel): Promise<Fitted> {
	const own = params as unknown as SavedParams | null;
	if (kind !== KIND || format !== FORMAT || !own?.series || !own.members || weights.length < own.series.length) {
		throw new RangeError(`not a saved ${KIND} of format ${FORMAT}`);
	}
	const network = await loadNetwork(own.grain);
	const rest = weights.slice(own.series.length);
	const members = own.members.map((member, i) => ({
		...member,
		weights: rest.filter(({ name }) => name.startsWith(`${i}/`))
	}));
	const pasts = own.series.map(({ length, season }, i) => ({
		tail: weights[i]!.values,
		season: season && { kind: season.kind, indices: Float64Array.from(season.indices) },
		length
	}));
	return fitted(network, members, pasts);
}
