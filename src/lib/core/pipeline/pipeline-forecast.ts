import { closeHazards, winChances, type PipelineDeal } from './close-hazards';

/** One open deal in the forecast: its place in the input, its age in days, and its chance (0–1) of being won in each period [h]. */
export interface DealChance {
	readonly at: number;
	readonly age: number;
	readonly chances: readonly number[];
}

/** Lost deals it takes to say that a file gives lost deals no amount. */
const LOST_TO_JUDGE = 10;

/**
 * Expected won amount per period [h] from deals open at the origin, with its interval. `unpriced` counts open deals without an
 * amount, which are in no figure; `misdated` counts deals that close before they are created, which are left out. `assumed` is the
 * amount taken for every open deal, null where each has its own: see {@link assumedAmount}.
 */
export interface PipelineForecast {
	readonly point: readonly number[];
	readonly lower: readonly number[];
	readonly upper: readonly number[];
	readonly deals: readonly DealChance[];
	readonly unpriced: number;
	readonly misdated: number;
	readonly assumed: number | null;
}

/**
 * Forecast of the deals open at the end of day `origin`, over periods that end `ends` [h] days later. Win chances come from
 * {@link closeHazards}: age alone, neither stage nor the deal's own date or probability. The interval is the normal approximation
 * of a sum of independent deals, mean ± z·√Σ amount²·p(1 − p), cut at the least and the most the deals can give; it holds no
 * doubt about the chances themselves and no deals still to be created. `z`: 1.2816 for 80 %, 1.96 for 95 %. Null: no deal had
 * closed by then, so nothing can be learnt.
 */
export function pipelineForecast(
	deals: readonly PipelineDeal[],
	origin: number,
	ends: readonly number[],
	z: number
): PipelineForecast | null {
	const dated = deals.filter(({ closed, created }) => closed === null || closed >= created);
	const hazards = closeHazards(dated, origin);
	if (!hazards) return null;
	const assumed = assumedAmount(dated, origin);
	const open = [...deals.entries()]
		.filter(([, deal]) => isOpen(deal, origin))
		.map(([at, deal]) => [at, { ...deal, amount: assumed ?? deal.amount }] as const);
	const priced = open.filter(([, { amount }]) => amount !== null);
	const chances = priced.map(([at, { created }]) => {
		const age = origin - created;
		return { at, age, chances: winChances(hazards, age, ends) };
	});
	const amounts = priced.map(([, { amount }]) => amount ?? 0);
	const sums = ends.map((_, h) =>
		spread(
			amounts,
			chances.map((deal) => deal.chances[h] ?? 0),
			z
		)
	);
	return {
		point: sums.map(({ mean }) => mean),
		lower: sums.map(({ low }) => low),
		upper: sums.map(({ high }) => high),
		deals: chances,
		unpriced: open.length - priced.length,
		misdated: deals.length - dated.length,
		assumed
	};
}

/**
 * Mean amount of the deals won by day `origin`, where amounts are written at closing: at least ten deals were lost by then and none
 * of them has an amount other than 0. There an amount tells how the deal ended, and an open deal has none. Null: amounts are the
 * deals' own, or none was won with an amount.
 */
export function assumedAmount(deals: readonly PipelineDeal[], origin: number): number | null {
	const closed = deals.filter((deal) => deal.closed !== null && deal.closed <= origin);
	const lost = closed.filter(({ won }) => !won);
	if (lost.length < LOST_TO_JUDGE || lost.some(({ amount }) => amount !== null && amount !== 0)) return null;
	const amounts = closed.flatMap(({ won, amount }) => (won && amount !== null ? [amount] : []));
	return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
}

/** Whether `deal` had been created and was not closed at the end of day `origin`. */
export function isOpen(deal: PipelineDeal, origin: number): boolean {
	if (deal.closed !== null && deal.closed < deal.created) return false;
	return deal.created <= origin && (deal.closed === null || deal.closed > origin);
}

function spread(
	amounts: readonly number[],
	chances: readonly number[],
	z: number
): { mean: number; low: number; high: number } {
	let [mean, variance, least, most] = [0, 0, 0, 0];
	for (const [at, amount] of amounts.entries()) {
		const p = chances[at] ?? 0;
		mean += amount * p;
		variance += amount * amount * p * (1 - p);
		least += Math.min(0, amount);
		most += Math.max(0, amount);
	}
	const half = z * Math.sqrt(variance);
	return { mean, low: Math.max(least, mean - half), high: Math.min(most, mean + half) };
}
