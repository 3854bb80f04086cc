import type { Grain, PeriodIndex } from '../period';

/** A regular series: one value per period from `start` on, no gaps in time. */
export interface Series {
	/** Breakdown value it belongs to; "" = the total. Unique within a request. */
	readonly key: string;
	readonly grain: Grain;
	readonly start: PeriodIndex;
	/** [n] measure per period; NaN = missing. */
	readonly values: Float64Array;
	/** What is known of the future too, e.g. price or planned promotions; models that cannot use them ignore them. */
	readonly inputs?: readonly KnownInput[];
}

/** A column that drives a series and is known ahead: one value per period from `start` on; NaN or none = its mean. */
export interface KnownInput {
	readonly name: string;
	readonly start: PeriodIndex;
	readonly values: Float64Array;
}
