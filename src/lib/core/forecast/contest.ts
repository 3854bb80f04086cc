import { AppError, isCancelled } from '../errors';
import type { Issue } from '../result';
import { actuals, known, type Origin, origins } from './backtest';
import { largest, smallest } from './extremes';
import type { Fitted, Forecaster, ForecasterKind, FitSettings, Job, SavedModel } from './forecaster';
import { pacer } from './pace';
import { type Scored, scaleAt } from './score';
import type { Series } from './series';

/** What one kind did: every backtest forecast, and its forecasts of the series it can do. */
export interface Entry {
	readonly kind: ForecasterKind;
	readonly backtest: readonly Scored[];
	/** By series key. */
	readonly points: ReadonlyMap<string, Float64Array>;
	readonly model: SavedModel;
	readonly seconds: number;
}

/** The terms under which every kind is tried: same series, same origins, same settings. */
export interface Terms {
	readonly series: readonly Series[];
	/** Per series, newest first. */
	readonly origins: readonly (readonly Origin[])[];
	readonly settings: FitSettings;
	readonly job: Job;
}

/** Seconds below which training a network once is not worth it: fewer folds are run instead. */
const LEAST_NETWORK_SECONDS = 4;
/** Most folds when a global network is trained for each. */
const MAX_NETWORK_FOLDS = 3;

/** How many folds to run: with a network in the field all kinds share the few that its seconds allow. */
export function affordableFolds(wanted: number, budgetSeconds: number, forecasters: readonly Forecaster[]): number {
	if (!forecasters.some(({ global }) => global)) return wanted;
	const paid = Math.floor(budgetSeconds / LEAST_NETWORK_SECONDS) - 1;
	return Math.max(1, Math.min(wanted, MAX_NETWORK_FOLDS, paid));
}

/** Sets the origins of every series. */
export function drawOrigins(series: readonly Series[], settings: FitSettings, folds: number, least: number) {
	return series.map(({ values }) => origins(values.length, settings.horizon, folds, least, settings.season));
}

/**
 * Backtests every forecaster at every origin, each time refitted on the truncated histories alone, then fits it to
 * everything. One that throws is told as issue 'forecaster-failed' and leaves; the others go on. Throws 'cancelled'.
 */
export async function contest(
	forecasters: readonly Forecaster[],
	terms: Terms
): Promise<{ entries: Entry[]; issues: Issue[] }> {
	const entries: Entry[] = [];
	const issues: Issue[] = [];
	const ledger = new Ledger(forecasters, terms);
	const turn = pacer(terms.job);
	for (const forecaster of forecasters) {
		try {
			await turn();
			const entry = await enter(forecaster, terms, ledger, issues);
			if (terms.job.signal.aborted) throw new AppError('cancelled');
			if (entry) entries.push(entry);
		} catch (error) {
			if (isCancelled(error) || terms.job.signal.aborted) throw new AppError('cancelled', {}, { cause: error });
			const message = error instanceof Error ? error.message : String(error);
			issues.push({ code: 'forecaster-failed', at: forecaster.kind, details: { kind: forecaster.kind, message } });
		}
		ledger.close(forecaster);
	}
	return { entries, issues };
}

async function enter(
	forecaster: Forecaster,
	terms: Terms,
	ledger: Ledger,
	issues: Issue[]
): Promise<Entry | undefined> {
	const { kind } = forecaster;
	const { series, settings } = terms;
	const { pace } = terms.job;
	const need = forecaster.minLength(settings);
	const able = series.filter(({ values }) => values.length >= need);
	if (able.length < series.length) {
		const have = smallest(series.map(({ values }) => values.length));
		const details = { kind, have, need, series: series.length - able.length };
		issues.push({ code: 'forecaster-too-short', at: kind, details });
	}
	if (able.length === 0) return undefined;
	const started = pace.now();
	const backtest: Scored[] = [];
	const folds = largest([0, ...terms.origins.map(({ length }) => length)]);
	for (let fold = 0; fold < folds; fold++) {
		const scored = await runFold(forecaster, terms, fold, need, ledger.job(forecaster, 'backtest'));
		for (const one of scored) backtest.push(one);
	}
	const full = able.map((one) => known(one, one.values.length, settings.season));
	const [points, model, told] = await fitOnce(forecaster, full, settings, ledger.job(forecaster, 'fit'), true);
	issues.push(...told);
	const byKey = new Map(able.map(({ key }, i) => [key, points[i]!]));
	return { kind, backtest, points: byKey, model: model!, seconds: (pace.now() - started) / 1000 };
}

