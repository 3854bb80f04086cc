import type { NetworkCard } from './manifest';
import { staticSize } from './window';
import type { Dense, NetworkWeights } from './weights';

/** out = x · kernel (+ bias), for one row x. Zeros of x, half of what ReLU leaves, cost nothing. */
function apply({ inputs, outputs, kernel, bias }: Dense, x: Float32Array, out: Float32Array): void {
	if (bias) out.set(bias);
	else out.fill(0, 0, outputs);
	for (let row = 0; row < inputs; row++) {
		const value = x[row]!;
		if (value === 0) continue;
		const from = row * outputs;
		for (let column = 0; column < outputs; column++) out[column]! += value * kernel[from + column]!;
	}
}

function rectify(x: Float32Array, length: number): void {
	for (let i = 0; i < length; i++) if (x[i]! < 0) x[i] = 0;
}

/** Memory of a forward pass, taken once for all rows. */
class Scratch {
	readonly inputs: Float32Array;
	readonly hidden: readonly [Float32Array, Float32Array];
	readonly backcast: Float32Array;
	readonly median: Float32Array;
	readonly part: Float32Array;
	constructor({ window, horizon, width, ...card }: NetworkCard, quantiles: number) {
		this.inputs = new Float32Array(window + staticSize(card));
		this.hidden = [new Float32Array(width), new Float32Array(width)];
		this.backcast = new Float32Array(window);
		this.median = new Float32Array(horizon);
		this.part = new Float32Array(horizon * quantiles);
	}
}

/**
 * Scaled quantiles [rows × quantiles × horizon] from scaled inputs [rows × inputs]: doubly residual stacking (Oreshkin et
 * al. 2020, "N-BEATS", generic blocks) beside a linear path. All blocks add to the median; the last one also tells how far
 * the other quantiles lie from it.
 */
export function evaluateNetwork(
	card: NetworkCard,
	quantiles: number,
	{ linear, blocks }: NetworkWeights,
	inputs: Float32Array
): Float32Array {
	const { window, horizon } = card;
	const width = window + staticSize(card);
	const rows = inputs.length / width;
	const result = new Float32Array(rows * quantiles * horizon);
	const scratch = new Scratch(card, quantiles);
	for (let row = 0; row < rows; row++) {
		scratch.inputs.set(inputs.subarray(row * width, (row + 1) * width));
		apply(linear, scratch.inputs, scratch.median);
		for (const block of blocks) {
			let x = scratch.inputs;
			block.dense.forEach((dense, layer) => {
				const out = scratch.hidden[layer % 2]!;
				apply(dense, x, out);
				rectify(out, dense.outputs);
				x = out;
			});
			if (block.backcast) {
				apply(block.backcast, x, scratch.backcast);
				for (let i = 0; i < window; i++) scratch.inputs[i]! -= scratch.backcast[i]!;
			}
			apply(block.forecast, x, scratch.part);
			if (block.backcast) for (let k = 0; k < horizon; k++) scratch.median[k]! += scratch.part[k]!;
		}
		writeQuantiles(scratch, quantiles, horizon, result.subarray(row * quantiles * horizon));
	}
	return result;
}

/** Median plus what the last block says of it, and of the distances of the other quantiles. */
function writeQuantiles({ median, part }: Scratch, quantiles: number, horizon: number, into: Float32Array): void {
	const middle = quantiles >> 1;
	for (let k = 0; k < horizon; k++) {
		const centre = median[k]! + part[middle * horizon + k]!;
		for (let q = 0; q < quantiles; q++) {
			into[q * horizon + k] = q === middle ? centre : centre + part[q * horizon + k]!;
		}
	}
}
