import type { ForecasterKind } from '../forecast/forecaster';
import type { BacktestForecast } from '../forecast/result';
import type { PeriodIndex } from '../period';

/** A part of the backtest error. Shares of all parts add up to 1. */
export interface ErrorShare<T> {
	readonly of: T;
	/** Mean of forecast − actual over the origins that forecast it; the measure's unit. */
	readonly bias: number;
	/** Mean absolute error. */
	readonly error: number;
	/** Share of the sum of absolute errors, 0–1. */
	readonly share: number;
}

/** Periods of one series by what they add to its backtest error, largest first. */
export function errorByPeriod(
	backtest: readonly BacktestForecast[],
	kind: ForecasterKind,
	key: string
): ErrorShare<PeriodIndex>[] {
	const own = backtest.filter((one) => one.kind === kind && one.key === key);
	return ranked(own.flatMap((one) => errors(one).map(([step, error]) => [one.start + step, error] as const)));
}

/** Series by what they add to the backtest error of all; the total ("") only where it is alone. Largest first. */
export function errorBySeries(backtest: readonly BacktestForecast[], kind: ForecasterKind): ErrorShare<string>[] {
	const own = backtest.filter((one) => one.kind === kind);
	const parts = own.some(({ key }) => key !== '') ? own.filter(({ key }) => key !== '') : own;
	return ranked(parts.flatMap((one) => errors(one).map(([, error]) => [one.key, error] as const)));
}

/** [step, forecast − actual] where the actual is known. */
function errors({ point, actual }: BacktestForecast): (readonly [step: number, error: number])[] {
	return Array.from(actual, (value, step) => [step, point[step]! - value] as const).filter(([, error]) =>
		Number.isFinite(error)
	);
}

function ranked<T>(all: readonly (readonly [T, number])[]): ErrorShare<T>[] {
	const total = all.reduce((sum, [, error]) => sum + Math.abs(error), 0);
	return [...new Set(all.map(([of]) => of))]
		.map((of): ErrorShare<T> => {
			const own = all.filter(([other]) => other === of).map(([, error]) => error);
			const size = own.reduce((sum, error) => sum + Math.abs(error), 0);
			return {
				of,
				bias: own.reduce((sum, error) => sum + error, 0) / own.length,
				error: size / own.length,
				share: total > 0 ? size / total : 0
			};
		})
		.sort((a, b) => b.share - a.share);
}
