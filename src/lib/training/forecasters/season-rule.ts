import type { FitSettings } from '$lib/core/forecast/forecaster';
import {
	allPositive,
	classicalSeason,
	deseasonalise,
	isSeasonal,
	type Season,
	seasonOf
} from '$lib/core/forecast/seasonality';
import { decide } from './held-out';
import { runningLine } from './line';

/** How a series is adjusted for its season. */
export type SeasonRule =
	| { readonly name: 'tested' }
	| { readonly name: 'none' }
	/** Repeated smoothing; a cycle counts `decay` times the next one; effects shrunk to `strength` of their size. */
	| { readonly name: 'fitted'; readonly decay: number; readonly strength: number };

/** What the M competitions do: classical decomposition where the autocorrelation test finds a season. */
const TESTED: SeasonRule = { name: 'tested' };

const RIVALS: readonly SeasonRule[] = [
	{ name: 'none' },
	{ name: 'fitted', decay: 1, strength: 1 },
	{ name: 'fitted', decay: 1, strength: 0.7 },
	{ name: 'fitted', decay: 0.9, strength: 1 },
	{ name: 'fitted', decay: 0.6, strength: 1 },
	{ name: 'fitted', decay: 0.8, strength: 0.85 }
];

/** The season of one history under a rule; null = none. */
export function seasonBy(rule: SeasonRule, values: Float64Array, m: number): Season | null {
	if (m < 2 || rule.name === 'none') return null;
	const kind = allPositive(values) ? 'multiplicative' : 'additive';
	if (rule.name === 'tested') return isSeasonal(values, m) ? classicalSeason(values, m, kind) : null;
	return values.length < m + 2 ? null : fittedSeason(values, m, kind, rule.decay, rule.strength);
}

/** Alternates between a running line through the adjusted values and mean effects per phase. Works from one cycle on. */
export function fittedSeason(
	values: Float64Array,
	m: number,
	kind: Season['kind'],
	decay: number,
	strength: number
): Season | null {
	let season: Season | null = null;
	const cycles = values.length / m;
	for (let round = 0; round < 3; round++) {
		const trend: Float64Array = runningLine(deseasonalise(values, season), cycles < 2 ? 2 * values.length : m);
		const next = seasonOf(values, trend, m, kind, decay);
		if (!next) break;
		season = next;
	}
	if (!season) return null;
	const neutral = kind === 'multiplicative' ? 1 : 0;
	return { kind, indices: season.indices.map((effect) => neutral + strength * (effect - neutral)) };
}

/**
 * Decides for all series together, on forecasts of held-out ends of their histories: the M4 rule, unless another does
 * better by more than one standard error. One decision for all is far steadier than one per series, and the only way to
 * judge a season seen twice or less.
 */
export async function decideSeasonRule(
	histories: readonly Float64Array[],
	settings: FitSettings,
	forecast: (history: Float64Array, season: Season | null, h: number) => Float64Array,
	turn: () => Promise<void> | void
): Promise<SeasonRule> {
	if (settings.season < 2) return TESTED;
	const rules = [TESTED, ...RIVALS];
	const trials = rules.map(
		(rule) => (past: Float64Array, h: number) => forecast(past, seasonBy(rule, past, settings.season), h)
	);
	return rules[await decide(histories, settings, trials, turn)]!;
}
