import { WORKING_DAYS } from '$lib/core/forecast/calendar-inputs';
import { m } from '$lib/paraglide/messages';

const HOLIDAYS: Readonly<Record<string, () => string>> = {
	'new-year': m.holiday_new_year,
	valentine: m.holiday_valentine,
	'may-day': m.holiday_may_day,
	'independence-day': m.holiday_independence_day,
	halloween: m.holiday_halloween,
	'before-christmas': m.holiday_before_christmas,
	christmas: m.holiday_christmas,
	'after-christmas': m.holiday_after_christmas,
	'before-easter': m.holiday_before_easter,
	easter: m.holiday_easter,
	'mothers-day': m.holiday_mothers_day,
	'memorial-day': m.holiday_memorial_day,
	'labor-day': m.holiday_labor_day,
	thanksgiving: m.holiday_thanksgiving,
	'black-friday': m.holiday_black_friday,
	'labour-day': m.holiday_labour_day,
	'618': m.holiday_618,
	'national-day': m.holiday_national_day,
	'double-eleven': m.holiday_double_eleven,
	'before-spring-festival': m.holiday_before_spring_festival,
	'spring-festival': m.holiday_spring_festival,
	'after-spring-festival': m.holiday_after_spring_festival,
	ascension: m.holiday_ascension,
	whitsun: m.holiday_whitsun,
	'german-unity': m.holiday_german_unity,
	'early-may': m.holiday_early_may,
	'spring-bank': m.holiday_spring_bank,
	'summer-bank': m.holiday_summer_bank
};

/** The word for a known input of a model: a holiday, working days, or an event as the user named it. */
export function inputName(name: string): string {
	if (name === WORKING_DAYS) return m.holiday_working_days();
	const [, kind, own] = /^(holiday|event):([\s\S]*)$/.exec(name) ?? [];
	if (own === undefined) return name;
	return kind === 'holiday' && Object.hasOwn(HOLIDAYS, own) ? HOLIDAYS[own]!() : own;
}
