import { dayNumber, monthKey, monthOfYear, weekday } from './calendar.js';

/*
 * What is planted: every effect a report or a forecast should find again. docs/sample.md says it in words.
 * The sample covers closings and orders of 48 whole months.
 */
export const SEED = 20261122;
export const FIRST_DAY = dayNumber('2022-11-01');
export const LAST_DAY = dayNumber('2026-10-31');
/** The expected level is also written for the year after, to measure forecasts against. */
export const LAST_EXPECTED_DAY = dayNumber('2027-10-31');

/** Growth per year, level (closings and order lines per month at the start), median cycle in days, season January … December. */
export const LINES = [
	{
		name: 'Sensors 传感器',
		growth: 0.06,
		closings: 34,
		orders: 170,
		cycle: 34,
		season: [0.85, 0.82, 0.95, 0.98, 1.0, 1.02, 0.96, 1.0, 1.2, 1.24, 1.05, 0.93]
	},
	{
		name: 'Controllers 控制器',
		growth: -0.04,
		closings: 29,
		orders: 120,
		cycle: 62,
		season: [0.9, 0.86, 0.98, 0.92, 0.94, 0.98, 0.9, 0.92, 1.0, 1.08, 1.2, 1.32]
	},
	{
		name: 'Software 软件',
		growth: 0.28,
		closings: 19,
		orders: 75,
		cycle: 46,
		season: [0.82, 0.84, 1.22, 0.86, 0.88, 1.22, 0.84, 0.86, 1.18, 0.9, 0.98, 1.4]
	},
	{
		name: 'Services 服务',
		growth: 0.12,
		closings: 18,
		orders: 62,
		cycle: 20,
		season: [0.84, 0.8, 0.92, 1.0, 1.1, 1.2, 1.26, 1.18, 1.02, 0.96, 0.9, 0.82]
	}
];

/** Monday … Sunday, mean 1 over a week. */
export const WEEKDAYS = {
	closings: [1.2, 1.35, 1.4, 1.35, 1.25, 0.25, 0.2],
	orders: [1.3, 1.2, 1.15, 1.15, 1.1, 0.6, 0.5]
};

/** Spring Festival (春节): New Year's Day of each lunar year. */
export const FESTIVALS = ['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06'];
/** Days before (negative) or after New Year's Day, first and last, and the factor on the level. */
export const FESTIVAL_EFFECT = [
	{ from: -28, to: -5, factor: 1.2 },
	{ from: -4, to: 9, factor: 0.15 },
	{ from: 10, to: 20, factor: 0.8 }
];

/** Promotion months: not yearly, so not part of the season. Orders are 10 % cheaper then. None is planned ahead. */
export const PROMOTIONS = [
	{ month: '2023-06', factor: 1.35 },
	{ month: '2024-03', factor: 1.3 },
	{ month: '2025-09', factor: 1.35 },
	{ month: '2026-05', factor: 1.4 }
];
export const PROMOTION_DISCOUNT = 0.1;
/** List prices of orders rise by this share every 1 January. */
export const PRICE_RISE = 0.03;

/** Log odds of winning: base + region + owner (`catalogue.js`) + lead source. Nothing else matters. */
export const WIN_BASE = 0.15;
/** Mean amount and win rate have nothing to do with each other; the spread of the cycle (log scale). */
export const CYCLE_SPREAD = 0.45;
/** Lost deals take this much longer than won ones. */
export const LOST_CYCLE_FACTOR = 1.25;

export const SOURCES = [
	{ name: 'Website', share: 0.3, effect: 0 },
	{ name: 'Referral', share: 0.16, effect: 0.7 },
	{ name: 'Partner', share: 0.14, effect: 0.4 },
	{ name: 'Webinar', share: 0.12, effect: -0.1 },
	{ name: 'Trade Show', share: 0.12, effect: -0.25 },
	{ name: 'Cold Call', share: 0.16, effect: -0.65 }
];

/** Rows of dirt, exactly as many. */
export const DIRT = {
	dealsWithoutAccount: 42,
	dealsWithoutAmount: 35,
	dealsClosedBeforeCreated: 17,
	dealsDuplicated: 9,
	dealsOfOwnerNotInTeam: 26,
	dealsMovedToMonthEnd: 240,
	ordersWithoutAccount: 120,
	ordersReturned: 60
};
/** Deals created before this day spell a product of the list differently. */
export const MISSPELT = { right: 'Pulse Pro', wrong: 'PulsePro', before: dayNumber('2024-07-01') };
export const OWNER_NOT_IN_TEAM = 'Grace Wu 吴桐';

/**
 * Expected closings or order lines of a product line on a day.
 * @param {'closings' | 'orders'} what
 * @param {(typeof LINES)[number]} line
 * @param {number} day
 */
export function expectedCount(what, line, day) {
	const years = (day - FIRST_DAY) / 365.25;
	return (
		(line[what] / 30.4375) *
		(1 + line.growth) ** years *
		(line.season[monthOfYear(day)] ?? 1) *
		(WEEKDAYS[what][weekday(day)] ?? 1) *
		festivalFactor(day) *
		(promotion(day)?.factor ?? 1)
	);
}

/** @param {number} day */
export function promotion(day) {
	const month = monthKey(day);
	return PROMOTIONS.find((one) => one.month === month);
}

/** @param {number} day */
function festivalFactor(day) {
	for (const festival of FESTIVALS) {
		const distance = day - dayNumber(festival);
		const effect = FESTIVAL_EFFECT.find(({ from, to }) => distance >= from && distance <= to);
		if (effect) return effect.factor;
	}
	return 1;
}
