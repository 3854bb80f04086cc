import { applyScenario, leversFor, type Lever, type ScenarioForecast } from '$lib/core/scenario/scenario';
import type { SeriesForecast } from '$lib/core/forecast/result';
import type { Measure } from '$lib/core/model/measures';
import type { SalesModel } from '$lib/core/model/model';
import { firstDay, type Grain } from '$lib/core/period';
import type { Cell, Column, Rows } from '$lib/core/table';
import type { Scenario, ScenarioEffect } from '$lib/core/workspace/workspace';
import { formatShare } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';

/** Words for a lever: its name and what its change means. */
export const LEVERS: Readonly<Record<Lever, { readonly name: () => string; readonly hint: () => string }>> = {
	growth: { name: m.whatif_lever_growth, hint: m.whatif_hint_growth },
	price: { name: m.whatif_lever_price, hint: m.whatif_hint_price },
	'win-rate': { name: m.whatif_lever_win_rate, hint: m.whatif_hint_win_rate },
	headcount: { name: m.whatif_lever_headcount, hint: m.whatif_hint_headcount },
	event: { name: m.whatif_lever_event, hint: m.whatif_hint_event }
};

/** A supposition as it is offered first: 10 % more growth a year. */
export function newEffect(lever: Lever): ScenarioEffect {
	return { lever, change: 0.1, from: null, to: null, elasticity: null, rampMonths: null };
}

/** Scenarios applied to a forecast; suppositions that mean nothing for the measure are left out. */
export function scenarioForecasts(
	base: SeriesForecast,
	scenarios: readonly Scenario[],
	grain: Grain,
	measure: Measure,
	model: SalesModel
): readonly ScenarioForecast[] {
	const offered = leversFor(measure, model);
	return scenarios.map((scenario) => {
		const effects = scenario.effects.filter(({ lever }) => offered.includes(lever));
		return { ...applyScenario(base, { ...scenario, effects }, grain, measure), scenario };
	});
}

/** Base and scenarios as a table: a row per period, the interval of each scenario beside it. */
export function scenarioRows(base: SeriesForecast, all: readonly ScenarioForecast[], { unit }: Measure): Rows {
	const digits = unit === 'money' ? 2 : 1;
	const cell = (value: number | undefined): Cell => (value === undefined ? null : Number(value.toFixed(digits)));
	const columns: Column[] = [
		{ name: 'period', type: 'date', nullable: false },
		number('base'),
		...all.flatMap(({ forecast }, at) => [
			number(`scenario:${at}`),
			number(`difference:${at}`),
			...forecast.bands.flatMap((_, band) => [number(`lower:${at}:${band}`), number(`upper:${at}:${band}`)])
		])
	];
	const rows = Array.from(base.point, (value, k): Cell[] => [
		base.start + k,
		cell(value),
		...all.flatMap(({ forecast, difference }) => [
			cell(forecast.point[k]),
			cell(difference[k]),
			...forecast.bands.flatMap(({ lower, upper }) => [cell(lower[k]), cell(upper[k])])
		])
	]);
	return { columns, values: columns.map((_, c) => rows.map((row) => row[c] ?? null)), length: rows.length };
}

/** Rows as they are exported: periods as their first day. */
export function withDays(rows: Rows, grain: Grain): Rows {
	const [periods = [], ...rest] = rows.values;
	return { ...rows, values: [periods.map((period) => firstDay(Number(period), grain)), ...rest] };
}

/** Title of a column of {@link scenarioRows}. */
export function scenarioColumn(name: string, all: readonly ScenarioForecast[]): string {
	const [kind, at, band] = name.split(':');
	const one = all[Number(at)];
	if (kind === 'period') return m.forecasts_col_period();
	if (!one) return m.whatif_base();
	const level = formatShare(one.forecast.bands[Number(band)]?.level ?? 0, { digits: 0 });
	if (kind === 'difference') return `${one.scenario.name} · ${m.whatif_difference()}`;
	if (kind === 'lower') return `${one.scenario.name} · ${m.whatif_lower({ level })}`;
	if (kind === 'upper') return `${one.scenario.name} · ${m.whatif_upper({ level })}`;
	return one.scenario.name;
}

function number(name: string): Column {
	return { name, type: 'float', nullable: false };
}
