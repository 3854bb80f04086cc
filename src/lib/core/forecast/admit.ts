import { inputRejected } from '../errors';
import type { Issue } from '../result';
import type { Forecaster, ForecasterKind, FitSettings } from './forecaster';
import { countGaps, firstKnown } from './gaps';
import type { ForecastRequest } from './result';
import type { Series } from './series';

/** What of a request can be forecast, and by which kinds. */
export interface Admitted {
	/** Leading gaps removed; inner gaps still NaN. */
	readonly series: readonly Series[];
	/** Fewest observations before a backtest origin. */
	readonly least: number;
	readonly issues: readonly Issue[];
}

/**
 * Checks a request. A series too short for every local kind is dropped and named (issue 'series-too-short' with have and
 * need); gaps and constant series are told. Throws AppError 'input-rejected' when no series is left or a number of the
 * request makes no sense.
 */
export function admit(request: ForecastRequest, forecasters: readonly Forecaster[], settings: FitSettings): Admitted {
	const wrong = invalid(request);
	if (wrong.length > 0) throw inputRejected(wrong);
	const least = Math.max(2, ...forecasters.filter(({ global }) => !global).map((f) => f.minLength(settings)));
	const issues: Issue[] = [];
	const series: Series[] = [];
	for (const one of request.series) {
		const first = firstKnown(one.values);
		const values = one.values.slice(first);
		const gaps = countGaps(values);
		const have = values.length - gaps;
		if (have < least + 1) {
			issues.push({ code: 'series-too-short', at: one.key, details: { have, need: least + 1 } });
			continue;
		}
		if (gaps > 0) issues.push({ code: 'series-gaps', at: one.key, details: { gaps, length: values.length } });
		if (isConstant(values)) issues.push({ code: values[0] === 0 ? 'series-zeros' : 'series-constant', at: one.key });
		series.push({ ...one, start: one.start + first, values });
	}
	if (series.length === 0) throw inputRejected(issues);
	return { series, least, issues };
}

/** Kinds asked for that are to be fitted: seasonal naive always, 'combination' never (it is made from the others). */
export function candidates(request: ForecastRequest, forecasters: readonly Forecaster[]): Forecaster[] {
	const asked = new Set<ForecasterKind>(['seasonal-naive', ...request.kinds]);
	return forecasters.filter(({ kind }) => asked.has(kind));
}

function invalid({ horizon, season, folds, levels, series }: ForecastRequest): Issue[] {
	const issues: Issue[] = [];
	const demand = (good: boolean, at: string) => {
		if (!good) issues.push({ code: 'param-invalid', at });
	};
	demand(Number.isInteger(horizon) && horizon >= 1 && horizon <= 10_000, 'horizon');
	demand(Number.isInteger(season) && season >= 1, 'season');
	demand(Number.isInteger(folds) && folds >= 1, 'folds');
	demand(
		levels.every((level) => level > 0 && level < 1),
		'levels'
	);
	demand(series.length > 0 && new Set(series.map(({ key }) => key)).size === series.length, 'series');
	return issues;
}

function isConstant(values: Float64Array): boolean {
	const first = values[0]!;
	return values.every((y) => y === first || !Number.isFinite(y));
}
