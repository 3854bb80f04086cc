import { factorise, substitute } from '$lib/core/forecast/linear-system';

/** A linear map with intercept from `k` inputs to `h` outputs: [k + 1][h], the intercept last. */
export interface LinearMap {
	readonly inputs: number;
	readonly outputs: number;
	readonly weights: Float64Array;
}

/** Parts that the samples are dealt into for cross-validation. */
const PARTS = 5;
/** Ridge penalties tried, as shares of the mean squared input. */
const PENALTIES = [1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1];

/**
 * Ridge regression of many outputs on the same inputs from sums of products only: samples are added one by one, and the
 * penalty is chosen by cross-validation over the parts they are dealt into, in closed form.
 */
export class RidgeSums {
	private readonly size: number;
	private readonly parts: { gram: Float64Array; cross: Float64Array; squares: number; count: number }[];

	constructor(
		private readonly inputs: number,
		private readonly outputs: number
	) {
		const size = inputs + 1;
		this.size = size;
		this.parts = Array.from({ length: PARTS }, () => ({
			gram: new Float64Array(size * size),
			cross: new Float64Array(size * outputs),
			squares: 0,
			count: 0
		}));
	}

	/** Adds a sample: x [k + 1] with a 1 at the end, y [h]. */
	add(x: Float64Array, y: Float64Array, part: number): void {
		const { size, outputs } = this;
		const sums = this.parts[part % PARTS]!;
		const { gram, cross } = sums;
		for (let i = 0; i < size; i++) {
			const xi = x[i]!;
			if (xi === 0) continue;
			const row = i * size;
			for (let j = 0; j <= i; j++) gram[row + j]! += xi * x[j]!;
			const out = i * outputs;
			for (let k = 0; k < outputs; k++) cross[out + k]! += xi * y[k]!;
		}
		for (let k = 0; k < outputs; k++) sums.squares += y[k]! * y[k]!;
		sums.count++;
	}

	/** The map at the best penalty; all zeros when there are too few samples to judge. */
	solve(): LinearMap {
		const { inputs, outputs, size } = this;
		const used = this.parts.filter(({ count }) => count > 0);
		const all = this.total(used);
		const nothing = { inputs, outputs, weights: new Float64Array(size * outputs) };
		if (used.length < 2) return nothing;
		let best = { error: used.reduce((sum, { squares }) => sum + squares, 0), penalty: NaN };
		for (const penalty of PENALTIES) {
			let error = 0;
			for (const part of used) {
				const map = this.ridge(this.total(used.filter((other) => other !== part)), penalty);
				error += map ? this.errorOn(map, part) : Infinity;
			}
			if (error < best.error) best = { error, penalty };
		}
		const weights = Number.isNaN(best.penalty) ? null : this.ridge(all, best.penalty);
		return weights ? { inputs, outputs, weights } : nothing;
	}

	private total(parts: readonly { gram: Float64Array; cross: Float64Array }[]) {
		const gram = new Float64Array(this.size * this.size);
		const cross = new Float64Array(this.size * this.outputs);
		for (const part of parts) {
			for (let i = 0; i < gram.length; i++) gram[i]! += part.gram[i]!;
			for (let i = 0; i < cross.length; i++) cross[i]! += part.cross[i]!;
		}
		return { gram, cross };
	}

	private ridge({ gram, cross }: { gram: Float64Array; cross: Float64Array }, penalty: number): Float64Array | null {
		const { size, outputs, inputs } = this;
		const a = gram.slice();
		let mean = 0;
		for (let i = 0; i < inputs; i++) mean += a[i * size + i]! / inputs;
		for (let i = 0; i < inputs; i++) a[i * size + i]! += penalty * mean;
		a[size * size - 1]! += 1e-6 * mean + 1e-12;
		if (!factorise(a, size)) return null;
		const weights = new Float64Array(size * outputs);
		const column = new Float64Array(size);
		for (let k = 0; k < outputs; k++) {
			for (let i = 0; i < size; i++) column[i] = cross[i * outputs + k]!;
			substitute(a, column, size);
			for (let i = 0; i < size; i++) weights[i * outputs + k] = column[i]!;
		}
		return weights;
	}

	/** Σ|y − Wx|² over a part, from its sums. */
	private errorOn(weights: Float64Array, part: { gram: Float64Array; cross: Float64Array; squares: number }): number {
		const { size, outputs } = this;
		let error = part.squares;
		for (let i = 0; i < size * outputs; i++) error -= 2 * weights[i]! * part.cross[i]!;
		for (let i = 0; i < size; i++) {
			for (let j = 0; j <= i; j++) {
				const g = (i === j ? 1 : 2) * part.gram[i * size + j]!;
				if (g === 0) continue;
				let sum = 0;
				for (let k = 0; k < outputs; k++) sum += weights[i * outputs + k]! * weights[j * outputs + k]!;
				error += g * sum;
			}
		}
		return error;
	}
}

/** Outputs [h] of a map for x [k + 1]. */
export function apply({ inputs, outputs, weights }: LinearMap, x: Float64Array): Float64Array {
	const y = new Float64Array(outputs);
	for (let i = 0; i <= inputs; i++) for (let k = 0; k < outputs; k++) y[k]! += x[i]! * weights[i * outputs + k]!;
	return y;
}