async function runFold(forecaster: Forecaster, terms: Terms, fold: number, need: number, job: Job): Promise<Scored[]> {
	const { settings, series } = terms;
	const there = series.flatMap((one, i) => {
		const at = terms.origins[i]!.find((origin) => origin.fold === fold)?.at ?? 0;
		return at >= need ? [{ one, at }] : [];
	});
	if (there.length === 0) return [];
	const past = there.map(({ one, at }) => known(one, at, settings.season));
	const [points] = await fitOnce(forecaster, past, settings, job, false);
	return there.map(({ one, at }, i) => ({
		key: one.key,
		kind: forecaster.kind,
		fold,
		start: one.start + at,
		point: points[i]!,
		actual: actuals(one, at, settings.horizon),
		scale: scaleAt(one, at, settings.season),
		known: at
	}));
}

async function fitOnce(
	forecaster: Forecaster,
	series: readonly Series[],
	settings: FitSettings,
	job: Job,
	save: boolean
): Promise<[Float64Array[], SavedModel | null, readonly Issue[]]> {
	const fitted: Fitted = await forecaster.fit(series, settings, job);
	try {
		const points = await fitted.predict(settings.horizon);
		return [
			points.map((point, i) => plausible(point, series[i]!)),
			save ? await fitted.save() : null,
			fitted.issues ?? []
		];
	} finally {
		fitted.dispose();
	}
}

/** Refuses numbers that are not finite; a series that never was below 0 is not forecast below 0. */
function plausible(point: Float64Array, series: Series): Float64Array {
	if (!point.every(Number.isFinite)) throw new Error(`forecast of "${series.key}" is not finite`);
	return series.values.every((y) => y >= 0) ? point.map((f) => Math.max(0, f)) : point;
}

/** Turns the progress of single fits into the progress of the whole job; notes read "phase:kind". */
class Ledger {
	#done = 0;
	readonly #total: number;
	readonly #fits: number;

	constructor(
		forecasters: readonly Forecaster[],
		private readonly terms: Terms
	) {
		this.#fits = 1 + largest([0, ...terms.origins.map(({ length }) => length)]);
		this.#total = forecasters.reduce((sum, forecaster) => sum + this.#cost(forecaster) * this.#fits, 0);
	}

	/** Rough seconds of one fit: only their ratio matters. */
	#cost({ global }: Forecaster): number {
		return global ? this.terms.settings.budgetSeconds : 0.003 * this.terms.series.length;
	}

	/** The job of the next fit of `forecaster`. */
	job(forecaster: Forecaster, phase: 'backtest' | 'fit'): Job {
		const cost = this.#cost(forecaster);
		const before = this.#done;
		this.#done += cost;
		const { job } = this.terms;
		const report = (share: number) => job.progress(before + cost * share, this.#total, `${phase}:${forecaster.kind}`);
		report(0);
		return { ...job, progress: (done, total) => report(total > 0 ? Math.min(1, done / total) : 0) };
	}

	/** Counts the fits that a forecaster did not come to. */
	close(forecaster: Forecaster): void {
		const share = this.#cost(forecaster) * this.#fits;
		this.#closed += share;
		this.#done = this.#closed;
		this.terms.job.progress(this.#done, this.#total, `fit:${forecaster.kind}`);
	}
	#closed = 0;
}
