import { fused, getBackend, matMul, memory, tensor, tensor2d, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorflow } from './backend';

const [M, K, N] = [5, 7, 3];
const values = (count: number, shift: number) =>
	Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.3 + shift));
const A = values(M * K, 0);
const B = values(K * N, 1);
const BIAS = values(N, 2);

const transposed = (x: Float32Array, rows: number, columns: number) =>
	Float32Array.from({ length: x.length }, (_, i) => x[(i % rows) * columns + Math.floor(i / rows)]!);

/** A·B + bias by the definition, row by row. */
function product(bias: Float32Array | null): number[] {
	return Array.from({ length: M * N }, (_, i) => {
		let sum = bias?.[i % N] ?? 0;
		for (let k = 0; k < K; k++) sum += A[Math.floor(i / N) * K + k]! * B[k * N + (i % N)]!;
		return sum;
	});
}

const close = (found: Tensor, wanted: number[]) => {
	const numbers = found.dataSync();
	expect(numbers.length).toBe(wanted.length);
	wanted.forEach((value, i) => expect(numbers[i]).toBeCloseTo(value, 5));
};

describe('matrix products on the wasm backend', () => {
	beforeAll(startTensorflow);

	it('run on wasm', () => expect(getBackend()).toBe('wasm'));

	it.each([
		[false, false],
		[true, false],
		[false, true],
		[true, true]
	])('equal the definition, transposed %s and %s, and leave no tensor behind', (turnA, turnB) => {
		const before = memory().numTensors;
		const a = turnA ? tensor2d(transposed(A, M, K), [K, M]) : tensor2d(A, [M, K]);
		const b = turnB ? tensor2d(transposed(B, K, N), [N, K]) : tensor2d(B, [K, N]);
		const bias = tensor(BIAS, [N]);
		const plain = matMul(a, b, turnA, turnB);
		const full = fused.matMul({ a, b, transposeA: turnA, transposeB: turnB, bias, activation: 'relu' });
		close(plain, product(null));
		const wanted = product(BIAS).map((value) => Math.max(0, value));
		close(full, wanted);
		for (const one of [a, b, bias, plain, full]) one.dispose();
		expect(memory().numTensors).toBe(before);
	});

	it('are right for batches of transposed matrices', () => {
		const a = tensor([...transposed(A, M, K), ...transposed(A, M, K)], [2, K, M]);
		const b = tensor([...B, ...B.map((x) => 2 * x)], [2, K, N]);
		const found = matMul(a, b, true, false);
		close(found, [...product(null), ...product(null).map((x) => 2 * x)]);
	});
});
