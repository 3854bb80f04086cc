import { withCalendar } from '../forecast/calendar-inputs';
import type { Series } from '../forecast/series';
import { periodOf, SEASON, type PeriodIndex } from '../period';
import type { ForecastSpec } from '../workspace/workspace';
import { repair } from './explain';

/** A value of the history that was replaced by what was expected there. */
export interface Repair {
	readonly key: string;
	readonly period: PeriodIndex;
	/** As the data has it. */
	readonly was: number;
	readonly now: number;
}

/** What of a forecast's settings changes its series. */
type Settings = Pick<ForecastSpec, 'calendar' | 'repaired' | 'horizon'>;

/** The series as models are given them: with the calendar as known inputs, and with the values the user had repaired. */
export function modelInput(
	series: readonly Series[],
	{ calendar, repaired, horizon }: Settings
): { readonly series: readonly Series[]; readonly repairs: readonly Repair[] } {
	const repairs: Repair[] = [];
	const made = series.map((one) => {
		const known = withCalendar(one, calendar, horizon);
		const own = repaired.filter(({ key }) => key === one.key).map(({ period }) => periodOf(period, one.grain));
		const periods = [...new Set(own)].filter((period) => one.values[period - one.start] !== undefined);
		if (periods.length === 0) return known;
		const better = repair(known, periods, SEASON[one.grain]);
		for (const period of periods) {
			const at = period - one.start;
			repairs.push({ key: one.key, period, was: one.values[at]!, now: better.values[at]! });
		}
		return better;
	});
	return { series: made, repairs };
}
