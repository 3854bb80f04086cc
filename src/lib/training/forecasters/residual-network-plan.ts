import type { FitSettings } from '$lib/core/forecast/forecaster';
import { stepFlops, type Shape } from './residual-network-model';
import type { Framing, History } from './residual-network-windows';

/** One net of the ensemble: how it sees, how large it is and how long it learns. */
export interface MemberPlan {
	readonly framing: Framing;
	readonly shape: Shape;
	readonly seed: number;
	readonly steps: number;
	readonly batch: number;
	/** Share of each batch drawn from made-up series. */
	readonly tutored: number;
	/** Share of the series whose last horizon is held out to watch learning. */
	readonly heldOut: number;
}

/** Look-backs of the members, in horizons. */
const LOOK_BACKS = [2, 3, 2] as const;
/**
 * What a plan reckons with: operations per second, and milliseconds by which a step is longer however small the net. Plans
 * follow from sizes and budget alone, never from a clock, so that the same request gives the same numbers on every machine.
 * Measured on one middling core in whole steps.
 */
const FLOPS = 12e9;
const STEP_SECONDS = 0.004;
/** More steps over-fit, fewer say little. */
const MOST_STEPS = 400;
const LEAST_STEPS = 60;
/** Steps that each of two or three members must get: below, fewer members with more steps forecast better. */
const STEPS_FOR_TWO = 150;
const STEPS_FOR_THREE = 250;
/** Windows at which made-up series fill half of a batch. */
const TUTOR_WINDOWS = 300;
/** From this many series on, some are held out; with fewer, every value is needed. */
const HELD_OUT_SERIES = 60;

/** Windows that a history can be cut into. */
export function windowCount(history: History, settings: FitSettings): number {
	return history.filled.length - firstCut(history, settings);
}

/** The earliest forecast to learn from: a season of past, or less where history is short. */
export function firstCut({ filled }: History, { season }: FitSettings): number {
	return Math.max(1, Math.min(season, Math.floor(filled.length / 2)));
}

/** Plans the ensemble for these histories within `settings.budgetSeconds`. Depends on nothing else. */
export function planMembers(histories: readonly History[], settings: FitSettings, seed: number): MemberPlan[] {
	const windows = histories.reduce((sum, history) => sum + windowCount(history, settings), 0);
	const tutored = TUTOR_WINDOWS / (TUTOR_WINDOWS + windows);
	const small = windows < 2000;
	const batch = small ? 128 : 256;
	const plans = LOOK_BACKS.map((horizons, index): MemberPlan => {
		const framing = framingOf(settings, horizons);
		const { lookBack, horizon } = framing;
		const shape = { lookBack, horizon, blocks: small ? 3 : 4, layers: 3, width: small ? 64 : 128 };
		const heldOut = histories.length >= HELD_OUT_SERIES ? 0.05 : 0;
		return {
			framing,
			shape,
			seed: seed + 7919 * index,
			steps: 0,
			batch,
			tutored: tutored < 0.02 ? 0 : tutored,
			heldOut
		};
	});
	const perStep = plans.map(({ shape }) => STEP_SECONDS + stepFlops(shape, batch) / FLOPS);
	const affordable = (members: number) =>
		Math.floor(settings.budgetSeconds / perStep.slice(0, members).reduce((a, b) => a + b, 0));
	const members = affordable(3) >= STEPS_FOR_THREE ? 3 : affordable(2) >= STEPS_FOR_TWO ? 2 : 1;
	const steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, affordable(members)));
	return plans.slice(0, members).map((plan) => ({ ...plan, steps }));
}

function framingOf({ season, horizon }: FitSettings, horizons: number): Framing {
	const year = season > 1 ? season + Math.min(season, horizon) : 1;
	return { lookBack: Math.max(horizons * horizon, season > 1 ? year : 4), horizon, levelSpan: levelSpan(season) };
}

/** The level is a whole short season, but only the latest of a long one: a year's mean lags behind growth. */
function levelSpan(season: number): number {
	return season <= 7 ? Math.max(1, season) : 3;
}
