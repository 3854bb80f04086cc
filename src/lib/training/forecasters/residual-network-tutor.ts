import { normal, type Random } from './random';

/** What kind of sales a made-up series shows. */
interface Traits {
	/** Growth per season, as a share of the level. */
	readonly growth: number;
	/** Share of the growth that is kept from one season to the next. */
	readonly damping: number;
	/** Strength of the season, as a share of the level. */
	readonly swing: number;
	/** Steps of the level and noise, per period. */
	readonly drift: number;
	readonly noise: number;
}

function drawTraits(random: Random, season: number): Traits {
	return {
		growth: 0.25 * normal(random) * random(),
		damping: random() < 0.5 ? 1 : 0.6 + 0.4 * random(),
		swing: season > 1 && random() < 0.8 ? 0.5 * random() : 0,
		drift: random() < 0.6 ? (0.15 * random()) / Math.sqrt(season) : 0,
		noise: 0.25 * random() * random()
	};
}

/** [season] a random cycle with mean 0 and mean size about 1: a few harmonics, and sometimes single tall periods. */
function drawCycle(random: Random, season: number): Float64Array {
	const cycle = new Float64Array(season);
	const harmonics = Math.min(Math.floor(season / 2), 4);
	for (let k = 1; k <= harmonics; k++) {
		const size = normal(random) / k;
		const shift = 2 * Math.PI * random();
		for (let t = 0; t < season; t++) cycle[t]! += size * Math.cos((2 * Math.PI * k * t) / season + shift);
	}
	const peaks = random() < 0.4 ? 1 + Math.floor((random() * season) / 6) : 0;
	for (let i = 0; i < peaks; i++) cycle[Math.floor(random() * season)]! += 2 * normal(random);
	const mean = cycle.reduce((sum, value) => sum + value, 0) / season;
	const size = cycle.reduce((sum, value) => sum + Math.abs(value - mean), 0) / season || 1;
	return cycle.map((value) => (value - mean) / size);
}

/**
 * A made-up sales history [n]: a level that grows and drifts, times a seasonal cycle, times noise, never below 0. Nets that
 * have few real windows to learn from practise on such series what levels, trends and seasons do in general.
 */
export function madeUpSeries(random: Random, season: number, n: number): Float64Array {
	const { growth, damping, swing, drift, noise } = drawTraits(random, season);
	const cycle = drawCycle(random, season);
	const perPeriod = growth / Math.max(4, season);
	const keep = damping ** (1 / Math.max(4, season));
	let slope = perPeriod;
	let level = 1;
	return Float64Array.from({ length: n }, (_, t) => {
		level = Math.max(0.02, level * (1 + drift * normal(random)) + slope);
		slope *= keep;
		const wave = 1 + swing * cycle[t % season]!;
		return Math.max(0, level * wave * (1 + noise * normal(random)));
	});
}
