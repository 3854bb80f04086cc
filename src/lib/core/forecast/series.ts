import type { Grain, PeriodIndex } from '../period';

/** A regular series: one value per period from `start` on, no gaps in time. */
export interface Series {
	/** Breakdown value it belongs to; "" = the total. Unique within a request. */
	readonly key: string;
	readonly grain: Grain;
	readonly start: PeriodIndex;
	/** [n] measure per period; NaN = missing. */
	readonly values: Float64Array;
}
