import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { evaluateNetwork } from '$lib/core/forecast/pretrained/network';
import { inputSize } from '$lib/core/forecast/pretrained/window';
import type { Job, TracePoint } from '$lib/core/forecast/forecaster';
import type { Series } from '$lib/core/forecast/series';
import { hostPace } from '../host-pace';
import { loadNetwork, useNetworks } from '../networks';
import { startTensorflow } from '../tensorflow/backend';
import { forecasterBattery } from './battery';
import { createFineTuned } from './fine-tuned';
import { tune, tuningSteps } from './fine-tuned-training';
import { flatWeights, memberOf, tuningShape } from './fine-tuned-weights';
import { materialOf } from './fine-tuned-windows';
import { createPretrained } from './pretrained';
import { normal, seededRandom } from './random';
import { evaluate } from './residual-network-model';

const shipped = (name: string) => readFile(`static/networks/${name}`);
useNetworks(shipped);
beforeEach(() => useNetworks(shipped));

forecasterBattery('fine-tuned', createFineTuned, { settings: { budgetSeconds: 0.5 }, timeout: 240_000 });

const job = (over: Partial<Job> = {}): Job => ({
	seed: 1,
	signal: new AbortController().signal,
	pace: hostPace,
	progress: () => undefined,
	...over
});
const SETTINGS = { season: 12, horizon: 12, budgetSeconds: 2 };

/** What no generated series showed: every spring sales fall to nothing for two months, then three times the level is sold. */
function strange(seed: number, n: number): Float64Array {
	const random = seededRandom(seed);
	const shift = seed % 3;
	let boost = 1;
	return Float64Array.from({ length: n }, (_, t) => {
		const phase = (t + shift) % 18;
		if (phase === 0) boost = 2 + random();
		const level = phase < 2 ? 5 : phase < 5 ? 100 * boost : 100;
		return level + 2 * normal(random);
	});
}
const family = (count: number, n: number): Series[] =>
	Array.from({ length: count }, (_, i) => ({
		key: `${i}`,
		grain: 'month',
		start: 24_000,
		values: strange(i, n)
	}));

describe('the fine-tuned forecaster', { timeout: 120_000 }, () => {
	it('learns a family of series that the pretrained network does not know', async () => {
		const full = family(40, 84);
		const input = full.map((one) => ({ ...one, values: one.values.slice(0, 72) }));
		const error = (points: readonly Float64Array[]) =>
			points.reduce(
				(sum, point, i) => sum + point.reduce((s, y, k) => s + Math.abs(y - full[i]!.values[72 + k]!), 0),
				0
			);
		const before = await (await createPretrained().fit(input, SETTINGS, job())).predict(12);
		const after = await (await createFineTuned().fit(input, SETTINGS, job())).predict(12);
		expect(error(after)).toBeLessThan(0.9 * error(before));
	});

	it('says what the pretrained network says where there is one series, or no time', async () => {
		for (const [count, budgetSeconds] of [
			[1, 30],
			[40, 0]
		] as const) {
			const input = family(count, 72);
			const own = { ...SETTINGS, budgetSeconds };
			const tuned = await (await createFineTuned().fit(input, own, job())).predict(12);
			const plain = await (await createPretrained().fit(input, own, job())).predict(12);
			tuned.forEach((point, i) => point.forEach((y, k) => expect(y).toBeCloseTo(plain[i]![k]!, 6)));
		}
	});

	it('learns the same for the same seed, leaves no tensor behind, and draws a curve that changes no number', async () => {
		const input = family(12, 72);
		await startTensorflow();
		const before = memory().numTensors;
		const curve: TracePoint[] = [];
		const first = await createFineTuned().fit(input, SETTINGS, job());
		const again = await createFineTuned().fit(input, SETTINGS, job({ trace: (point) => curve.push(point) }));
		expect(await again.predict(12)).toEqual(await first.predict(12));
		expect((await again.save()).weights).toEqual((await first.save()).weights);
		expect(memory().numTensors).toBe(before);
		expect(curve.length).toBeGreaterThan(1);
		for (const { step, steps, loss } of curve) {
			expect(step).toBeLessThanOrEqual(steps);
			expect(loss).toBeGreaterThan(0);
		}
		expect(curve.some(({ validation }) => validation !== null)).toBe(true);
	});

	it('keeps the shipped weights where numbers stop being finite, and says so', async () => {
		const input = family(12, 72);
		const broken = {
			...(await loadNetwork('month')),
			members: (await loadNetwork('month')).members.map((member) => {
				const kernel = member.linear.kernel.slice();
				kernel[0] = NaN;
				return { ...member, linear: { ...member.linear, kernel } };
			})
		};
		const { card } = broken;
		const material = materialOf(
			input.map(({ values }) => values),
			card,
			12,
			12,
			seededRandom(1)
		);
		const watch = { ...job(), overdue: () => false, progress: () => undefined };
		const tuned = await tune(card, broken.members[0]!, material, { steps: 5, seed: 1, season: 12 }, watch);
		expect([tuned.end, tuned.weights, tuned.share]).toEqual(['diverged', null, 0]);
	});

	it('plans by sizes and budget alone, and learns nothing from too few windows', async () => {
		const { card } = await loadNetwork('month');
		const steps = (count: number, budgetSeconds: number) => {
			const values = family(count, 72).map((one) => one.values);
			const material = materialOf(values, card, 12, 12, seededRandom(1));
			return tuningSteps(card, material, { ...SETTINGS, budgetSeconds });
		};
		expect(steps(1, 1e4)).toBe(0);
		expect(steps(100, 0)).toBe(0);
		expect(steps(100, 1)).toBeGreaterThan(0);
		expect(steps(100, 1)).toBeLessThan(steps(100, 3));
		expect(steps(100, 1e3)).toBe(steps(100, 1e5));
	});

	it('never learns from the held-out end', async () => {
		const { card } = await loadNetwork('month');
		const values = family(10, 72).map((one) => one.values);
		const { ends, heldOut } = materialOf(values, card, 12, 12, seededRandom(1));
		expect(heldOut).toHaveLength(10);
		for (const { cut, end } of heldOut) expect([cut, end]).toEqual([60, 72]);
		expect(ends.every((end) => end === 60)).toBe(true);
	});
});

describe('the weights of a pretrained network, median only', () => {
	it.each(['day', 'month', 'year'] as const)('answer on tensors what the network says: %s', async (grain) => {
		await startTensorflow();
		const { card, quantiles, members } = await loadNetwork(grain);
		const random = seededRandom(4);
		const inputs = Float32Array.from({ length: 3 * inputSize(card) }, () => normal(random));
		const whole = evaluateNetwork(card, quantiles.length, members[0]!, inputs);
		const flat = flatWeights(card, members[0]!);
		const onTensors = evaluate(tuningShape(card), flat, inputs);
		const median = evaluateNetwork(card, 1, memberOf(card, flat), inputs);
		const middle = quantiles.length >> 1;
		for (let row = 0; row < 3; row++) {
			for (let k = 0; k < card.horizon; k++) {
				const wanted = whole[(row * quantiles.length + middle) * card.horizon + k]!;
				expect(median[row * card.horizon + k]).toBe(wanted);
				expect(onTensors[row * card.horizon + k]).toBeCloseTo(wanted, 3);
			}
		}
	});

	it('are refused when they do not fit', async () => {
		const { card, members } = await loadNetwork('month');
		const flat = flatWeights(card, members[0]!);
		expect(() => memberOf(card, flat.slice(1))).toThrow(RangeError);
	});
});
