import { firstDay } from '$lib/core/period';
import { formatCount, formatDuration, formatInstant, formatNumber, formatShare } from '$lib/i18n/formatting';
import { issueText } from '$lib/i18n/issues';
import { label } from '$lib/i18n/labels';
import { formatPeriod } from '$lib/i18n/periods';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { forecasterHint, forecasterName } from './forecaster-names';
import { seriesName, valueText, type OutcomePanelProps } from './outcome';

type ReportOf = Pick<OutcomePanelProps, 'session' | 'model' | 'measure' | 'spec' | 'input' | 'result' | 'kind' | 'key'>;

/** A forecast as one page to hand on: what was forecast, how, and the proof. Plain HTML without scripts; made at `now`. */
export function reportPage(of: ReportOf, now: string): string {
	const title = `${of.session.workspace.name} – ${of.spec.name}`;
	return [
		'<!doctype html>',
		`<html lang="${getLocale()}"><head><meta charset="utf-8"><title>${text(title)}</title>`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
		`<style>${STYLE}</style></head><body>`,
		`<h1>${text(title)}</h1>`,
		`<p class="soft">${text(m.forecasts_report_made({ time: formatInstant(now) }))}</p>`,
		...section(m.forecasts_report_said(), said(of)),
		...section(m.forecasts_table(), values(of)),
		...section(m.forecasts_report_how(), method(of)),
		...section(m.forecasts_accuracy(), proof(of)),
		...section(m.forecasts_notes(), list(of.result.issues.map(issueText))),
		'</body></html>'
	].join('\n');
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}.soft{color:#5c5c57}table{border-collapse:collapse;width:100%;font-size:.9em}
th,td{text-align:right;padding:.3rem .6rem;border-bottom:1px solid #ddd}th:first-child,td:first-child{text-align:left}thead th{color:#5c5c57;font-weight:500}`;

function section(title: string, lines: readonly string[]): string[] {
	return lines.length > 0 ? [`<h2>${text(title)}</h2>`, ...lines] : [];
}

/** The forecast in sentences. */
function said(of: ReportOf): string[] {
	const forecast = forecastOf(of);
	if (!forecast) return [];
	const { measure, model, spec } = of;
	const money = (value: number | undefined) => valueText(value, measure, model.currency);
	const wide = forecast.bands.at(-1);
	const sum = forecast.point.reduce((total, value) => total + value, 0);
	return paragraph(
		m.forecasts_report_next({
			measure: label(measure.label),
			series: seriesName(of.key),
			period: formatPeriod(forecast.start, spec.grain, getLocale()),
			value: money(forecast.point[0])
		}),
		...(wide
			? [
					m.forecasts_report_range({
						level: formatShare(wide.level, { digits: 0 }),
						lower: money(wide.lower[0]),
						upper: money(wide.upper[0])
					})
				]
			: []),
		m.forecasts_report_sum({ count: formatCount(forecast.point.length), value: money(sum) })
	);
}

function values(of: ReportOf): string[] {
	const forecast = forecastOf(of);
	if (!forecast) return [];
	const { measure, model, spec } = of;
	const money = (value: number | undefined) => valueText(value, measure, model.currency);
	const levels = forecast.bands.map((band) => formatShare(band.level, { digits: 0 }));
	return table(
		[m.forecasts_col_period(), m.forecasts_col_point(), ...levels],
		Array.from(forecast.point, (point, step) => [
			formatPeriod(forecast.start + step, spec.grain, getLocale()),
			money(point),
			...forecast.bands.map((band) => `${money(band.lower[step])} – ${money(band.upper[step])}`)
		])
	);
}

/** What was done, so that it can be done again. */
function method(of: ReportOf): string[] {
	const { input, result, spec, kind, session } = of;
	const history = input.series.find((one) => one.key === of.key);
	const files = session.workspace.sources.flatMap((source) => source.files.map((file) => file.fileName));
	return list([
		m.forecasts_report_data({ files: files.join(', ') }),
		...(history
			? [
					m.forecasts_series_input({
						count: formatCount(history.values.length),
						first: formatPeriod(history.start, spec.grain, getLocale()),
						last: formatPeriod(history.start + history.values.length - 1, spec.grain, getLocale())
					})
				]
			: []),
		`${forecasterName(kind)}: ${forecasterHint(kind)}`,
		kind === result.chosen
			? m.forecasts_report_auto()
			: m.forecasts_chosen_by_you({ kind: forecasterName(result.chosen) }),
		m.forecasts_report_intervals(),
		m.forecasts_made({ time: formatDuration(result.seconds), seed: String(result.seed) }),
		m.forecasts_report_hash({ hash: input.hash.slice(0, 16), day: firstDay(forecastStart(of), spec.grain) })
	]);
}

function proof(of: ReportOf): string[] {
	const { result, key } = of;
	const rows = (key && result.accuracyBySeries.find((one) => one.key === key)?.accuracy) || result.accuracy;
	const number = (value: number, digits: number) => (Number.isFinite(value) ? formatNumber(value, { digits }) : '–');
	const share = (value: number) => (Number.isFinite(value) ? formatShare(value, { digits: 0 }) : '–');
	const levels = of.spec.levels.map((level) => m.forecasts_coverage({ level: formatShare(level, { digits: 0 }) }));
	return [
		...table(
			[m.forecasts_model(), m.forecasts_mase(), m.forecasts_smape(), m.forecasts_bias(), ...levels],
			rows.map((row) => [
				forecasterName(row.kind),
				number(row.mase, 3),
				number(row.smape, 1),
				Number.isFinite(row.bias) ? formatShare(row.bias, { sign: true, digits: 1 }) : '–',
				...row.coverage.map(share)
			])
		),
		...paragraph(m.forecasts_mase_hint())
	];
}

function forecastOf({ result, key, kind }: ReportOf) {
	return result.forecasts.find((one) => one.key === key && one.kind === kind);
}

function forecastStart(of: ReportOf): number {
	return forecastOf(of)?.start ?? 0;
}

function paragraph(...sentences: readonly string[]): string[] {
	return [`<p>${sentences.map(text).join(' ')}</p>`];
}

function list(items: readonly string[]): string[] {
	return items.length > 0 ? ['<ul>', ...items.map((item) => `<li>${text(item)}</li>`), '</ul>'] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
	const row = (cells: readonly string[], tag: 'th' | 'td') =>
		`<tr>${cells.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join('')}</tr>`;
	return [
		'<table><thead>',
		row(head, 'th'),
		'</thead><tbody>',
		...rows.map((cells) => row(cells, 'td')),
		'</tbody></table>'
	];
}

/** Everything that comes from data or messages: text, never markup. */
function text(value: string): string {
	const entities: Readonly<Record<string, string>> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;'
	};
	return value.replace(/[&<>"']/gu, (sign) => entities[sign] ?? sign);
}
