import { dayNumber, dayOf, firstDay, lastDay, periodOf, type Day } from '$lib/core/period';

/** Days to keep, both inclusive; an absent end is open. */
export interface DayRange {
	readonly from?: Day;
	readonly to?: Day;
}

export type PresetCode = 'all' | 'this-year' | 'last-year' | 'last-quarter' | 'last-12-months';

export const PRESET_CODES: readonly PresetCode[] = ['all', 'this-year', 'last-year', 'last-quarter', 'last-12-months'];

/** The range a preset means on the day the data stands for. "Last 12 months" are full months. */
export function presetRange(code: PresetCode, asOf: Day): DayRange {
	const year = periodOf(asOf, 'year');
	switch (code) {
		case 'all':
			return {};
		case 'this-year':
			return { from: firstDay(year, 'year'), to: lastDay(year, 'year') };
		case 'last-year':
			return { from: firstDay(year - 1, 'year'), to: lastDay(year - 1, 'year') };
		case 'last-quarter': {
			const quarter = lastFull(asOf, 'quarter');
			return { from: firstDay(quarter, 'quarter'), to: lastDay(quarter, 'quarter') };
		}
		case 'last-12-months': {
			const month = lastFull(asOf, 'month');
			return { from: firstDay(month - 11, 'month'), to: lastDay(month, 'month') };
		}
	}
}

/** The newest period that is complete on `asOf`. */
function lastFull(asOf: Day, grain: 'month' | 'quarter'): number {
	return periodOf(dayOf(dayNumber(asOf) + 1), grain) - 1;
}

/** The preset that gives exactly this range, if any. */
export function presetOf(range: DayRange, asOf: Day): PresetCode | null {
	return (
		PRESET_CODES.find((code) => {
			const preset = presetRange(code, asOf);
			return preset.from === range.from && preset.to === range.to;
		}) ?? null
	);
}
