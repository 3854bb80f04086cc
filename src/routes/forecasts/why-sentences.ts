import type { ChangePoint } from '$lib/core/explain/change-points';
import { ownScale, type Parts } from '$lib/core/explain/decompose';
import { peak, yearlyTrend } from '$lib/core/explain/next-period';
import { unseenEvents, WORKING_DAYS } from '$lib/core/forecast/calendar-inputs';
import type { Series } from '$lib/core/forecast/series';
import type { Measure } from '$lib/core/model/measures';
import { SEASON, type Grain } from '$lib/core/period';
import type { ForecastCalendar } from '$lib/core/workspace/workspace';
import { formatCell, formatCount, formatShare } from '$lib/i18n/formatting';
import { inputName } from '$lib/i18n/input-names';
import { formatPeriod } from '$lib/i18n/periods';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { valueText } from './outcome';

/** Periods in a year. */
const YEAR: Readonly<Record<Grain, number>> = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };

/** What figures are written with. */
export interface Wording {
	readonly measure: Measure;
	readonly currency: string | null;
}

/** Form, trend, season, events and remainder of a history in plain sentences. */
export function partSentences(series: Series, parts: Parts, calendar: ForecastCalendar, wording: Wording): string[] {
	const positive = series.values.every((y) => !(y <= 0));
	const additive = positive ? m.explain_additive() : m.explain_additive_forced();
	return [
		parts.kind === 'multiplicative' ? m.explain_multiplicative() : additive,
		trendSentence(series, parts, wording),
		seasonSentence(series, parts, wording),
		...parts.effects.map(({ name, effect }) => {
			const change = effectText(parts.kind, effect, wording);
			const named = { name: inputName(name), change };
			return name === WORKING_DAYS ? m.explain_event_working_days(named) : m.explain_event(named);
		}),
		...(parts.unsure.length > 0
			? [m.explain_unsure({ names: parts.unsure.map(inputName).join(getLocale() === 'zh-CN' ? '、' : ', ') })]
			: []),
		...unseenEvents(calendar, series).map((name) => m.explain_unseen({ name })),
		m.explain_remainder({ size: sizeText(parts.kind, parts.sigma, wording) })
	];
}

/** A change on the working scale: a share with its sign when multiplicative, else an amount with its sign. */
export function effectText(kind: Parts['kind'], effect: number, { measure, currency }: Wording, per = 1): string {
	const own = effect * per;
	if (kind === 'multiplicative') {
		const share = ownScale(kind, own) - 1;
		return formatShare(share, { sign: true, digits: Math.abs(share) < 0.1 ? 1 : 0 });
	}
	return signed(own, measure, currency);
}

/** By how much a change point moved the level, or the trend a year. */
export function changeText(parts: Parts, change: ChangePoint, grain: Grain, wording: Wording): string {
	return effectText(parts.kind, change.size, wording, change.kind === 'trend' ? YEAR[grain] : 1);
}

/** An amount with a plus or minus. */
export function signed(value: number, measure: Measure, currency: string | null): string {
	const digits = measure.unit === 'money' && Math.abs(value) < 1000 ? 2 : 0;
	return formatCell(value, measure.unit, { currency, digits, sign: true });
}

function trendSentence({ grain }: Series, parts: Parts, wording: Wording): string {
	const { change, periods } = yearlyTrend(parts, YEAR[grain]);
	const span =
		periods === YEAR[grain] ? m.explain_span_year() : m.explain_span_periods({ count: formatCount(periods) });
	const text =
		parts.kind === 'multiplicative'
			? formatShare(change, { sign: true, digits: 1 })
			: signed(change, wording.measure, wording.currency);
	return m.explain_trend_share({ change: text, span });
}

function seasonSentence({ grain, start }: Series, parts: Parts, wording: Wording): string {
	const season = SEASON[grain];
	if (season < 2) return m.explain_season_no_cycle();
	const high = peak(parts, start, season, 'high');
	const low = peak(parts, start, season, 'low');
	if (!high || !low) return m.explain_season_none();
	const text = (effect: number) =>
		parts.kind === 'multiplicative'
			? formatShare(Math.abs(effect), { digits: 0 })
			: valueText(Math.abs(effect), wording.measure, wording.currency);
	const name = (period: number) => phaseName(period, grain);
	return [
		m.explain_season_high({ period: name(high.period), change: text(high.effect) }),
		m.explain_season_low({ period: name(low.period), change: text(low.effect) })
	].join(getLocale() === 'zh-CN' ? '' : ' ');
}

/** December, Q4, week 47, Saturday: the place in the cycle without its year. */
function phaseName(period: number, grain: Grain): string {
	const locale = getLocale();
	if (grain === 'month' || grain === 'day') {
		const style = grain === 'month' ? { month: 'long' } : { weekday: 'long' };
		const day = grain === 'month' ? Date.UTC(2024, period % 12, 1) : period * 86_400_000;
		return new Intl.DateTimeFormat(locale, { ...(style as Intl.DateTimeFormatOptions), timeZone: 'UTC' }).format(day);
	}
	return formatPeriod(period, grain, locale, 'short');
}

function sizeText(kind: Parts['kind'], sigma: number, { measure, currency }: Wording): string {
	return kind === 'multiplicative' ? formatShare(sigma, { digits: 1 }) : valueText(sigma, measure, currency);
}
