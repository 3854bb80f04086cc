import { dayNumber, dayOf, lastDay, periodOf, type Day, type Grain, type PeriodIndex } from '../period';

/**
 * Whether a period is over in the data: its last day ≤ `lastSeen` + `typicalGap` days. Data that ends on Saturday 30 December
 * is complete for December when two or three days without a sale are usual.
 */
export function isComplete(period: PeriodIndex, grain: Grain, lastSeen: Day, typicalGap: number): boolean {
	return dayNumber(lastDay(period, grain)) <= dayNumber(lastSeen) + typicalGap;
}

/**
 * The day the data stands for: the last day seen plus the typical gap. Recipes take it as `asOf` and call a period partial
 * when its last day is after it, which is the rule of {@link isComplete}.
 */
export function standsFor(lastSeen: Day, typicalGap: number): Day {
	return dayOf(dayNumber(lastSeen) + typicalGap);
}

/** The first period that is not over on `asOf`: it and later ones are partial. */
export function firstPartial(asOf: Day, grain: Grain): PeriodIndex {
	const last = periodOf(asOf, grain);
	return isComplete(last, grain, asOf, 0) ? last + 1 : last;
}
