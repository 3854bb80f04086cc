import { OWNERS, productsOf } from './catalogue.js';
import { days, isoDay, monthEnd } from './calendar.js';
import {
	CYCLE_SPREAD,
	DIRT,
	FIRST_DAY,
	LAST_DAY,
	LINES,
	LOST_CYCLE_FACTOR,
	MISSPELT,
	OWNER_NOT_IN_TEAM,
	SOURCES,
	WIN_BASE,
	expectedCount
} from './planted.js';

/** @typedef {ReturnType<typeof import('./random.js').createRandom>} Random */
/** @typedef {import('./catalogue.js').Account} Account */
/**
 * A row of deals.csv; days are numbers.
 * @typedef {object} Deal
 * @property {string} id
 * @property {string} account
 * @property {string} short
 * @property {string} owner
 * @property {string} stage
 * @property {number | null} amount
 * @property {number} created
 * @property {number} closed expected day of an open deal
 * @property {string} product
 * @property {import('./catalogue.js').Product} item
 * @property {number} units
 * @property {string} source
 * @property {string} lostReason
 */

export const OPEN_STAGES = ['Qualification', 'Needs Analysis', 'Proposal', 'Negotiation'];
const LOST_REASONS = ['Price', 'Competitor', 'No Budget', 'No Decision', 'Timing'];
const LOST_REASON_SHARES = [0.34, 0.26, 0.16, 0.14, 0.1];
/** Days after the last one whose closings can already be open deals. */
const HORIZON = 250;
/** Price paid as a share of the list price: even between these. */
export const PAID = { least: 0.85, most: 1 };

/** @param {number} logOdds */
const logistic = (logOdds) => 1 / (1 + Math.exp(-logOdds));

/**
 * Probability that a deal is won: nothing else decides it.
 * @param {import('./catalogue.js').Owner} owner
 * @param {(typeof SOURCES)[number]} source
 */
export const winProbability = (owner, source) =>
	logistic(WIN_BASE + owner.region.effect + owner.effect + source.effect);

/**
 * Deals as they closed or stand open, in the order of their creation, clean.
 * @param {Random} random
 * @param {readonly Account[]} accounts
 */
export function makeDeals(random, accounts) {
	const weights = accounts.map((account) => account.weight);
	const deals = days(FIRST_DAY, LAST_DAY + HORIZON).flatMap((day) =>
		LINES.flatMap((line) =>
			Array.from({ length: random.poisson(expectedCount('closings', line, day)) }, () =>
				makeDeal(random, accounts[random.weighted(weights)], line, day)
			)
		)
	);
	return deals
		.filter((deal) => deal.created <= LAST_DAY)
		.sort((a, b) => a.created - b.created || a.closed - b.closed)
		.map((deal, index) => ({ ...deal, id: `D-${10001 + index}` }));
}

/**
 * @param {Random} random
 * @param {Account | undefined} account
 * @param {(typeof LINES)[number]} line
 * @param {number} day the day it closes
 * @returns {Deal}
 */
function makeDeal(random, account, line, day) {
	if (!account) throw new Error('no account');
	const owners = OWNERS.filter((owner) => owner.region === account.region);
	const owner = choose(owners, Math.floor(random.uniform() * owners.length));
	const source = choose(SOURCES, random.weighted(SOURCES.map((one) => one.share)));
	const products = productsOf(line);
	const item = choose(products, random.weighted(products.map((product) => product.share)));
	const units = choose(account.segment.units, random.weighted(account.segment.chances));
	const won = random.uniform() < winProbability(owner, source);
	const cycle = line.cycle * Math.exp(CYCLE_SPREAD * random.normal()) * (won ? 1 : LOST_CYCLE_FACTOR);
	const created = day - Math.max(1, Math.round(cycle));
	const paid = PAID.least + random.uniform() * (PAID.most - PAID.least);
	const reason = choose(LOST_REASONS, random.weighted(LOST_REASON_SHARES));
	const open = day > LAST_DAY;
	return {
		id: '',
		account: account.name,
		short: account.short,
		owner: owner.name,
		stage: open ? openStage((LAST_DAY - created) / (day - created)) : won ? 'Closed Won' : 'Closed Lost',
		amount: Math.round((item.price * units * paid) / 10) * 10,
		created,
		closed: open ? expectedClose(random, created, day) : day,
		product: item.name,
		item,
		units,
		source: source.name,
		lostReason: open || won ? '' : reason
	};
}

