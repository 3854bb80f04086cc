import { AppError, inputRejected, isCancelled } from '$lib/core/errors';
import type { ForecastRequest, ForecastResult, Progress } from '$lib/core/forecast/result';
import { readForecastResult, writeForecastResult } from '$lib/core/forecast/result-file';
import type { Series } from '$lib/core/forecast/series';
import type { Repair } from '$lib/core/explain/model-input';
import { isComplete } from '$lib/core/model/completeness';
import { dateRangeQuery, readDateRange } from '$lib/core/model/date-range';
import { forecastable, type Measure } from '$lib/core/model/measures';
import type { SalesModel } from '$lib/core/model/model';
import { readSeries, seriesQuery } from '$lib/core/model/series-query';
import { periodOf, SEASON, type PeriodIndex } from '$lib/core/period';
import type { Clock, Store, Trainer } from '$lib/core/ports';
import { addForecastRun, forecastSubject, upsertForecast } from '$lib/core/workspace/edits';
import type { ForecastRun, ForecastSpec } from '$lib/core/workspace/workspace';
import { contentHash } from './content-hash';
import { Live } from './live.svelte';
import type { Session } from './session.svelte';

/** Series of a breakdown that are forecast; the rest stays in the total. */
export const SERIES_LIMIT = 24;

/** What a forecast is made from. */
export interface ForecastInput {
	/** The total first (key ""), then the breakdown, largest first; with calendar and repaired values. */
	readonly series: readonly Series[];
	/** Values of the history that were replaced. */
	readonly repairs: readonly Repair[];
	/** Set when the last period looked incomplete: it was left out, or kept because the user said so. */
	readonly partial: { readonly period: number; readonly kept: boolean; readonly lastDay: string } | null;
	/** Breakdown values beyond {@link SERIES_LIMIT}. */
	readonly left: readonly string[];
	readonly hash: string;
}

/** A training that took place, with what came of it. */
export interface RunResult {
	readonly run: ForecastRun;
	readonly result: ForecastResult;
}

/** The forecasts of the open workspace: their input, training and results. One trains at a time. */
export class Forecasting {
	#progress = $state.raw<Progress | null>(null);
	#training = $state.raw<string | null>(null);
	#paused = $state(false);
	#error = $state.raw<AppError | null>(null);
	#results = $state.raw<ReadonlyMap<string, ForecastResult>>(new Map());
	#controller: AbortController | undefined;
	readonly #session: Session;
	readonly #ports: { trainer: Trainer; store: Store; clock: Clock };
	/** Series of the forecast on screen. */
	readonly input = new Live<ForecastInput>();

	constructor(session: Session, ports: { trainer: Trainer; store: Store; clock: Clock }) {
		this.#session = session;
		this.#ports = ports;
	}

	get progress(): Progress | null {
		return this.#progress;
	}
	/** Id of the forecast in training, or null. */
	get training(): string | null {
		return this.#training;
	}
	get paused(): boolean {
		return this.#paused;
	}
	get error(): AppError | null {
		return this.#error;
	}

