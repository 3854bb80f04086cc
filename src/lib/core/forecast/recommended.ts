import type { ForecasterKind } from './forecaster';

/**
 * Kinds that a new forecast starts with: the yardstick, one of each family that did best on held-out ends of training
 * parts, the members of the combination and the combination itself (docs/decisions/0007-forecast-choice.md). The others
 * can be added: every kind more is fitted at every origin.
 */
export const RECOMMENDED = [
	'seasonal-naive',
	'theta',
	'four-theta',
	'ets-average',
	'stl-ets',
	'pretrained',
	'residual-network',
	'combination'
] as const satisfies readonly ForecasterKind[];

/** A kind that a new forecast starts with. */
export type RecommendedKind = (typeof RECOMMENDED)[number];
