import type { Series } from '../forecast/series';
import { firstDay, SEASON } from '../period';
import type { Issue } from '../result';
import { explain, SPARSE, zeros } from './explain';

/** Robust standard deviations beyond which one value alone bends a forecast. */
const HUGE = 8;
/** Values from the end that are looked at: this is asked before every training. */
const RECENT = 400;

/**
 * What in a history makes a forecast of it doubtful. Issues: 'series-zeros' (nothing but zeros), 'series-sparse' (details.zeros,
 * details.length), 'series-level-shift' (details.period = first day, details.grain, details.change = share, or null where levels
 * are not all above 0) for the latest shift, 'series-outlier' (details.period, details.grain, details.count) for the furthest.
 */
export function historyIssues(series: Series): Issue[] {
	const { key, grain } = series;
	const skipped = Math.max(0, series.values.length - RECENT);
	const [start, values] = [series.start + skipped, series.values.subarray(skipped)];
	const share = zeros(values);
	if (share === 1) return [{ code: 'series-zeros', at: key }];
	if (share > SPARSE) {
		const known = values.filter(Number.isFinite).length;
		return [{ code: 'series-sparse', at: key, details: { zeros: Math.round(share * known), length: known } }];
	}
	const { parts, changes, anomalies } = explain({ ...series, start, values }, SEASON[grain]);
	const issues: Issue[] = [];
	const shift = changes.findLast(({ kind }) => kind === 'level');
	if (shift) {
		const before = parts.trend[shift.at - 1]!;
		const change = parts.kind === 'multiplicative' ? Math.exp(shift.size) - 1 : before > 0 ? shift.size / before : null;
		const period = firstDay(start + shift.at, grain);
		issues.push({ code: 'series-level-shift', at: key, details: { period, grain, change } });
	}
	const huge = anomalies.filter(({ score }) => Math.abs(score) > HUGE);
	if (huge[0]) {
		const details = { period: firstDay(huge[0].period, grain), grain, count: huge.length };
		issues.push({ code: 'series-outlier', at: key, details });
	}
	return issues;
}
