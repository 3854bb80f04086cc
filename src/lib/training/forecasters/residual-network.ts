import type { Fitted, Forecaster, FitSettings, Job, SavedModel } from '$lib/core/forecast/forecaster';
import type { Series } from '$lib/core/forecast/series';
import type { Json } from '$lib/core/json';
import type { Issue } from '$lib/core/result';
import { startTensorflow } from '../tensorflow/backend';
import { LearningCurve } from './learning-curve';
import { evaluate, type Shape, type Weight } from './residual-network-model';
import { firstCut, planMembers, type MemberPlan } from './residual-network-plan';
import { train, type Trained } from './residual-network-training';
import { normOf, prepare, writeWindow, type Framing, type History } from './residual-network-windows';

const KIND = 'residual-network';
const FORMAT = 1;
/** How far training may run over its budget before the clock ends it. */
const OVERDUE_FACTOR = 10;
const OVERDUE_SECONDS = 60;

/** One net of the ensemble, ready to forecast. */
interface Member {
	readonly framing: Framing;
	readonly shape: Shape;
	readonly steps: number;
	readonly end: Trained['end'];
	readonly weights: readonly Weight[];
}

/** What an ensemble knows of the series it forecasts. */
interface Memory {
	/** [series × length] last values, oldest first; the first one repeated where the history is shorter. */
	readonly tails: Float32Array;
	readonly length: number;
	readonly series: number;
	/** [series] 1 = never below 0, so not forecast below 0. */
	readonly floors: Float32Array;
}

/**
 * An ensemble of dense doubly residual nets trained across all series of a request, their forecasts combined by the
 * median. How much it trains follows from the sizes and the budget, so that a seed always gives the same numbers.
 */
export function createResidualNetwork(): Forecaster {
	return {
		kind: KIND,
		global: true,
		minLength,
		fit,
		load
	};
}

/** A season and a little of the next, so that windows show some of the season. */
function minLength({ season }: FitSettings): number {
	return Math.max(8, season > 1 ? season + 2 : 1);
}

async function fit(series: readonly Series[], settings: FitSettings, job: Job): Promise<Fitted> {
	const need = minLength(settings);
	const short = series.find(({ values }) => values.length < need);
	if (short) throw new RangeError(`${KIND}: "${short.key}" has ${short.values.length} values, needs ${need}`);
	await startTensorflow();
	const histories = series.map((one) => prepare(one, settings.season));
	const plans = planMembers(histories, settings, job.seed);
	const members = await trainAll(histories, plans, settings, job);
	const longest = Math.max(...plans.map(({ framing }) => framing.lookBack));
	const diverged = members.some(({ end }) => end === 'diverged');
	const issues: Issue[] = diverged ? [{ code: 'training-diverged', at: KIND, details: { kind: KIND } }] : [];
	return { ...ensemble(usable(members, plans), memoryOf(histories, longest)), issues };
}

async function trainAll(
	histories: readonly History[],
	plans: readonly MemberPlan[],
	settings: FitSettings,
	job: Job
): Promise<Member[]> {
	const lessons = { histories, season: settings.season, firstCut: (history: History) => firstCut(history, settings) };
	const deadline = job.pace.now() + 1000 * (settings.budgetSeconds * OVERDUE_FACTOR + OVERDUE_SECONDS);
	const total = plans.reduce((sum, { steps }) => sum + steps, 0);
	const members: Member[] = [];
	let before = 0;
	for (const plan of plans) {
		const overdue = () => job.pace.now() > deadline;
		const progress = (steps: number) => job.progress(before + steps, total, 'fit');
		const curve = new LearningCurve(job);
		const trained = await train(lessons, plan, { signal: job.signal, pace: job.pace, overdue, progress, curve });
		members.push({ framing: plan.framing, shape: plan.shape, ...trained });
		before += plan.steps;
	}
	return members;
}

