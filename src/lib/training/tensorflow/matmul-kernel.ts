import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** What the wrapper uses of the wasm backend. */
interface TensorMemory {
	disposeData(id: object): boolean;
}

const WRAPPED = new Set<string>();

/** Turns a kernel answer with one output into that output. */
function single(result: TensorInfo | TensorInfo[]): TensorInfo {
	const output = Array.isArray(result) ? result[0] : result;
	if (!output) throw new Error('kernel without output');
	return output;
}

/** The order of axes that swaps the last two of `rank`. */
function swapLastTwo(rank: number): number[] {
	const axes = Array.from({ length: rank }, (_, axis) => axis);
	axes[rank - 1] = rank - 2;
	axes[rank - 2] = rank - 1;
	return axes;
}

function wrap(kernelName: 'BatchMatMul' | '_FusedMatMul'): void {
	if (WRAPPED.has(kernelName)) return;
	const stock = getKernel(kernelName, 'wasm');
	const transpose = getKernel('Transpose', 'wasm').kernelFunc;
	const kernelFunc: KernelFunc = ({ inputs, backend, attrs }) => {
		const made: TensorInfo[] = [];
		const operand = (name: 'a' | 'b', flag: 'transposeA' | 'transposeB'): TensorInfo => {
			const x = inputs[name];
			if (!x) throw new Error(`${kernelName} without ${name}`);
			if (!attrs?.[flag]) return x;
			const perm = swapLastTwo(x.shape.length);
			const turned = single(transpose({ inputs: { x }, backend, attrs: { perm } }));
			made.push(turned);
			return turned;
		};
		const a = operand('a', 'transposeA');
		const b = operand('b', 'transposeB');
		const plain = { ...attrs, transposeA: false, transposeB: false };
		const output = stock.kernelFunc({ inputs: { ...inputs, a, b }, backend, attrs: plain });
		for (const tensor of made) (backend as TensorMemory).disposeData(tensor.dataId);
		return output;
	};
	unregisterKernel(kernelName, 'wasm');
	// Without set-up: the stock kernel was bound to the wasm function when the backend started.
	registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
	WRAPPED.add(kernelName);
}

/**
 * Makes matrix products with transposed operands transpose first. The wasm backend multiplies untransposed matrices
 * at 20–30 GFLOP/s, those with a transpose flag at 1–2, and its fused kernel with a bias gives wrong numbers for them.
 * Gradients of matMul use the flags, so this makes training several times faster. To be called once the backend runs.
 */
export function registerTransposingMatMul(): void {
	wrap('BatchMatMul');
	wrap('_FusedMatMul');
}
