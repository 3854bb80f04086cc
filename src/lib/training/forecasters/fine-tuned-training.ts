import type { FitSettings } from '$lib/core/forecast/forecaster';
import { pacer } from '$lib/core/forecast/pace';
import type { NetworkCard } from '$lib/core/forecast/pretrained/manifest';
import type { NetworkWeights } from '$lib/core/forecast/pretrained/weights';
import { inputSize } from '$lib/core/forecast/pretrained/window';
import { Adam, clipGradients } from './adam';
import { drawer, tuningBatch, type Material } from './fine-tuned-windows';
import { flatWeights, tuningShape } from './fine-tuned-weights';
import { seededRandom } from './random';
import { evaluate, gradients, stepFlops, type Weight } from './residual-network-model';
import { batchLoss, batchLossGradient, type Watch } from './residual-network-training';
import type { Batch } from './residual-network-windows';

const BATCH = 256;
const LEARNING_RATE = 5e-4;
/** Strength with which weights are drawn back to where they began. */
const PULL = 0.1;
const LONGEST_GRADIENT = 1;
const WARM_UP = 0.1;
/** Each step forgets this share of the averaged weights. */
const AVERAGING = 0.05;
const CHECKS = 6;
const PATIENCE = 2;
/** As much of what was learnt as is taken over; the held-out windows decide. */
const SHARES = [0.25, 0.5, 0.75, 1] as const;
/** By how much learning must lower the held-out error to be taken over: less is chance. */
const LEAST_GAIN = 0.003;
/** Windows below which nothing is learnt, and for each step of which so many are needed. */
const LEAST_WINDOWS = 200;
const WINDOWS_PER_STEP = 8;
const LEAST_HELD_OUT = 3;
const MOST_STEPS = 160;
/** What a plan reckons with, see residual-network-plan. */
const FLOPS = 12e9;
const STEP_SECONDS = 0.006;

/** What came of fine-tuning one net. */
export interface Tuned {
	/** In the order of the shape; null = the pretrained ones are kept. */
	readonly weights: readonly Weight[] | null;
	readonly steps: number;
	/** Part of what was learnt that was taken over: 0 = none. */
	readonly share: number;
	readonly end: 'planned' | 'early' | 'diverged' | 'overdue' | 'too-few-windows';
}

/** Steps for so many windows within a budget. Depends on sizes alone, so that a seed gives the same numbers everywhere. */
export function tuningSteps(card: NetworkCard, material: Material, settings: FitSettings): number {
	if (material.windows < LEAST_WINDOWS || material.heldOut.length < LEAST_HELD_OUT) return 0;
	const perStep = STEP_SECONDS + stepFlops(tuningShape(card), BATCH) / FLOPS;
	const affordable = Math.floor(settings.budgetSeconds / card.members / perStep);
	return Math.min(MOST_STEPS, affordable, Math.ceil(material.windows / WINDOWS_PER_STEP));
}

/**
 * Fine-tunes one net by Adam on the pinball loss of the median, the weights drawn back to the pretrained ones (L2-SP, Li
 * et al. 2018) and averaged; held-out windows then choose how far to go from the pretrained weights (as WiSE-FT, Wortsman
 * et al. 2022), so that learning that does not help changes nothing. Throws AppError 'cancelled'.
 */
export async function tune(
	card: NetworkCard,
	member: NetworkWeights,
	material: Material,
	plan: { readonly steps: number; readonly seed: number; readonly season: number },
	watch: Watch
): Promise<Tuned> {
	const turn = pacer(watch);
	await turn();
	if (plan.steps < 1) return { weights: null, steps: 0, share: 0, end: 'too-few-windows' };
	const shape = tuningShape(card);
	const start = flatWeights(card, member);
	const weights = start.map((one) => ({ ...one, values: one.values.slice() }));
	const values = weights.map((one) => one.values);
	const adam = new Adam(
		values,
		PULL,
		start.map((one) => one.values)
	);
	const draw = drawer(material, plan.season, seededRandom(plan.seed));
	const judge = new Judge(card, start, tuningBatch(material.heldOut, card, material.steps));
	const every = Math.max(1, Math.ceil(plan.steps / CHECKS));
	let end: Tuned['end'] = 'planned';
	let step = 0;
	while (step < plan.steps && end === 'planned') {
		await turn();
		const batch = tuningBatch(Array.from({ length: BATCH }, draw), card, material.steps);
		const found = gradients(shape, weights, batch.inputs, (forecast) => {
			watch.curve?.learnt(batchLoss(forecast, batch));
			return batchLossGradient(forecast, batch);
		});
		if (!Number.isFinite(clipGradients(found, LONGEST_GRADIENT))) end = 'diverged';
		else {
			adam.step(found, rateAt(step, plan.steps));
			step++;
			judge.average(values, step);
			const validation = step % every === 0 || step === plan.steps ? judge.check() : null;
			if (judge.worse >= PATIENCE) end = 'early';
			watch.curve?.step(step, plan.steps, validation);
			watch.progress(step);
			if (watch.overdue()) end = 'overdue';
		}
	}
	return { ...judge.verdict(), steps: step, end };
}

/** Linear rise, then half a cosine down to a twentieth. */
function rateAt(step: number, steps: number): number {
	const warm = Math.min(1, (step + 1) / (WARM_UP * steps));
	return LEARNING_RATE * warm * (0.05 + 0.95 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
}

/** Averages weights, watches the held-out error and says how far to go in the end. */
class Judge {
	readonly #average: Weight[];
	readonly #first: number;
	#best: Weight[];
	#lowest: number;
	/** Checks in a row that were not better than the best. */
	worse = 0;

	constructor(
		private readonly card: NetworkCard,
		private readonly start: readonly Weight[],
		private readonly heldOut: Batch
	) {
		this.#average = copyOf(start);
		this.#best = copyOf(start);
		this.#lowest = this.#first = this.#loss(start);
	}

	average(values: readonly Float32Array[], step: number): void {
		const share = Math.max(AVERAGING, 1 / (step + 1));
		this.#average.forEach(({ values: into }, w) => {
			const from = values[w]!;
			for (let i = 0; i < into.length; i++) into[i]! += share * (from[i]! - into[i]!);
		});
	}

	check(): number {
		const loss = this.#loss(this.#average);
		if (loss < this.#lowest) {
			[this.#lowest, this.#best, this.worse] = [loss, copyOf(this.#average), 0];
		} else this.worse++;
		return loss;
	}

	verdict(): Pick<Tuned, 'weights' | 'share'> {
		let found: Pick<Tuned, 'weights' | 'share'> = { weights: null, share: 0 };
		let lowest = this.#first * (1 - LEAST_GAIN);
		for (const share of SHARES) {
			const weights = between(this.start, this.#best, share);
			const loss = this.#loss(weights);
			if (loss < lowest) [lowest, found] = [loss, { weights, share }];
		}
		return found;
	}

	#loss(weights: readonly Weight[]): number {
		const { inputs } = this.heldOut;
		if (inputs.length < inputSize(this.card)) return NaN;
		return batchLoss(evaluate(tuningShape(this.card), weights, inputs), this.heldOut);
	}
}

const copyOf = (weights: readonly Weight[]): Weight[] => weights.map((one) => ({ ...one, values: one.values.slice() }));

function between(from: readonly Weight[], to: readonly Weight[], share: number): Weight[] {
	return from.map((one, w) => {
		const other = to[w]!.values;
		return { ...one, values: one.values.map((value, i) => value + share * (other[i]! - value)) };
	});
}
