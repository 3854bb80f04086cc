import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorflow } from '../tensorflow/backend';
import { normal, seededRandom } from './random';
import {
	evaluate,
	freshWeights,
	gradients,
	inputCount,
	stepFlops,
	type Shape,
	type Weight
} from './residual-network-model';

const PLAIN: Shape = { lookBack: 6, horizon: 3, blocks: 3, layers: 2, width: 5 };
/** As the pretrained networks are built: inputs that no block explains, and a linear path. */
const PRETRAINED: Shape = { ...PLAIN, extras: 2, linear: true };
const ROWS = 4;

/** The net by its definition in double precision: an oracle that shares no code with the tensors. */
function byHand(shape: Shape, weights: readonly Weight[], window: readonly number[]): number[] {
	const queue = [...weights];
	const next = () => queue.shift()!;
	const times = (x: readonly number[], { values, shape }: Weight) => {
		const columns = shape[1]!;
		return Array.from({ length: columns }, (_, j) => x.reduce((sum, v, i) => sum + v * values[i * columns + j]!, 0));
	};
	let residual = [...window];
	let forecast = new Array<number>(shape.horizon).fill(0);
	if (shape.linear) {
		const straight = times(window, next());
		const bias = next().values;
		forecast = straight.map((value, j) => value + bias[j]!);
	}
	for (let block = 0; block < shape.blocks; block++) {
		let a = residual;
		for (let layer = 0; layer < shape.layers; layer++) {
			const linear = times(a, next());
			const bias = next().values;
			a = linear.map((value, j) => Math.max(0, value + bias[j]!));
		}
		if (block < shape.blocks - 1) {
			const explained = times(a, next());
			residual = residual.map((value, j) => value - (explained[j] ?? 0));
		}
		const part = times(a, next());
		forecast = forecast.map((value, j) => value + part[j]!);
	}
	return forecast;
}

describe.each([
	['plain', PLAIN],
	['with extra inputs and a linear path', PRETRAINED]
] as const)('residual network model, %s', (_, SHAPE) => {
	const columns = inputCount(SHAPE);
	beforeAll(startTensorflow);

	const random = seededRandom(3);
	const weights = freshWeights(SHAPE, random).map((weight) => ({
		...weight,
		values: weight.values.map(() => 0.6 * normal(random))
	}));
	const inputs = Float32Array.from({ length: ROWS * columns }, () => normal(random));
	const rows = Array.from({ length: ROWS }, (_, r) => [...inputs.subarray(r * columns, (r + 1) * columns)]);
	/** A smooth loss, Σ cᵢ fᵢ, whose gradient by the forecasts is c. */
	const slope = Float32Array.from({ length: ROWS * SHAPE.horizon }, () => normal(random));
	const loss = (changed: readonly Weight[]) =>
		rows.flatMap((row) => byHand(SHAPE, changed, row)).reduce((sum, f, i) => sum + f * slope[i]!, 0);

	it('forecasts what the definition says', () => {
		const found = evaluate(SHAPE, weights, inputs);
		const wanted = rows.flatMap((row) => byHand(SHAPE, weights, row));
		wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 4));
	});

	it('has the gradients of finite differences for every weight', () => {
		const found = gradients(SHAPE, weights, inputs, () => slope);
		let checked = 0;
		weights.forEach((weight, w) => {
			weight.values.forEach((value, i) => {
				const shifted = (by: number) => {
					const values = Float64Array.from(weight.values);
					values[i] = value + by;
					return loss(weights.map((one, at) => (at === w ? { ...one, values: values as never } : one)));
				};
				const central = (shifted(1e-6) - shifted(-1e-6)) / 2e-6;
				expect(Math.abs(found[w]![i]! - central)).toBeLessThan(1e-3 * Math.max(1, Math.abs(central)));
				checked++;
			});
		});
		expect(checked).toBe(weights.reduce((sum, { values }) => sum + values.length, 0));
	});

	it('leaves no tensor behind', () => {
		const before = memory().numTensors;
		evaluate(SHAPE, weights, inputs);
		gradients(SHAPE, weights, inputs, () => slope);
		expect(memory().numTensors).toBe(before);
	});

	it('says the level before it has learnt anything', () => {
		const fresh = freshWeights(SHAPE, seededRandom(1));
		expect([...evaluate(SHAPE, fresh, inputs)]).toEqual(new Array(ROWS * SHAPE.horizon).fill(0));
	});

	it('counts six operations per weight and window', () => {
		const count = weights.reduce((sum, { values }) => sum + values.length, 0);
		expect(stepFlops(SHAPE, 10)).toBe(60 * count);
	});
});