/** Without nets that diverged or were hardly trained, unless there is no other. */
function usable(members: readonly Member[], plans: readonly MemberPlan[]): readonly Member[] {
	const sound = members.filter(({ end, steps }, i) => end !== 'diverged' && 2 * steps >= plans[i]!.steps);
	return sound.length ? sound : members.slice(0, 1);
}

function memoryOf(histories: readonly History[], length: number): Memory {
	const tails = new Float32Array(histories.length * length);
	histories.forEach(({ filled }, row) => {
		const from = filled.length - length;
		for (let i = 0; i < length; i++) tails[row * length + i] = filled[Math.max(0, from + i)]!;
	});
	const floors = Float32Array.from(histories, ({ filled }) => (filled.every((value) => value >= 0) ? 1 : 0));
	return { tails, length, series: histories.length, floors };
}

function ensemble(members: readonly Member[], memory: Memory): Fitted {
	return {
		predict: (h) => Promise.resolve(medians(members.map((member) => forecastsOf(member, memory, h)))),
		save: () => Promise.resolve(saved(members, memory)),
		dispose: () => undefined
	};
}

/** [series][h] by one net; beyond its horizon it goes on from its own forecasts. */
function forecastsOf({ framing, shape, weights }: Member, memory: Memory, h: number): Float64Array[] {
	const { lookBack, horizon } = framing;
	const known = Array.from({ length: memory.series }, (_, row) =>
		Array.from(memory.tails.subarray(row * memory.length, (row + 1) * memory.length))
	);
	for (let done = 0; done < h; done += horizon) {
		const inputs = new Float32Array(memory.series * lookBack);
		const norms = known.map((values, row) => {
			const norm = normOf(values, values.length, framing);
			writeWindow(values, values.length, norm, framing, inputs, row * lookBack);
			return norm;
		});
		const outputs = evaluate(shape, weights, inputs);
		known.forEach((values, row) => {
			const { level, scale } = norms[row]!;
			for (let step = 0; step < horizon; step++) {
				const value = level + scale * outputs[row * horizon + step]!;
				values.push(memory.floors[row] ? Math.max(0, value) : value);
			}
		});
	}
	return known.map((values) => Float64Array.from(values.slice(memory.length, memory.length + h)));
}

/** Median over members of each forecast value. */
function medians(forecasts: readonly (readonly Float64Array[])[]): Float64Array[] {
	return forecasts[0]!.map((first, row) =>
		first.map((_, step) => {
			const values = forecasts.map((member) => member[row]![step]!).sort((a, b) => a - b);
			const middle = values.length >> 1;
			return values.length % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
		})
	);
}

function saved(members: readonly Member[], { tails, length, series, floors }: Memory): SavedModel {
	const params = members.map(({ framing, shape, steps, end }) => ({ framing, shape, steps, end }));
	const weights = members.flatMap((member, index) =>
		member.weights.map((weight) => ({ ...weight, name: `${index}/${weight.name}` }))
	);
	return {
		kind: KIND,
		format: FORMAT,
		params: { members: params as unknown as Json },
		weights: [
			{ name: 'tails', shape: [series, length], values: tails },
			{ name: 'floors', shape: [series], values: floors },
			...weights
		]
	};
}

async function load(model: SavedModel): Promise<Fitted> {
	const params = (model.params as { readonly members?: unknown } | null)?.members;
	const [tails, floors, ...weights] = model.weights;
	if (model.kind !== KIND || model.format !== FORMAT || !Array.isArray(params) || !tails || !floors) {
		throw new RangeError(`not a saved ${KIND} of format ${FORMAT}`);
	}
	await startTensorflow();
	const members = (params as Omit<Member, 'weights'>[]).map((member, index) => {
		const prefix = `${index}/`;
		const own = weights.filter(({ name }) => name.startsWith(prefix));
		return { ...member, weights: own.map((weight) => ({ ...weight, name: weight.name.slice(prefix.length) })) };
	});
	const [series = 0, length = 0] = tails.shape;
	return ensemble(members, { tails: tails.values, length, series, floors: floors.values });
}
