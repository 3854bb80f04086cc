import type { PipelineDeal } from './close-hazards';
import { isOpen, pipelineForecast } from './pipeline-forecast';

/**
 * One forecast made as of a past day and what came of it. `horizon` counts from 1. `fromOpen` is what the deals open then brought;
 * `won` adds the deals created later, which no pipeline forecast can know.
 */
export interface PipelineTrial {
	readonly origin: number;
	readonly horizon: number;
	readonly point: number;
	readonly lower: number;
	readonly upper: number;
	readonly fromOpen: number;
	readonly won: number;
}

/** Score of one horizon. `wape` and `bias` are shares of what was won from open deals, null where that is 0; `coverage` is 0–1. */
export interface PipelineScore {
	readonly horizon: number;
	readonly trials: number;
	readonly wape: number | null;
	readonly bias: number | null;
	readonly coverage: number;
}

/**
 * Forecasts as of the last day of each of `origins` (days), from what was known then, over the periods `ends` [h] days later; a
 * period is scored only where it ends by `asOf`, the last day of the data. Amounts are today's: a file without snapshots does not
 * tell what they were; where they are written at closing, the forecast takes their mean up to then.
 */
export function pipelineBacktest(
	deals: readonly PipelineDeal[],
	origins: readonly number[],
	ends: readonly number[],
	asOf: number,
	z: number
): PipelineTrial[] {
	return origins.flatMap((origin) => {
		const made = pipelineForecast(deals, origin, ends, z);
		if (!made) return [];
		return ends.flatMap((end, h) => {
			if (origin + end > asOf) return [];
			const first = origin + (ends[h - 1] ?? 0) + 1;
			const won = deals.filter((deal) => deal.won && within(deal.closed, first, origin + end));
			return {
				origin,
				horizon: h + 1,
				point: made.point[h] ?? 0,
				lower: made.lower[h] ?? 0,
				upper: made.upper[h] ?? 0,
				fromOpen: total(won.filter((deal) => isOpen(deal, origin))),
				won: total(won)
			};
		});
	});
}

/** Scores of {@link pipelineBacktest} by horizon, against what the deals open at each origin brought. */
export function scorePipeline(trials: readonly PipelineTrial[]): PipelineScore[] {
	const horizons = [...new Set(trials.map(({ horizon }) => horizon))].sort((a, b) => a - b);
	return horizons.map((horizon) => {
		const own = trials.filter((trial) => trial.horizon === horizon);
		const actual = own.reduce((sum, { fromOpen }) => sum + Math.abs(fromOpen), 0);
		const off = own.map(({ point, fromOpen }) => point - fromOpen);
		const share = (sum: number): number | null => (actual === 0 ? null : sum / actual);
		return {
			horizon,
			trials: own.length,
			wape: share(off.reduce((sum, error) => sum + Math.abs(error), 0)),
			bias: share(off.reduce((sum, error) => sum + error, 0)),
			coverage: own.filter(({ lower, upper, fromOpen }) => lower <= fromOpen && fromOpen <= upper).length / own.length
		};
	});
}

function within(day: number | null, first: number, last: number): boolean {
	return day !== null && day >= first && day <= last;
}

function total(deals: readonly PipelineDeal[]): number {
	return deals.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}
