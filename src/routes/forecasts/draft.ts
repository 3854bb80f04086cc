import { RECOMMENDED } from '$lib/core/forecast/recommended';
import type { Dimension } from '$lib/core/model/dimensions';
import type { Measure } from '$lib/core/model/measures';
import type { Grain } from '$lib/core/period';
import type { ForecastSpec } from '$lib/core/workspace/workspace';
import { label } from '$lib/i18n/labels';
import { m } from '$lib/paraglide/messages';

/** Periods ahead offered at first: a quarter or a year, whichever people plan by at this grain. */
export const HORIZONS: Readonly<Record<Grain, number>> = { day: 28, week: 13, month: 12, quarter: 4, year: 3 };

const SEED = 20_261;
const BUDGET_SECONDS = 20;

/** A forecast as it is offered first: the main measure, by month, a year ahead, total only. */
export function draftForecast(id: string, measure: Measure): ForecastSpec {
	return named(
		{
			id,
			name: '',
			measure: measure.name,
			grain: 'month',
			horizon: HORIZONS.month,
			breakdown: null,
			hierarchy: [],
			reconcile: null,
			filters: {},
			levels: [0.8, 0.95],
			calendar: { holidays: [], workingDays: false, events: [] },
			repaired: [],
			scenarios: [],
			kinds: RECOMMENDED,
			preferred: null,
			keepPartial: false,
			seed: SEED,
			budgetSeconds: BUDGET_SECONDS,
			result: null,
			dataHash: null,
			runs: []
		},
		measure
	);
}

/** The forecast with the name its settings give it. */
export function named(spec: ForecastSpec, measure: Measure): ForecastSpec {
	const grains = {
		day: m.reports_grain_day,
		week: m.reports_grain_week,
		month: m.reports_grain_month,
		quarter: m.reports_grain_quarter,
		year: m.reports_grain_year
	};
	const parts = { measure: label(measure.label), grain: grains[spec.grain]().toLowerCase() };
	const name = spec.breakdown
		? m.forecasts_name_breakdown({ ...parts, breakdown: dimensionName(spec.breakdown as Dimension).toLowerCase() })
		: m.forecasts_name(parts);
	return { ...spec, name };
}

/** The field's word for a dimension. */
export function dimensionName(dimension: Dimension): string {
	return label(`label_${dimension}`);
}
