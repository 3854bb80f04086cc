import { pacer, type Pace } from '$lib/core/forecast/pace';
import { Adam, clipGradients } from './adam';
import type { LearningCurve } from './learning-curve';
import { seededRandom, type Random } from './random';
import { evaluate, freshWeights, gradients, type Weight } from './residual-network-model';
import type { MemberPlan } from './residual-network-plan';
import { madeUpSeries } from './residual-network-tutor';
import { batchOf, prepare, type Batch, type Cut, type History } from './residual-network-windows';

const LEARNING_RATE = 4e-3;
const WEIGHT_DECAY = 0.01;
const LONGEST_GRADIENT = 1;
/** Share of the steps in which the rate rises. */
const WARM_UP = 0.05;
/** Looks at the held-out windows per training, and how many worse ones in a row end it. */
const CHECKS = 8;
const PATIENCE = 3;
/** By how much the held-out error must rise above its lowest to count as worse: less is chance, and the rate still falls. */
const TOLERANCE = 0.05;
const MADE_UP_SERIES = 256;

/** What training may draw from. */
export interface Lessons {
	readonly histories: readonly History[];
	/** Earliest forecast to learn from in a history. */
	readonly firstCut: (history: History) => number;
	readonly season: number;
}

/** Where training reports to, and learns that it must stop. */
export interface Watch {
	readonly signal: AbortSignal;
	/** True once far more time has passed than was planned: the one way in which a clock can change a result. */
	readonly overdue: () => boolean;
	readonly pace: Pace;
	readonly progress: (steps: number) => void;
	readonly curve?: LearningCurve | undefined;
}

/** A trained net. `end` tells why learning stopped. */
export interface Trained {
	readonly weights: readonly Weight[];
	readonly steps: number;
	readonly end: 'planned' | 'early' | 'diverged' | 'overdue';
}

/** Mean weighted absolute error of forecasts [b × h]; NaN when nothing is known. */
export function batchLoss(forecast: Float32Array, { targets, weights }: Batch): number {
	let sum = 0;
	let total = 0;
	for (let i = 0; i < targets.length; i++) {
		sum += Math.abs(forecast[i]! - targets[i]!) * weights[i]!;
		total += weights[i]!;
	}
	return sum / total;
}

/** Gradient of {@link batchLoss} by the forecasts [b × h]. */
export function batchLossGradient(forecast: Float32Array, { targets, weights }: Batch): Float32Array {
	const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
	return forecast.map((value, i) => (Math.sign(value - targets[i]!) * weights[i]!) / total);
}

/** Trains one net. Same lessons and plan give the same weights, bit for bit. Throws AppError 'cancelled'. */
export async function train(lessons: Lessons, plan: MemberPlan, watch: Watch): Promise<Trained> {
	const random = seededRandom(plan.seed);
	const weights = freshWeights(plan.shape, random);
	const values = weights.map((weight) => weight.values);
	const adam = new Adam(values, WEIGHT_DECAY);
	const draw = lessonsOf(lessons, plan, random);
	const keeper = new Keeper(plan, weights, draw.heldOut);
	const turn = pacer(watch);
	for (let step = 0; step < plan.steps; step++) {
		await turn();
		const batch = draw.batch();
		const found = gradients(plan.shape, weights, batch.inputs, (forecast) => {
			watch.curve?.learnt(batchLoss(forecast, batch));
			return batchLossGradient(forecast, batch);
		});
		if (!Number.isFinite(clipGradients(found, LONGEST_GRADIENT))) return keeper.kept(step, 'diverged');
		adam.step(found, rateAt(step, plan.steps));
		watch.progress(step + 1);
		const verdict = keeper.check(step + 1);
		watch.curve?.step(step + 1, plan.steps, keeper.validation);
		if (verdict === 'worse') return keeper.kept(step + 1, 'early');
		if (watch.overdue()) return keeper.kept(step + 1, 'overdue');
	}
	return keeper.kept(plan.steps, 'planned');
}

/** Linear rise, then half a cosine down to a hundredth (Loshchilov and Hutter 2017). */
function rateAt(step: number, steps: number): number {
	const warm = Math.min(1, (step + 1) / (WARM_UP * steps));
	return LEARNING_RATE * warm * (0.01 + 0.99 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
}

/** Keeps the latest good weights: finite, and not clearly worse on what is held out. */
class Keeper {
	readonly #every: number;
	readonly #heldOut: Batch | null;
	#kept: Float32Array[];
	#lowest = Infinity;
	#worse = 0;
	/** Held-out loss of the latest check; null where the latest step was not checked. */
	validation: number | null = null;

	constructor(
		private readonly plan: MemberPlan,
		private readonly weights: readonly Weight[],
		heldOut: readonly Cut[]
	) {
		this.#every = Math.max(1, Math.ceil(plan.steps / CHECKS));
		this.#heldOut = heldOut.length ? batchOf(heldOut, plan.framing) : null;
		this.#kept = this.#copy();
	}

	check(step: number): 'worse' | null {
		this.validation = null;
		if (step % this.#every !== 0 && step !== this.plan.steps) return null;
		const loss = this.#heldOut
			? batchLoss(evaluate(this.plan.shape, this.weights, this.#heldOut.inputs), this.#heldOut)
			: 0;
		if (this.#heldOut) this.validation = loss;
		if (!this.#finite() || loss > this.#lowest * (1 + TOLERANCE)) return ++this.#worse >= PATIENCE ? 'worse' : null;
		this.#worse = 0;
		this.#lowest = Math.min(this.#lowest, loss);
		this.#kept = this.#copy();
		return null;
	}

	kept(steps: number, end: Trained['end']): Trained {
		return { weights: this.weights.map((weight, i) => ({ ...weight, values: this.#kept[i]! })), steps, end };
	}

	#copy(): Float32Array[] {
		return this.weights.map(({ values }) => values.slice());
	}

	#finite(): boolean {
		return this.weights.every(({ values }) => values.every(Number.isFinite));
	}
}

/** Draws batches: a random series, a random place in it; a share of them from made-up series. */
function lessonsOf(
	{ histories, firstCut, season }: Lessons,
	plan: MemberPlan,
	random: Random
): { batch: () => Batch; heldOut: Cut[] } {
	const { horizon, lookBack } = plan.framing;
	const ends = histories.map(({ filled }) => filled.length);
	const heldOut: Cut[] = [];
	histories.forEach((history, index) => {
		const cut = history.filled.length - horizon;
		if (random() >= plan.heldOut || cut <= firstCut(history) + horizon) return;
		ends[index] = cut;
		heldOut.push({ history, cut, end: history.filled.length });
	});
	const length = lookBack + 3 * horizon;
	const tutors = plan.tutored
		? Array.from({ length: MADE_UP_SERIES }, () => prepare({ values: madeUpSeries(random, season, length) }, season))
		: [];
	const draw = (): Cut => {
		const tutored = tutors.length > 0 && random() < plan.tutored;
		const pool = tutored ? tutors : histories;
		const index = Math.floor(random() * pool.length);
		const history = pool[index]!;
		const end = tutored ? length : ends[index]!;
		const from = Math.min(firstCut(history), end - 1);
		return { history, cut: from + Math.floor(random() * (end - from)), end };
	};
	const batch = () => batchOf(Array.from({ length: plan.batch }, draw), plan.framing);
	return { batch, heldOut };
}