	/** The trained result of a forecast, by blob key. */
	result(spec: ForecastSpec): ForecastResult | null {
		return (spec.result && this.#results.get(spec.result)) || null;
	}

	/** The runs of the same subject as the forecast now, oldest first, as far as they are read. */
	runs(spec: ForecastSpec): readonly RunResult[] {
		const subject = forecastSubject(spec);
		return spec.runs.flatMap((run) => {
			const result = run.subject === subject ? this.#results.get(run.result) : undefined;
			return result ? [{ run, result }] : [];
		});
	}

	/** Reads a saved result from the store, once. */
	async restore(spec: ForecastSpec): Promise<void> {
		if (spec.result) await this.#restore(spec.result);
	}

	/** Reads the results of earlier runs, so that they can be scored. One that is gone says so and the others are read. */
	async restoreRuns(spec: ForecastSpec): Promise<void> {
		const subject = forecastSubject(spec);
		for (const run of spec.runs) if (run.subject === subject) await this.#restore(run.result);
	}

	async #restore(key: string): Promise<void> {
		if (this.#results.has(key)) return;
		try {
			const blob = await this.#ports.store.blobs.get(this.#session.workspace.id, key);
			const result = readForecastResult(new Uint8Array(await blob.arrayBuffer()));
			this.#results = new Map(this.#results).set(key, result);
		} catch (error) {
			this.#fail(error instanceof RangeError || error instanceof SyntaxError ? lost(error) : error);
		}
	}

	/** Reads the series a forecast would be made from. */
	async prepare(spec: ForecastSpec): Promise<void> {
		void this.#session.version;
		await this.input.run((signal) => this.#session.together(() => this.#read(spec, signal)));
	}

	/** Trains and backtests; saves settings, result and weights when done. */
	async train(spec: ForecastSpec): Promise<void> {
		this.cancel();
		const { signal } = (this.#controller = new AbortController());
		this.#training = spec.id;
		this.#progress = null;
		this.#paused = false;
		this.#ports.trainer.resume();
		this.#error = null;
		try {
			const input = await this.#session.together(() => this.#read(spec, signal));
			const on = { signal, progress: (progress: Progress) => (this.#progress = progress) };
			const result = await this.#ports.trainer.forecast(request(spec, input), on);
			await this.#keep(spec, result, input.hash);
		} catch (error) {
			this.#fail(error);
		} finally {
			if (this.#controller.signal === signal) this.#training = this.#progress = null;
		}
	}

	cancel(): void {
		this.#controller?.abort();
	}

	/** Holds the training, or lets it go on. */
	pause(paused: boolean): void {
		if (this.#training === null) return;
		this.#paused = paused;
		if (paused) this.#ports.trainer.pause();
		else this.#ports.trainer.resume();
	}

	async #read(spec: ForecastSpec, signal: AbortSignal): Promise<ForecastInput> {
		const { model } = this.#session.workspace;
		const measure = model && forecastable(model).find(({ name }) => name === spec.measure);
		if (!model || !measure) throw inputRejected([{ code: 'param-invalid', at: 'measure' }]);
		const range = readDateRange(await this.#session.query(dateRangeQuery(model, measure.date), signal));
		if (!range) throw inputRejected([{ code: 'series-too-short', at: '', details: { have: 0, need: 2 } }]);
		const lastDay = spec.filters.to && spec.filters.to < range.last ? spec.filters.to : range.last;
		const last = periodOf(lastDay, spec.grain);
		const partial = !isComplete(last, spec.grain, lastDay, range.typicalGap);
		const through = partial && !spec.keepPartial ? last - 1 : last;
		const read = (breakdown: string | null): Promise<Series[]> =>
			this.#series(spec, measure, model, breakdown, through, signal);
		const total = await read(null);
		const parts = spec.breakdown ? await read(spec.breakdown) : [];
		// Not in the app's shell: only forecasts need it.
		const { modelInput } = await import('$lib/core/explain/model-input');
		const { series, repairs } = modelInput([...total, ...parts.slice(0, SERIES_LIMIT)], spec);
		return {
			series,
			repairs,
			partial: partial ? { period: last, kept: spec.keepPartial, lastDay } : null,
			left: parts.slice(SERIES_LIMIT).map((part) => part.key),
			hash: await contentHash(new Blob(series.flatMap(content)))
		};
	}

	async #series(
		spec: ForecastSpec,
		measure: Measure,
		model: SalesModel,
		breakdown: string | null,
		through: PeriodIndex,
		signal: AbortSignal
	): Promise<Series[]> {
		const query = seriesQuery(measure, spec.grain, breakdown, spec.filters, model);
		return readSeries(await this.#session.query(query, signal), spec.grain, { through });
	}

	async #keep(spec: ForecastSpec, result: ForecastResult, dataHash: string): Promise<void> {
		const key = `forecast:${this.#ports.clock.id()}`;
		await this.#ports.store.blobs.put(this.#session.workspace.id, key, new Blob([writeForecastResult(result)]));
		this.#results = new Map(this.#results).set(key, result);
		// A forecast that is kept already may have been changed meanwhile: that stays.
		const { workspace } = this.#session;
		const isDraft = workspace.forecasts.every(({ id }) => id !== spec.id);
		if (isDraft) this.#session.edit('forecast', upsertForecast(workspace, spec));
		const mase = result.accuracy.find((row) => row.kind === result.chosen)?.mase ?? NaN;
		const run = {
			made: this.#ports.clock.now(),
			result: key,
			dataHash,
			subject: forecastSubject(spec),
			budgetSeconds: spec.budgetSeconds,
			mase: Number.isFinite(mase) ? mase : null
		};
		this.#session.amend((workspace) => addForecastRun(workspace, spec.id, run));
	}

	#fail(error: unknown): void {
		if (isCancelled(error)) return;
		if (!(error instanceof AppError)) throw error;
		this.#error = error;
	}
}

/** What a training depends on of a series. */
function content({ key, values, inputs = [] }: Series): BlobPart[] {
	return [key, new Float64Array(values), ...inputs.flatMap((one) => [one.name, new Float64Array(one.values)])];
}

function request(spec: ForecastSpec, input: ForecastInput): ForecastRequest {
	return {
		series: input.series,
		grain: spec.grain,
		season: SEASON[spec.grain],
		horizon: spec.horizon,
		kinds: spec.kinds,
		levels: spec.levels,
		folds: 6,
		seed: spec.seed,
		budgetSeconds: spec.budgetSeconds
	};
}

function lost(error: Error): AppError {
	return new AppError('store-lost', { message: error.message }, { cause: error });
}
