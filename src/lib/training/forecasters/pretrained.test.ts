import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '$lib/core/forecast/forecaster';
import type { Series } from '$lib/core/forecast/series';
import { hostPace } from '../host-pace';
import { loadNetwork, useNetworks } from '../networks';
import { forecasterBattery } from './battery';
import { createPretrained } from './pretrained';

const shipped = (name: string) => readFile(`static/networks/${name}`);
useNetworks(shipped);

forecasterBattery('pretrained', createPretrained);

const job: Job = { seed: 1, signal: new AbortController().signal, pace: hostPace, progress: () => undefined };
const series = (grain: Series['grain'], n: number, value: (t: number) => number): Series => ({
	key: grain,
	grain,
	start: 10_000,
	values: Float64Array.from({ length: n }, (_, t) => value(t))
});

describe('the pretrained forecaster', () => {
	beforeEach(() => useNetworks(shipped));

	it.each(['day', 'week', 'month', 'quarter', 'year'] as const)('has a network for every grain: %s', async (grain) => {
		const season = { day: 7, week: 52, month: 12, quarter: 4, year: 1 }[grain];
		const history = series(grain, 3 * season + 20, (t) => 100 + 30 * Math.sin((2 * Math.PI * t) / Math.max(season, 6)));
		const fitted = await createPretrained().fit([history], { season, horizon: 100, budgetSeconds: 0 }, job);
		const [point] = await fitted.predict(100);
		for (const y of point!.slice(0, 8)) expect(Math.abs(y - 100)).toBeLessThan(60);
		expect(point!.every(Number.isFinite)).toBe(true);
	});

	it('follows the season that it was trained for: 12 months ahead of a plain wave', async () => {
		const wave = (t: number) => 100 + 30 * Math.sin((2 * Math.PI * t) / 12);
		const fitted = await createPretrained().fit(
			[series('month', 60, wave)],
			{ season: 12, horizon: 12, budgetSeconds: 0 },
			job
		);
		const [point] = await fitted.predict(12);
		point!.forEach((y, k) => expect(Math.abs(y - wave(60 + k))).toBeLessThan(4));
	});

	it('takes out a season that it was not trained for', async () => {
		const pattern = [50, 80, 120, 150, 100];
		const history = series('day', 60, (t) => pattern[t % 5]!);
		const fitted = await createPretrained().fit([history], { season: 5, horizon: 10, budgetSeconds: 0 }, job);
		const [point] = await fitted.predict(10);
		point!.forEach((y, k) => expect(Math.abs(y - pattern[k % 5]!)).toBeLessThan(4));
	});

	it('tells when its files are missing or spoilt, and tries again', async () => {
		useNetworks(() => Promise.reject(new Error('offline')));
		await expect(loadNetwork('month')).rejects.toThrow('offline');
		let spoilt = true;
		useNetworks(async (name) => {
			const bytes = await shipped(name);
			return spoilt && name.endsWith('.bin') ? bytes.subarray(0, 100) : bytes;
		});
		await expect(loadNetwork('month')).rejects.toThrow(RangeError);
		spoilt = false;
		expect((await loadNetwork('month')).card.grain).toBe('month');
	});

	it('refuses a model saved with other weights', async () => {
		const fitted = await createPretrained().fit(
			[series('month', 40, (t) => t)],
			{ season: 12, horizon: 3, budgetSeconds: 0 },
			job
		);
		const saved = await fitted.save();
		const other = { ...saved, params: { ...(saved.params as object), sha256: '0'.repeat(64) } };
		await expect(createPretrained().load(other)).rejects.toThrow(/another pretrained network/);
	});
});
