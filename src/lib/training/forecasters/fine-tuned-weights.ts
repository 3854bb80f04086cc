import { assert } from '$lib/core/errors';
import type { NetworkCard } from '$lib/core/forecast/pretrained/manifest';
import type { Dense, NetworkWeights } from '$lib/core/forecast/pretrained/weights';
import { staticSize } from '$lib/core/forecast/pretrained/window';
import type { Shape, Weight } from './residual-network-model';

/** The pretrained architecture without its outer quantiles: point forecasts need the median alone. */
export function tuningShape(card: NetworkCard): Shape {
	const { window, horizon, blocks, layers, width } = card;
	return { lookBack: window, extras: staticSize(card), horizon, blocks, layers, width, linear: true };
}

/** The columns [from, from + count) of a dense layer without bias. */
function columns({ inputs, outputs, kernel }: Dense, from: number, count: number): Dense {
	const part = new Float32Array(inputs * count);
	for (let row = 0; row < inputs; row++) {
		part.set(kernel.subarray(row * outputs + from, row * outputs + from + count), row * count);
	}
	return { inputs, outputs: count, kernel: part, bias: null };
}

/** The weights of a pretrained member, median only, in the order of {@link tuningShape}. Copies nothing but the last head. */
export function flatWeights(card: NetworkCard, { linear, blocks }: NetworkWeights): Weight[] {
	const flat: Weight[] = [];
	const put = (name: string, { inputs, outputs, kernel, bias }: Dense) => {
		flat.push({ name: bias ? `${name}/kernel` : name, shape: [inputs, outputs], values: kernel });
		if (bias) flat.push({ name: `${name}/bias`, shape: [outputs], values: bias });
	};
	put('linear', linear);
	blocks.forEach(({ dense, backcast, forecast }, block) => {
		dense.forEach((one, layer) => put(`${block}/dense${layer}`, one));
		if (backcast) put(`${block}/backcast`, backcast);
		const quantiles = forecast.outputs / card.horizon;
		put(`${block}/forecast`, columns(forecast, (quantiles >> 1) * card.horizon, card.horizon));
	});
	return flat;
}

/** The other way round: a member that answers the median alone. Throws where weights are missing or of a wrong size. */
export function memberOf(card: NetworkCard, flat: readonly Weight[]): NetworkWeights {
	let used = 0;
	const take = (length: number): Float32Array => {
		const found = flat[used++]?.values;
		if (found?.length !== length) throw new RangeError('weights do not fit the network');
		return found;
	};
	const dense = (inputs: number, outputs: number, biased: boolean): Dense => {
		const kernel = take(inputs * outputs);
		return { inputs, outputs, kernel, bias: biased ? take(outputs) : null };
	};
	const { window, horizon, width, layers, blocks } = card;
	const inputs = window + staticSize(card);
	const member: NetworkWeights = {
		linear: dense(inputs, horizon, true),
		blocks: Array.from({ length: blocks }, (_, block) => ({
			dense: Array.from({ length: layers }, (_, layer) => dense(layer ? width : inputs, width, true)),
			backcast: block < blocks - 1 ? dense(width, window, false) : null,
			forecast: dense(width, horizon, false)
		}))
	};
	assert(used === flat.length, 'no weight is left over');
	return member;
}
