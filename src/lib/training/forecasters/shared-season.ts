/** A season as measured on one series: its effects by calendar phase and how far chance alone would move each. */
export interface MeasuredSeason {
	/** [m] mean 0 */
	readonly effects: Float64Array;
	/** Variance of one effect from noise. */
	readonly noise: number;
}

/** Rounds of orthogonal iteration; profiles need no more digits than this gives. */
const ROUNDS = 40;

/**
 * The few seasonal profiles that many series have in common: the leading principal directions of their seasons, each
 * series counted in units of its own noise. At most `count` unit vectors [m], orthogonal; fewer where the series are too few.
 */
export function seasonProfiles(seasons: readonly MeasuredSeason[], count: number): Float64Array[] {
	const rows = seasons.filter(({ noise }) => noise > 0).map(({ effects, noise }) => standardised(effects, noise));
	const m = rows[0]?.length ?? 0;
	const profiles = Array.from({ length: Math.min(count, m, Math.floor(rows.length / 3)) }, (_, j) =>
		Float64Array.from({ length: m }, (_, p) => Math.cos((2 * Math.PI * (j + 1) * p) / m + j))
	);
	for (let round = 0; round < ROUNDS; round++) {
		for (const [j, profile] of profiles.entries()) {
			const next = new Float64Array(m);
			for (const row of rows) add(next, row, dot(row, profile));
			for (let i = 0; i < j; i++) add(next, profiles[i]!, -dot(next, profiles[i]!));
			const size = Math.sqrt(dot(next, next));
			profile.set(size > 0 ? next.map((v) => v / size) : next);
		}
	}
	return profiles;
}

/** No series counts more than one whose season is ten times its noise. */
const LOUDEST = 10;

function standardised(effects: Float64Array, noise: number): Float64Array {
	const ratio = Math.sqrt(dot(effects, effects) / effects.length / noise);
	const scale = Math.min(ratio, LOUDEST) / (ratio * Math.sqrt(noise));
	return effects.map((effect) => (ratio > 0 ? effect * scale : 0));
}

/**
 * The season to believe (positive-part James–Stein 1961, empirical Bayes): what lies along the shared profiles is kept, the
 * rest is shrunk by the share of it that noise explains.
 */
export function shrinkSeason({ effects, noise }: MeasuredSeason, profiles: readonly Float64Array[]): Float64Array {
	const shared = new Float64Array(effects.length);
	for (const profile of profiles) {
		const along = dot(effects, profile);
		add(shared, profile, along * keep(along * along, noise));
	}
	const own = effects.slice();
	for (const profile of profiles) add(own, profile, -dot(own, profile));
	const freedom = Math.max(1, effects.length - profiles.length - 1);
	const kept = keep(dot(own, own) / freedom, noise);
	return shared.map((effect, p) => effect + kept * own[p]!);
}

function keep(size: number, noise: number): number {
	return size > 0 ? Math.max(0, 1 - noise / size) : 0;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}

function add(target: Float64Array, other: Float64Array, times: number): void {
	for (let i = 0; i < target.length; i++) target[i]! += times * other[i]!;
}
