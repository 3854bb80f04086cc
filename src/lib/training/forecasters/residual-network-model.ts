import {
	add,
	fused,
	matMul,
	mul,
	neg,
	ones,
	pad,
	slice,
	step,
	sub,
	tensor,
	tensor2d,
	tidy
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { assert } from '$lib/core/errors';
import type { Random } from './random';

/** Sizes of a net. */
export interface Shape {
	readonly lookBack: number;
	readonly horizon: number;
	readonly blocks: number;
	readonly layers: number;
	readonly width: number;
	/** Inputs after the look-back that every block sees and none explains. */
	readonly extras?: number;
	/** A linear path from all inputs to the forecast beside the blocks. */
	readonly linear?: boolean;
}

/** Inputs of a net in all. */
export const inputCount = ({ lookBack, extras = 0 }: Shape): number => lookBack + extras;

/** A weight matrix [rows, columns] or bias [columns], kept outside the tensor heap. */
export interface Weight {
	readonly name: string;
	readonly shape: readonly number[];
	readonly values: Float32Array;
}

const volume = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Floating-point operations of one training step on `batch` windows: forward, and twice that backward. */
export function stepFlops(shape: Shape, batch: number): number {
	return 6 * batch * weightLayout(shape).reduce((sum, [, sizes]) => sum + volume(sizes), 0);
}

/** Names and sizes of all weights, in the order in which blocks use them. */
function weightLayout(shape: Shape): [string, number[]][] {
	const { lookBack, horizon, blocks, layers, width } = shape;
	const inputs = inputCount(shape);
	const layout: [string, number[]][] = [];
	if (shape.linear) layout.push(['linear/kernel', [inputs, horizon]], ['linear/bias', [horizon]]);
	for (let block = 0; block < blocks; block++) {
		for (let layer = 0; layer < layers; layer++) {
			layout.push([`${block}/dense${layer}/kernel`, [layer ? width : inputs, width]]);
			layout.push([`${block}/dense${layer}/bias`, [width]]);
		}
		// The last block has nothing left to hand on, so it only forecasts.
		if (block < blocks - 1) layout.push([`${block}/backcast`, [width, lookBack]]);
		layout.push([`${block}/forecast`, [width, horizon]]);
	}
	return layout;
}

/**
 * Fresh weights: He-uniform dense layers (He et al. 2015), zero biases. Forecast layers start at zero, so an untrained
 * net says "the level of the window", and training only ever adds to that; so does the linear path.
 */
export function freshWeights(shape: Shape, random: Random): Weight[] {
	return weightLayout(shape).map(([name, sizes]) => {
		const values = new Float32Array(volume(sizes));
		if (name.startsWith('linear')) return { name, shape: sizes, values };
		if (name.endsWith('kernel') || name.endsWith('backcast')) {
			const limit = Math.sqrt((name.endsWith('kernel') ? 6 : 1) / (sizes[0] as number));
			for (let i = 0; i < values.length; i++) values[i] = (2 * random() - 1) * limit;
		}
		return { name, shape: sizes, values };
	});
}

/** The weights as tensors, for one run. */
function upload(weights: readonly Weight[]): Tensor[] {
	return weights.map(({ values, shape }) => tensor(values, [...shape]));
}

/** What a forward pass leaves for the backward pass. */
interface Trace {
	/** Per block: the input of each dense layer and, last, the output of the last one, each [b, ·]. */
	readonly activations: Tensor2D[][];
	/** [b, h] */
	readonly forecast: Tensor2D;
}

/** Hands out the tensors of one block after the other. */
interface BlockWeights {
	readonly kernels: Tensor2D[];
	readonly biases: Tensor1D[];
	readonly backcast: Tensor2D | null;
	readonly forecast: Tensor2D;
}

/** The weights of a net in their places. */
interface Stack {
	readonly linear: { readonly kernel: Tensor2D; readonly bias: Tensor1D } | null;
	readonly blocks: readonly BlockWeights[];
}

function stackOf(shape: Shape, tensors: readonly Tensor[]): Stack {
	let used = 0;
	const next = <T extends Tensor = Tensor2D>(): T => {
		const found = tensors[used++];
		assert(found, 'weights fit the shape');
		return found as T;
	};
	const linear = shape.linear ? { kernel: next(), bias: next<Tensor1D>() } : null;
	const blocks = Array.from({ length: shape.blocks }, (_, block) => {
		const kernels: Tensor2D[] = [];
		const biases: Tensor1D[] = [];
		for (let layer = 0; layer < shape.layers; layer++) {
			kernels.push(next());
			biases.push(next<Tensor1D>());
		}
		return { kernels, biases, backcast: block < shape.blocks - 1 ? next() : null, forecast: next() };
	});
	return { linear, blocks };
}

/**
 * Doubly residual stacking (Oreshkin et al. 2020, "N-BEATS", generic blocks): each block is a stack of dense layers
 * with two linear heads; its backcast is taken out of the window that the next block sees, its forecast is added up.
 */
function forward({ extras = 0 }: Shape, { linear, blocks }: Stack, inputs: Tensor2D): Trace {
	let residual = inputs;
	let forecast: Tensor2D | null = linear
		? (fused.matMul({ a: inputs, b: linear.kernel, bias: linear.bias }) as Tensor2D)
		: null;
	const activations: Tensor2D[][] = [];
	for (const block of blocks) {
		let a = residual;
		const seen = [a];
		block.kernels.forEach((b, layer) => {
			a = fused.matMul({ a, b, bias: block.biases[layer] as Tensor1D, activation: 'relu' }) as Tensor2D;
			seen.push(a);
		});
		if (block.backcast) {
			const explained: Tensor2D = matMul(a, block.backcast);
			const whole: Tensor2D = extras ? pad(explained, [[0, 0], [0, extras]]) : explained; // prettier-ignore
			residual = sub(residual, whole);
		}
		const part: Tensor2D = matMul(a, block.forecast);
		forecast = forecast ? add(forecast, part) : part;
		activations.push(seen);
	}
	assert(forecast, 'a net has blocks');
	return { activations, forecast };
}

/** Gradients of one block by the chain rule, in the order of its weights; `residual` [b, inputs] is that of its input. */
function blockGradients(
	shape: Shape,
	block: BlockWeights,
	seen: readonly Tensor2D[],
	lossGradient: Tensor2D,
	residualGradient: Tensor2D | null
): { weights: Tensor2D[]; residual: Tensor2D } {
	const at = (layer: number): Tensor2D => seen[layer] as Tensor2D;
	const rows = lossGradient.shape[0];
	const top = at(shape.layers);
	const heads = [matMul<Tensor2D>(top, lossGradient, true, false)];
	let flowing: Tensor2D = matMul(lossGradient, block.forecast, false, true);
	if (block.backcast && residualGradient) {
		const windowed = shape.extras ? slice(residualGradient, [0, 0], [rows, shape.lookBack]) : residualGradient;
		const taken = neg(windowed);
		heads.unshift(matMul<Tensor2D>(top, taken, true, false));
		flowing = add(flowing, matMul(taken, block.backcast, false, true));
	}
	const layers: Tensor2D[] = [];
	for (let layer = shape.layers - 1; layer >= 0; layer--) {
		const delta: Tensor2D = mul(flowing, step(at(layer + 1)));
		const bias: Tensor2D = matMul(ones([1, rows]), delta);
		layers.unshift(matMul<Tensor2D>(at(layer), delta, true, false), bias);
		flowing = matMul(delta, block.kernels[layer] as Tensor2D, false, true);
	}
	const residual: Tensor2D = residualGradient ? add(residualGradient, flowing) : flowing;
	return { weights: [...layers, ...heads], residual };
}

const read = (values: Tensor): Float32Array => values.dataSync<'float32'>();

/** tidy without an answer: tidy searches what it is given back for tensors, number by number, which costs 70 ms a step. */
function tidyQuietly(body: () => void): void {
	tidy(() => {
		body();
	});
}

/** Point forecasts [b × h] in scaled units for `inputs` [b × inputs]. */
export function evaluate(shape: Shape, weights: readonly Weight[], inputs: Float32Array): Float32Array {
	let answer: Float32Array = new Float32Array();
	tidyQuietly(() => {
		const columns = inputCount(shape);
		const x = tensor2d(inputs, [inputs.length / columns, columns]);
		answer = read(forward(shape, stackOf(shape, upload(weights)), x).forecast);
	});
	return answer;
}

/**
 * One pass forward and back. `lossGradient` gets the forecasts [b × h] and answers dLoss/dForecast [b × h].
 * Returns dLoss/dWeight, one array per weight in their order. Leaves no tensor behind.
 */
export function gradients(
	shape: Shape,
	weights: readonly Weight[],
	inputs: Float32Array,
	lossGradient: (forecast: Float32Array) => Float32Array
): Float32Array[] {
	let answer: Float32Array[] = [];
	tidyQuietly(() => {
		const rows = inputs.length / inputCount(shape);
		const x = tensor2d(inputs, [rows, inputCount(shape)]);
		const stack = stackOf(shape, upload(weights));
		const { activations, forecast } = forward(shape, stack, x);
		const g = tensor2d(lossGradient(read(forecast)), [rows, shape.horizon]);
		const found: Tensor2D[] = [];
		let residual: Tensor2D | null = null;
		for (let block = shape.blocks - 1; block >= 0; block--) {
			const part = blockGradients(
				shape,
				stack.blocks[block] as BlockWeights,
				activations[block] as Tensor2D[],
				g,
				residual
			);
			found.unshift(...part.weights);
			residual = part.residual;
		}
		if (stack.linear) found.unshift(matMul(x, g, true, false), matMul(ones([1, rows]), g));
		answer = found.map(read);
	});
	return answer;
}
