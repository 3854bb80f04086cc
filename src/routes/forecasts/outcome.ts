import type { ForecasterKind } from '$lib/core/forecast/forecaster';
import type { ForecastResult } from '$lib/core/forecast/result';
import type { Measure } from '$lib/core/model/measures';
import type { SalesModel } from '$lib/core/model/model';
import { NO_VALUE } from '$lib/core/model/series-query';
import type { ForecastSpec } from '$lib/core/workspace/workspace';
import { formatCell } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import type { Forecasting, ForecastInput } from '$lib/state/forecasting.svelte';
import type { Session } from '$lib/state/session.svelte';

/** What every panel of a trained forecast is given. */
export interface OutcomePanelProps {
	session: Session;
	forecasting: Forecasting;
	model: SalesModel;
	measure: Measure;
	spec: ForecastSpec;
	input: ForecastInput;
	result: ForecastResult;
	/** The forecaster shown: the user's or the automatic choice. */
	kind: ForecasterKind;
	/** The series shown; "" = the total. */
	key: string;
	onchange: (spec: ForecastSpec) => void;
}

/** The forecaster a result is shown by. */
export function shownKind(spec: ForecastSpec, result: ForecastResult): ForecasterKind {
	const { preferred } = spec;
	return preferred && result.accuracy.some((row) => row.kind === preferred) ? preferred : result.chosen;
}

export function seriesName(key: string): string {
	if (key === '') return m.forecasts_total();
	return key === NO_VALUE ? m.forecasts_no_value() : key;
}

/** A value of the measure: small money with cents. */
export function valueText(value: number | undefined, measure: Measure, currency: string | null): string {
	const digits = measure.unit === 'money' && Math.abs(value ?? 0) < 1000 ? 2 : 0;
	return formatCell(value ?? null, measure.unit, { currency, digits });
}
