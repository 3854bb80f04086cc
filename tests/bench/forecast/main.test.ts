import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runBench } from './main';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dealscope-bench-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const HORIZON = 2;

/** A set of yearly series of these lengths, 1, 2, 3, …, with its test part. */
function writeSet(lengths: readonly number[]): void {
	const rows = (from: (n: number) => number, count: (n: number) => number) =>
		lengths.flatMap((n, i) =>
			Array.from({ length: count(n) }, (_, t) => `s${i},${1990 + from(n) + t}-01-01,${from(n) + t + 1}`)
		);
	const write = (name: string, head: string, body: readonly string[]) =>
		writeFileSync(join(folder, name), [head, ...body, ''].join('\n'));
	const series = lengths.map((_, i) => `set,s${i},Y,1,1,${HORIZON}`);
	write('series.csv', 'dataset,series_id,freq,season,mase_m,horizon', series);
	write(
		'set_train.csv',
		'series_id,ds,y',
		rows(
			() => 0,
			(n) => n
		)
	);
	write(
		'set_test.csv',
		'series_id,ds,y',
		rows(
			(n) => n,
			() => HORIZON
		)
	);
}

async function bench(lengths: readonly number[]) {
	writeSet(lengths);
	const printed: string[] = [];
	const { set } = await runBench({
		...{ data: folder, sets: [], limit: Infinity, budget: 0, folds: 1, seed: 1, kinds: ['theta'] },
		networks: 'static/networks',
		print: (line) => printed.push(line)
	});
	return { scores: set!, text: printed.join('\n') };
}

it('scores a set: a straight line is forecast better by Theta than by the last value', async () => {
	const { scores, text } = await bench([20, 24]);
	expect(scores.scored).toBe(2);
	expect(scores.models['seasonal-naive']?.mase).toBeCloseTo(1.5, 9);
	expect(scores.models.theta!.mase).toBeLessThan(1);
	expect(text).toContain('beats seasonal naive');
	expect(text).not.toContain('left out');
});

it('leaves out a series that is too short, says so and scores the others', async () => {
	const { scores, text } = await bench([20, 3, 24]);
	expect(scores.scored).toBe(2);
	expect(scores.models['seasonal-naive']?.mase).toBeCloseTo(1.5, 9);
	expect(text).toContain('1 of 3 series could not be forecast and are left out');
});