/** @param {number} progress */
function openStage(progress) {
	return choose(OPEN_STAGES, [0.25, 0.5, 0.8].filter((limit) => progress >= limit).length);
}

/**
 * What the owner entered: near the truth, every third time simply the end of a month, one in eight already past.
 * @param {Random} random
 * @param {number} created
 * @param {number} day
 */
function expectedClose(random, created, day) {
	if (random.uniform() < 0.125) return Math.max(created, LAST_DAY - Math.floor(random.uniform() * 30));
	const entered = Math.max(LAST_DAY + 1, Math.round(day + random.normal() * 12));
	return random.uniform() < 1 / 3 ? monthEnd(entered) : entered;
}

/**
 * The same deals with the dirt of `DIRT` in them: no row carries two kinds, except the misspelt product.
 * @param {Random} random
 * @param {readonly Deal[]} clean
 */
export function soil(random, clean) {
	const deals = clean.map((deal) => ({ ...deal }));
	const closed = deals.filter((deal) => deal.stage.startsWith('Closed'));
	const touched = new Set();
	/** @param {number} count @param {(deal: Deal) => boolean} fits */
	const take = (count, fits = () => true) => {
		const taken = random.sample(
			closed.filter((deal) => !touched.has(deal) && fits(deal)),
			count
		);
		taken.forEach((deal) => touched.add(deal));
		return taken;
	};
	for (const deal of take(DIRT.dealsOfOwnerNotInTeam, (deal) => isoDay(deal.closed).startsWith('2023'))) {
		deal.owner = OWNER_NOT_IN_TEAM;
	}
	for (const deal of take(DIRT.dealsClosedBeforeCreated, (deal) => deal.closed < LAST_DAY - 45)) {
		deal.created = deal.closed + 3 + Math.floor(random.uniform() * 40);
	}
	for (const deal of take(DIRT.dealsMovedToMonthEnd, (deal) => deal.closed < monthEnd(deal.closed))) {
		deal.closed = monthEnd(deal.closed);
	}
	for (const deal of take(DIRT.dealsWithoutAccount)) [deal.account, deal.short] = ['', ''];
	for (const deal of take(DIRT.dealsWithoutAmount)) deal.amount = null;
	for (const deal of deals) {
		if (deal.product === MISSPELT.right && deal.created < MISSPELT.before) deal.product = MISSPELT.wrong;
	}
	return [...deals, ...take(DIRT.dealsDuplicated).map((deal) => ({ ...deal }))];
}

/**
 * Expected won value per closing: by account (region, size), owner, source and product.
 * @param {readonly Account[]} accounts
 * @param {(typeof LINES)[number]} line
 */
export function expectedWonValue(accounts, line) {
	const listPrice = productsOf(line).reduce((sum, product) => sum + product.share * product.price, 0);
	const paid = (PAID.least + PAID.most) / 2;
	const total = accounts.reduce((sum, account) => sum + account.weight, 0);
	const perAccount = accounts.map((account) => {
		const owners = OWNERS.filter((owner) => owner.region === account.region);
		return (account.weight / total) * winRateOf(owners) * expectedUnits(account.segment);
	});
	return listPrice * paid * perAccount.reduce((sum, value) => sum + value, 0);
}

/** Expected win rate of owners who get equal shares. @param {readonly import('./catalogue.js').Owner[]} owners */
export function winRateOf(owners) {
	const rates = owners.map((owner) =>
		SOURCES.reduce((sum, source) => sum + source.share * winProbability(owner, source), 0)
	);
	return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

/** @param {(typeof import('./catalogue.js').SEGMENTS)[number]} segment */
function expectedUnits(segment) {
	return segment.units.reduce((sum, units, i) => sum + units * (segment.chances[i] ?? 0), 0);
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} index
 * @returns {T}
 */
export function choose(items, index) {
	const item = items[index];
	if (item === undefined) throw new RangeError(`no item ${index}`);
	return item;
}
