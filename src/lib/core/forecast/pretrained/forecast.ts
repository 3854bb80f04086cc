import type { NetworkCard } from './manifest';
import { evaluateNetwork } from './network';
import type { NetworkWeights } from './weights';
import { inputSize, pastSize, writeInputs } from './window';

/** A network ready to forecast. */
export interface PretrainedNetwork {
	readonly card: NetworkCard;
	readonly quantiles: readonly number[];
	readonly members: readonly NetworkWeights[];
}

/**
 * Quantile forecasts of one history [n ≥ 1, no gaps] in its own units: [quantiles][h], rising with the quantile; the middle
 * one is the point forecast. Averages the members. Beyond its horizon the network goes on from its own median, which makes
 * the outer quantiles too narrow there. Not below 0 where the history never is; a constant history stays as it is.
 */
export function forecastQuantiles(network: PretrainedNetwork, history: Float64Array, h: number): Float64Array[] {
	const { card, quantiles } = network;
	const floor = history.every((y) => y >= 0) ? 0 : -Infinity;
	const middle = quantiles.length >> 1;
	const result = quantiles.map(() => new Float64Array(h));
	const known = Array.from(history.subarray(-pastSize(card)));
	for (let done = 0; done < h; done += card.horizon) {
		const step = forecastOnce(network, known.slice(-pastSize(card)), floor);
		const count = Math.min(card.horizon, h - done);
		result.forEach((one, q) => one.set(step[q]!.subarray(0, count), done));
		known.push(...step[middle]!);
	}
	return result;
}

/** [quantiles][horizon] in the units of the history. */
function forecastOnce({ card, quantiles, members }: PretrainedNetwork, known: readonly number[], floor: number) {
	const { horizon } = card;
	const inputs = new Float32Array(inputSize(card));
	const { level, scale } = writeInputs(known, card, inputs, 0);
	const result = quantiles.map(() => new Float64Array(horizon));
	for (const member of members) {
		const out = evaluateNetwork(card, quantiles.length, member, inputs);
		result.forEach((one, q) => {
			for (let k = 0; k < horizon; k++) one[k]! += (level + scale * out[q * horizon + k]!) / members.length;
		});
	}
	for (let k = 0; k < horizon; k++) {
		const rising = result.map((one) => Math.max(floor, one[k]!)).sort((a, b) => a - b);
		result.forEach((one, q) => (one[k] = rising[q]!));
	}
	return result;
}
