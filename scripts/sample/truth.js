import { OWNERS, REGIONS } from './catalogue.js';
import { days, isoDay, monthEnd, monthKey, quarterKey } from './calendar.js';
import { OPEN_STAGES, expectedWonValue, winRateOf } from './deals.js';
import { expectedSales } from './orders.js';
import * as planted from './planted.js';

/*
 * The truth of the sample: what a report must show over the rows as they stand in the files, dirt included
 * (a null amount adds nothing, a duplicated row counts twice), and what was planted.
 */

/** @typedef {import('./deals.js').Deal} Deal */
/** @typedef {import('./orders.js').OrderLine} OrderLine */

/** @param {readonly Deal[]} deals */
const won = (deals) => deals.filter((deal) => deal.stage === 'Closed Won');
/** @param {readonly Deal[]} deals */
const lost = (deals) => deals.filter((deal) => deal.stage === 'Closed Lost');
/** @param {readonly Deal[]} deals */
const value = (deals) => deals.reduce((sum, deal) => sum + (deal.amount ?? 0), 0);
/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? null : round(part / whole, 8));
/** @param {number} number @param {number} digits */
const round = (number, digits) => Number(number.toFixed(digits));

/**
 * Groups in the order of their keys; rows whose key is null come under "".
 * @template T, R
 * @param {readonly T[]} rows
 * @param {(row: T) => string | null} key
 * @param {(rows: T[]) => R} of
 * @returns {Record<string, R>}
 */
function by(rows, key, of) {
	/** @type {Map<string, T[]>} */
	const groups = new Map();
	for (const row of rows) {
		const name = key(row) ?? '';
		const group = groups.get(name);
		if (group) group.push(row);
		else groups.set(name, [row]);
	}
	return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, of(group)]));
}

/** @param {readonly Deal[]} deals */
function outcome(deals) {
	const [wonDeals, lostDeals] = [won(deals), lost(deals)];
	return {
		won: wonDeals.length,
		lost: lostDeals.length,
		wonValue: value(wonDeals),
		lostValue: value(lostDeals),
		winRate: share(wonDeals.length, wonDeals.length + lostDeals.length),
		winRateByValue: share(value(wonDeals), value(wonDeals) + value(lostDeals))
	};
}

/** @param {readonly Deal[]} deals */
export function dealsTruth(deals) {
	const open = deals.filter((deal) => OPEN_STAGES.includes(deal.stage));
	const closed = [...won(deals), ...lost(deals)];
	const regionOf = new Map(OWNERS.map((owner) => [owner.name, owner.region.name]));
	return {
		rows: deals.length,
		distinctIds: new Set(deals.map((deal) => deal.id)).size,
		open: open.length,
		...outcome(deals),
		openValue: value(open),
		overdue: open.filter((deal) => deal.closed < planted.LAST_DAY).length,
		cycle: cycles(won(deals)),
		byYear: by(closed, (deal) => isoDay(deal.closed).slice(0, 4), outcome),
		byQuarter: by(closed, (deal) => quarterKey(isoDay(deal.closed)), outcome),
		byRegion: by(closed, (deal) => regionOf.get(deal.owner) ?? null, outcome),
		byOwner: by(closed, (deal) => deal.owner, outcome),
		byLeadSource: by(closed, (deal) => deal.source, outcome),
		byCategory: by(closed, (deal) => (deal.product === planted.MISSPELT.wrong ? null : deal.item.line.name), outcome),
		pipeline: Object.fromEntries(
			OPEN_STAGES.map((stage) => {
				const inStage = open.filter((deal) => deal.stage === stage);
				return [stage, { deals: inStage.length, value: value(inStage) }];
			})
		)
	};
}

/**
 * Days from creation to closing of won deals; rows closed before they were created are left out and counted.
 * @param {readonly Deal[]} wonDeals
 */
function cycles(wonDeals) {
	const lengths = wonDeals.map((deal) => deal.closed - deal.created);
	const valid = lengths.filter((length) => length >= 0).sort((a, b) => a - b);
	return {
		deals: valid.length,
		excluded: lengths.length - valid.length,
		mean: round(valid.reduce((sum, length) => sum + length, 0) / valid.length, 8),
		median: quantile(valid, 0.5),
		p90: round(quantile(valid, 0.9), 8)
	};
}

/** Linear between neighbours. @param {readonly number[]} sorted @param {number} q */
function quantile(sorted, q) {
	const at = (sorted.length - 1) * q;
	const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
	return low + (high - low) * (at - Math.floor(at));
}

/** @param {readonly OrderLine[]} lines */
function sales(lines) {
	return lines.reduce((sum, line) => sum + line.unitCents * line.quantity, 0) / 100;
}

