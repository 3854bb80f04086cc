import { makeAccounts } from './catalogue.js';
import { isoDay } from './calendar.js';
import { makeDeals, soil } from './deals.js';
import { makeHistory } from './history.js';
import { makeOrders } from './orders.js';
import { DIRT, FIRST_DAY, LAST_DAY, SEED } from './planted.js';
import { createRandom } from './random.js';
import { accountsCsv, dealsCsv, historyCsv, ordersCsv, productsCsv, teamCsv } from './tables.js';
import { dealsTruth, dirtTruth, expectedTruth, ordersTruth, plantedTruth } from './truth.js';

/**
 * Every file of the sample by name. Each part has its own stream of numbers, so changing one leaves the others.
 * @returns {Map<string, string>}
 */
export function generateSample() {
	const accounts = makeAccounts(createRandom(SEED));
	const clean = makeDeals(createRandom(SEED + 9), accounts);
	const deals = soil(createRandom(SEED + 2), clean);
	const changes = makeHistory(createRandom(SEED + 3), deals.slice(0, -DIRT.dealsDuplicated));
	const orders = makeOrders(createRandom(SEED + 4), accounts);
	const truth = {
		note: 'Generated data. Every company and person is invented. See docs/sample.md.',
		seed: SEED,
		from: isoDay(FIRST_DAY),
		asOf: isoDay(LAST_DAY),
		deals: dealsTruth(deals),
		orders: ordersTruth(orders, accounts),
		dirt: dirtTruth(deals, orders),
		planted: plantedTruth(),
		expected: expectedTruth(accounts)
	};
	return new Map([
		['accounts.csv', accountsCsv(accounts)],
		['products.csv', productsCsv()],
		['team.csv', teamCsv()],
		['deals.csv', dealsCsv(deals)],
		['deal_history.csv', historyCsv(changes)],
		['orders.csv', ordersCsv(orders)],
		['truth.json', `${JSON.stringify(truth)}\n`]
	]);
}
