import type { EtsForm } from './ets-model';

/** Limits of α, β, γ (and below of φ), as R's `ets` has them. */
export const LEAST = 1e-4;
const MOST = 0.9999;
const [LEAST_PHI, MOST_PHI] = [0.8, 0.98];

/** Where a search begins, in the unknowns of {@link EtsUnknowns}. */
export interface EtsStart {
	readonly alpha: number;
	/** β*, share of what β may be. */
	readonly beta: number;
	/** γ*, share of what γ may be. */
	readonly gamma: number;
	readonly phi: number;
	readonly level: number;
	readonly trend: number;
	/** [m] by phase. */
	readonly effects: Float64Array;
}

/**
 * Where the unknowns of an ETS form lie in x, and their limits, in this order where the form has them: α, β*, γ*, φ, level₀
 * (without season), trend₀, the m seasonal effects. β = β*·α and γ = γ*·(1 − α), shifted to start at 0.0001, so that the
 * usual region is a box. With a season, the level before the first observation is held at `anchor`: moving it and all
 * effects together changes nothing.
 */
export class EtsUnknowns {
	/** Number of unknowns, and their limits. */
	size = 0;
	lower = new Float64Array(0);
	upper = new Float64Array(0);
	/** Level before the first observation of seasonal forms. */
	anchor = 1;
	protected form: EtsForm = { error: 'A', trend: 'N', season: 'N' };
	/** Positions in x; −1 = not there. */
	protected iBeta = -1;
	protected iGamma = -1;
	protected iPhi = -1;
	protected iLevel = -1;
	protected iTrend = -1;
	/** First seasonal effect in x. */
	protected base = 0;
	/** Phases of the recursion: 1 (an effect that stays 0) without season. */
	protected phases = 1;

	/** For seasonal period `m`. */
	constructor(readonly m: number) {}

	/** Sets the form that the next calls are about. */
	take(form: EtsForm): void {
		this.form = form;
		const seasonal = form.season !== 'N';
		let next = 1;
		this.iBeta = form.trend === 'N' ? -1 : next++;
		this.iGamma = seasonal ? next++ : -1;
		this.iPhi = form.trend === 'Ad' ? next++ : -1;
		this.iLevel = seasonal ? -1 : next++;
		this.iTrend = form.trend === 'N' ? -1 : next++;
		this.base = next;
		this.phases = seasonal ? this.m : 1;
		this.size = seasonal ? next + this.m : next;
		this.lower = new Float64Array(this.size).fill(-Infinity);
		this.upper = new Float64Array(this.size).fill(Infinity);
		const limit = (i: number, low: number, high: number) => {
			if (i >= 0) [this.lower[i], this.upper[i]] = [low, high];
		};
		limit(0, LEAST, MOST);
		limit(this.iBeta, 0, 1);
		limit(this.iGamma, 0, 1);
		limit(this.iPhi, LEAST_PHI, MOST_PHI);
	}

	/** Writes the unknowns of the form taken. Effects [m] by phase. */
	pack(x: Float64Array, start: EtsStart): void {
		x[0] = start.alpha;
		if (this.iBeta >= 0) x[this.iBeta] = start.beta;
		if (this.iGamma >= 0) x[this.iGamma] = start.gamma;
		if (this.iPhi >= 0) x[this.iPhi] = start.phi;
		if (this.iLevel >= 0) x[this.iLevel] = start.level;
		else this.anchor = start.level;
		if (this.iTrend >= 0) x[this.iTrend] = start.trend;
		if (this.iGamma >= 0) for (let j = 0; j < this.m; j++) x[this.base + j] = start.effects[j]!;
	}

	/** The other way round; what the form lacks comes from `other`. */
	unpack(x: Float64Array, other: EtsStart): EtsStart {
		const at = (i: number, fallback: number) => (i >= 0 ? x[i]! : fallback);
		return {
			alpha: x[0]!,
			beta: at(this.iBeta, other.beta),
			gamma: at(this.iGamma, other.gamma),
			phi: at(this.iPhi, other.phi),
			level: at(this.iLevel, this.anchor),
			trend: at(this.iTrend, other.trend),
			effects: this.iGamma >= 0 ? x.slice(this.base, this.base + this.m) : other.effects
		};
	}
}
