import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runForecast } from '../../../src/lib/core/forecast/run';
import { hostPace } from '../../../src/lib/training/host-pace';
import type { ForecasterKind } from '../../../src/lib/core/forecast/forecaster';
import { loadForecasters } from '../../../src/lib/training/forecasters/registry';
import { useNetworks } from '../../../src/lib/training/networks';
import { HEAD, lines } from './print';
import { scoreSet, type SetScores } from './score-set';
import { type ForecastSet, readMeta, readSet } from './sets';

/** What to run. */
export interface BenchOptions {
	readonly data: string;
	/** Empty = all. */
	readonly sets: readonly string[];
	readonly limit: number;
	/** Seconds per set for the network; 0 leaves it out. */
	readonly budget: number;
	readonly folds: number;
	readonly seed: number;
	readonly kinds: readonly ForecasterKind[];
	/** Folder of the pretrained networks. */
	readonly networks: string;
	/** Table rows go here as they come. */
	readonly print: (line: string) => void;
}

/** Forecasts every set from its training part, scores the test part, prints the table; returns the figures. */
export async function runBench(options: BenchOptions): Promise<Record<string, SetScores>> {
	const metas = readMeta(options.data);
	useNetworks((name) => readFile(join(options.networks, name)));
	const names = options.sets.length > 0 ? options.sets : [...new Set(metas.map(({ dataset }) => dataset))];
	const results: Record<string, SetScores> = {};
	options.print(HEAD);
	for (const name of names) {
		const set = readSet(options.data, name, metas, options.limit);
		const scores = await benchSet(set, options);
		results[name] = scores;
		for (const line of lines(set, scores)) options.print(line);
	}
	return results;
}

async function benchSet(set: ForecastSet, options: BenchOptions): Promise<SetScores> {
	const { series, grain, season, horizon } = set;
	const { folds, seed, budget } = options;
	const kinds = options.kinds.filter((kind) => budget > 0 || kind !== 'residual-network');
	const result = await runForecast(
		{ series, grain, season, horizon, kinds, levels: [0.8, 0.95], folds, seed, budgetSeconds: budget },
		await loadForecasters(kinds),
		{ seed, signal: new AbortController().signal, pace: hostPace, progress: () => undefined }
	);
	for (const issue of result.issues) {
		if (issue.code.startsWith('forecaster')) options.print(`  ${issue.code} ${JSON.stringify(issue.details)}`);
	}
	return scoreSet(set, result);
}