/**
 * @param {readonly OrderLine[]} lines
 * @param {readonly import('./catalogue.js').Account[]} accounts
 */
export function ordersTruth(lines, accounts) {
	const account = new Map(accounts.map((one) => [one.id, one]));
	return {
		rows: lines.length,
		orders: new Set(lines.map((line) => line.id)).size,
		sales: sales(lines),
		byYear: by(lines, (line) => isoDay(line.day).slice(0, 4), sales),
		byQuarter: by(lines, (line) => quarterKey(isoDay(line.day)), sales),
		byMonth: by(lines, (line) => monthKey(line.day), sales),
		byRegion: by(lines, (line) => account.get(line.account)?.region.name ?? null, sales),
		byCategory: by(lines, (line) => line.product.line.name, sales),
		topAccounts: Object.entries(by(lines, (line) => account.get(line.account)?.name ?? null, sales))
			.filter(([name]) => name !== '')
			.sort((a, b) => b[1] - a[1])
			.slice(0, 10)
			.map(([name, total]) => ({ name, sales: total }))
	};
}

/** @param {readonly Deal[]} deals @param {readonly OrderLine[]} lines */
export function dirtTruth(deals, lines) {
	const noAmount = deals.filter((deal) => deal.amount === null);
	const monthEnds = [...won(deals), ...lost(deals)].filter((deal) => deal.closed === monthEnd(deal.closed));
	return {
		...planted.DIRT,
		dealsWithMisspeltProduct: deals.filter((deal) => deal.product === planted.MISSPELT.wrong).length,
		wonWithoutAmount: won(noAmount).length,
		lostWithoutAmount: lost(noAmount).length,
		closedOnLastDayOfMonth: monthEnds.length,
		misspeltProduct: planted.MISSPELT.wrong,
		rightProduct: planted.MISSPELT.right,
		ownerNotInTeam: planted.OWNER_NOT_IN_TEAM,
		ordersReturnedValue: sales(lines.filter((line) => line.quantity < 0))
	};
}

/** The effects, as numbers. */
export function plantedTruth() {
	return {
		growthPerYear: Object.fromEntries(planted.LINES.map((line) => [line.name, line.growth])),
		seasonJanuaryToDecember: Object.fromEntries(planted.LINES.map((line) => [line.name, line.season])),
		cycleMedianDays: Object.fromEntries(planted.LINES.map((line) => [line.name, line.cycle])),
		lostCycleFactor: planted.LOST_CYCLE_FACTOR,
		weekdayMondayToSunday: planted.WEEKDAYS,
		festivals: planted.FESTIVALS,
		festivalEffect: planted.FESTIVAL_EFFECT,
		promotions: planted.PROMOTIONS,
		promotionDiscount: planted.PROMOTION_DISCOUNT,
		priceRisePerYear: planted.PRICE_RISE,
		winLogOdds: {
			base: planted.WIN_BASE,
			region: Object.fromEntries(REGIONS.map((region) => [region.name, region.effect])),
			owner: Object.fromEntries(OWNERS.map((owner) => [owner.name, owner.effect])),
			leadSource: Object.fromEntries(planted.SOURCES.map((source) => [source.name, source.effect]))
		},
		expectedWinRateByRegion: Object.fromEntries(
			REGIONS.map((region) => [region.name, round(winRateOf(OWNERS.filter((owner) => owner.region === region)), 6)])
		)
	};
}

/**
 * The level each month was drawn from, total and per product line, and for the year after: what no forecast can beat.
 * @param {readonly import('./catalogue.js').Account[]} accounts
 */
export function expectedTruth(accounts) {
	const all = days(planted.FIRST_DAY, planted.LAST_EXPECTED_DAY);
	const months = [...new Set(all.map(monthKey))];
	/** @param {(line: (typeof planted.LINES)[number], day: number) => number} level */
	const curves = (level) => {
		const lines = planted.LINES.map((line) => {
			const sums = new Map(months.map((month) => [month, 0]));
			for (const day of all) sums.set(monthKey(day), (sums.get(monthKey(day)) ?? 0) + level(line, day));
			return { name: line.name, values: [...sums.values()].map((sum) => Math.round(sum)) };
		});
		const total = months.map((_, i) => lines.reduce((sum, line) => sum + (line.values[i] ?? 0), 0));
		return { total, ...Object.fromEntries(lines.map((line) => [line.name, line.values])) };
	};
	const perClosing = new Map(planted.LINES.map((line) => [line, expectedWonValue(accounts, line)]));
	return {
		months,
		monthsInFiles: 48,
		wonValue: curves((line, day) => planted.expectedCount('closings', line, day) * (perClosing.get(line) ?? NaN)),
		sales: curves(expectedSales)
	};
}
