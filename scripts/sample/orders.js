import { days, isoDay } from './calendar.js';
import { productsOf } from './catalogue.js';
import { choose } from './deals.js';
import {
	DIRT,
	FIRST_DAY,
	LAST_DAY,
	LINES,
	PRICE_RISE,
	PROMOTION_DISCOUNT,
	expectedCount,
	promotion
} from './planted.js';

/**
 * A row of orders.csv; money in cents, so that every total is exact.
 * @typedef {object} OrderLine
 * @property {string} id
 * @property {number} day
 * @property {string} account
 * @property {import('./catalogue.js').Product} product
 * @property {number} quantity
 * @property {number} unitCents
 */

const QUANTITIES = [1, 2, 3, 4, 6, 10];
const CHANCES = [0.4, 0.24, 0.14, 0.1, 0.08, 0.04];
/** How many lines an order has. */
const LINES_PER_ORDER = [0.7, 0.22, 0.08];

/**
 * Unit price on a day, in cents.
 * @param {import('./catalogue.js').Product} product
 * @param {number} day
 */
export function unitCents(product, day) {
	const years = Number(isoDay(day).slice(0, 4)) - 2022;
	return Math.round(product.price * 100 * (1 + PRICE_RISE) ** years * (promotion(day) ? 1 - PROMOTION_DISCOUNT : 1));
}

/**
 * Order lines by day, with returns and lines without account.
 * @param {import('./deals.js').Random} random
 * @param {readonly import('./catalogue.js').Account[]} accounts
 */
export function makeOrders(random, accounts) {
	const weights = accounts.map((account) => account.weight);
	const sold = days(FIRST_DAY, LAST_DAY).flatMap((day) => ordersOfDay(random, accounts, weights, day));
	const returned = random
		.sample(
			sold.filter((line) => line.day < LAST_DAY - 25),
			DIRT.ordersReturned
		)
		.map((line) => ({ ...line, day: line.day + 3 + Math.floor(random.uniform() * 18), quantity: -line.quantity }));
	for (const line of random.sample(sold, DIRT.ordersWithoutAccount)) line.account = '';
	return number([...sold, ...returned].sort((a, b) => a.day - b.day));
}

/**
 * @param {import('./deals.js').Random} random
 * @param {readonly import('./catalogue.js').Account[]} accounts
 * @param {readonly number[]} weights
 * @param {number} day
 */
function ordersOfDay(random, accounts, weights, day) {
	const products = LINES.flatMap((line) => {
		const items = productsOf(line);
		const shares = items.map((item) => item.share);
		const count = random.poisson(expectedCount('orders', line, day));
		return Array.from({ length: count }, () => choose(items, random.weighted(shares)));
	});
	const mixed = products
		.map((product) => ({ product, at: random.uniform() }))
		.sort((a, b) => a.at - b.at)
		.map(({ product }) => product);
	/** @type {OrderLine[]} */
	const lines = [];
	for (let first = 0, order = 1; first < mixed.length; order++) {
		const size = 1 + random.weighted(LINES_PER_ORDER);
		const account = choose(accounts, random.weighted(weights)).id;
		for (const product of mixed.slice(first, first + size)) {
			const quantity = choose(QUANTITIES, random.weighted(CHANCES));
			lines.push({ id: `${day}/${order}`, day, account, product, quantity, unitCents: unitCents(product, day) });
		}
		first += size;
	}
	return lines;
}

/**
 * Order numbers in the order of the days; a return is an order of its own.
 * @param {OrderLine[]} lines
 */
function number(lines) {
	/** @type {Map<string, string>} */
	const numbers = new Map();
	return lines.map((line) => {
		const key = line.quantity < 0 ? `return ${line.id} ${line.product.name} ${line.day}` : line.id;
		const id = numbers.get(key) ?? `S${100001 + numbers.size}`;
		numbers.set(key, id);
		return { ...line, id };
	});
}

/**
 * Expected sales of one product line on a day, returns left out.
 * @param {(typeof LINES)[number]} line
 * @param {number} day
 */
export function expectedSales(line, day) {
	const quantity = QUANTITIES.reduce((sum, units, i) => sum + units * (CHANCES[i] ?? 0), 0);
	const price = productsOf(line).reduce((sum, product) => sum + (product.share * unitCents(product, day)) / 100, 0);
	return expectedCount('orders', line, day) * quantity * price;
}
