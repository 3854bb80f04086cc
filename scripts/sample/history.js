import { dayNumber } from './calendar.js';
import { LAST_DAY } from './planted.js';
import { OPEN_STAGES, choose } from './deals.js';

/** A CRM keeps the changes of about a year: those of deals closed from this day on, and of open ones. */
export const HISTORY_FROM = dayNumber('2025-11-01');
const LOST_AT = [0.25, 0.25, 0.3, 0.2];
/** Share of the time since creation after which each open stage is entered. */
const ENTERED_AT = [0, 0.25, 0.5, 0.8];

/**
 * Rows of deal_history.csv: what a deal looked like after each change of its stage.
 * @param {import('./deals.js').Random} random
 * @param {readonly import('./deals.js').Deal[]} deals without duplicates
 */
export function makeHistory(random, deals) {
	return deals
		.filter((deal) => isOpen(deal) || (deal.closed >= HISTORY_FROM && deal.closed >= deal.created))
		.flatMap((deal) => changes(random, deal));
}

/** @param {import('./deals.js').Deal} deal */
const isOpen = (deal) => !deal.stage.startsWith('Closed');

/**
 * @param {import('./deals.js').Random} random
 * @param {import('./deals.js').Deal} deal
 */
function changes(random, deal) {
	const reached = lastStage(random, deal);
	const end = isOpen(deal) ? LAST_DAY : deal.closed;
	const rows = OPEN_STAGES.slice(0, reached + 1).map((stage, index) => {
		const share = choose(ENTERED_AT, index);
		const changed = Math.round(deal.created + share * (end - deal.created));
		return {
			id: deal.id,
			changed,
			stage,
			amount: earlierAmount(random, deal.amount, index),
			closed: Math.max(changed, Math.round(deal.closed - (1 - share) * random.uniform() * 45))
		};
	});
	const now = { id: deal.id, stage: deal.stage, amount: deal.amount, closed: deal.closed };
	if (isOpen(deal)) return rows.map((row, index) => (index === reached ? { ...now, changed: row.changed } : row));
	return [...rows, { ...now, changed: end }];
}

/**
 * @param {import('./deals.js').Random} random
 * @param {import('./deals.js').Deal} deal
 */
function lastStage(random, deal) {
	if (isOpen(deal)) return OPEN_STAGES.indexOf(deal.stage);
	return deal.stage === 'Closed Won' ? OPEN_STAGES.length - 1 : random.weighted(LOST_AT);
}

/**
 * Early amounts are rough guesses.
 * @param {import('./deals.js').Random} random
 * @param {number | null} amount
 * @param {number} stage
 */
function earlierAmount(random, amount, stage) {
	const factor = stage < 2 ? choose([0.7, 0.9, 1, 1, 1.2], Math.floor(random.uniform() * 5)) : 1;
	return amount === null ? null : Math.round((amount * factor) / 10) * 10;
}
