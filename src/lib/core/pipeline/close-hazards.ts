/**
 * A deal as the pipeline forecast sees it. Days are whole days since 1970-01-01. `closed` is null on an open deal; `amount` is in
 * the model's currency, null where the file has none.
 */
export interface PipelineDeal {
	readonly created: number;
	readonly closed: number | null;
	readonly won: boolean;
	readonly amount: number | null;
}

/** Chance of closing on one more day, by age: `won[k]`, `lost[k]` (0–1) hold for ages from `k * bandDays` to the next band, days. */
export interface CloseHazards {
	readonly bandDays: number;
	readonly won: readonly number[];
	readonly lost: readonly number[];
}

/** Ages are pooled in bands of this many days; the last band holds every older age. */
const BAND_DAYS = 30;
const BANDS = 24;
/** The chance over all ages weighs in each band as much as this many closed deals. */
const PRIOR_CLOSES = 5;

/**
 * Daily chances of being won and lost by age, from every deal created by `origin`, as they stood at the end of that day: deals not
 * yet closed count as still open (censored), so slow deals do not drop out. Discrete-time competing risks (Prentice & Kalbfleisch
 * 1978, cause-specific hazards); each band is shrunk to the mean over all ages (gamma prior on the rate). Null: none closed yet.
 */
export function closeHazards(deals: readonly PipelineDeal[], origin: number): CloseHazards | null {
	const won = new Array<number>(BANDS).fill(0);
	const lost = new Array<number>(BANDS).fill(0);
	const days = new Array<number>(BANDS).fill(0);
	for (const deal of deals) {
		if (deal.created > origin) continue;
		const closed = deal.closed !== null && deal.closed <= origin;
		const age = (closed ? (deal.closed ?? origin) : origin) - deal.created;
		if (age < 0) continue;
		addDays(days, age);
		const at = band(age);
		if (closed) (deal.won ? won : lost)[at] = ((deal.won ? won : lost)[at] ?? 0) + 1;
	}
	const [allWon, allLost, allDays] = [sum(won), sum(lost), sum(days)];
	if (allWon + allLost === 0) return null;
	const prior = (PRIOR_CLOSES * allDays) / (allWon + allLost);
	const shrink = (events: readonly number[], all: number): number[] =>
		events.map((count, at) => (count + (prior * all) / allDays) / ((days[at] ?? 0) + prior));
	return { bandDays: BAND_DAYS, won: shrink(won, allWon), lost: shrink(lost, allLost) };
}

/**
 * Probability (0–1) that a deal of age `age` days, still open, is won in each coming period. `ends` [h]: last day of each
 * period, in days from now, rising. Result: [h].
 */
export function winChances(hazards: CloseHazards, age: number, ends: readonly number[]): number[] {
	let open = 1;
	let day = 1;
	return ends.map((end) => {
		let chance = 0;
		for (; day <= end; day++) {
			const at = Math.min(hazards.won.length - 1, Math.floor((age + day) / hazards.bandDays));
			const won = hazards.won[at] ?? 0;
			chance += open * won;
			open *= Math.max(0, 1 - won - (hazards.lost[at] ?? 0));
		}
		return chance;
	});
}

/** Adds the days at risk of a deal seen at ages 0 to `age`, both included. */
function addDays(days: number[], age: number): void {
	for (let at = 0; at <= band(age); at++) {
		const end = at === BANDS - 1 ? age + 1 : Math.min(age + 1, (at + 1) * BAND_DAYS);
		days[at] = (days[at] ?? 0) + end - at * BAND_DAYS;
	}
}

function band(age: number): number {
	return Math.min(BANDS - 1, Math.floor(age / BAND_DAYS));
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
