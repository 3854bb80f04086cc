import type { SalesModel } from '../model/model';
import type { Day, Grain } from '../period';
import type { Filters } from '../reports/recipe';
import type { TableId } from '../table';
import { withoutTable } from './model-tables';
import { allFiles } from './source-edits';
import { WORKSPACE_FORMAT } from './workspace';
import type { BlobKey, ForecastRun, ForecastSpec, ReportSpec, Source, Workspace, WorkspaceId } from './workspace';

/*
 * Edits are pure: (workspace, …) → workspace. An edit that changes nothing returns the same object,
 * so that nothing is saved and nothing can be undone where nothing happened.
 */

/** Longest workspace or forecast name kept, in UTF-16 units. */
export const NAME_LENGTH = 200;

/** A name as it is stored: trimmed, line breaks and runs of space made one space, cut to {@link NAME_LENGTH}. */
export function tidyName(name: string): string {
	const flat = name.replace(/\s+/gu, ' ').trim();
	if (flat.length <= NAME_LENGTH) return flat;
	const cut = flat.slice(0, NAME_LENGTH);
	return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** An empty workspace. `now` is an ISO instant, `id` a new UUID (both from `Clock`). */
export function createWorkspace(id: WorkspaceId, now: string, name: string, sample = false): Workspace {
	return {
		format: WORKSPACE_FORMAT,
		id,
		name: tidyName(name),
		created: now,
		sources: [],
		steps: [],
		model: null,
		modelConfirmed: false,
		asOf: null,
		filters: {},
		grain: 'month',
		reports: [],
		forecasts: [],
		quotas: [],
		sample
	};
}

/** Another name. An empty one changes nothing. */
export function rename(workspace: Workspace, name: string): Workspace {
	const tidy = tidyName(name);
	return tidy === '' || tidy === workspace.name ? workspace : { ...workspace, name: tidy };
}

/** A table more. A source with the same table id takes the place of the one there. */
export function addSource(workspace: Workspace, source: Source): Workspace {
	const at = workspace.sources.findIndex((other) => other.table.id === source.table.id);
	const sources = at < 0 ? [...workspace.sources, source] : workspace.sources.with(at, source);
	return { ...workspace, sources };
}

/** Another source for the table `table`, in its place. The model stays: it names columns, and says so where one is gone. */
export function replaceSource(workspace: Workspace, table: TableId, source: Source): Workspace {
	const at = workspace.sources.findIndex((other) => other.table.id === table);
	return at < 0 ? workspace : { ...workspace, sources: workspace.sources.with(at, source) };
}

/** A table less. Its steps and what the model said about it go with it; without its fact table the model goes whole. */
export function removeSource(workspace: Workspace, table: TableId): Workspace {
	const sources = workspace.sources.filter((source) => source.table.id !== table);
	if (sources.length === workspace.sources.length) return workspace;
	const model = workspace.model && withoutTable(workspace.model, table);
	const modelConfirmed = workspace.modelConfirmed && model === workspace.model;
	const steps = workspace.steps.filter((step) => step.table !== table);
	return { ...workspace, sources, steps, model, modelConfirmed };
}

/** A mapping that was guessed or changed: it waits to be confirmed. */
export function setModel(workspace: Workspace, model: SalesModel | null): Workspace {
	return { ...workspace, model, modelConfirmed: false };
}

/** The user accepts the mapping, as it stands or as given. Without a model nothing changes. */
export function confirmModel(workspace: Workspace, model: SalesModel | null = workspace.model): Workspace {
	if (model === null || (model === workspace.model && workspace.modelConfirmed)) return workspace;
	return { ...workspace, model, modelConfirmed: true };
}

/** The day the data stands for; null = the last day found in it. */
export function setAsOf(workspace: Workspace, asOf: Day | null): Workspace {
	return asOf === workspace.asOf ? workspace : { ...workspace, asOf };
}

/** The filters all reports share. Empty lists are dropped: they keep all. */
export function setFilters(workspace: Workspace, filters: Filters): Workspace {
	const entries = Object.entries<string | readonly (string | null)[] | undefined>({ ...filters });
	const kept = entries.filter(([, value]) => value !== undefined && value.length > 0);
	return { ...workspace, filters: Object.fromEntries(kept) };
}

export function setGrain(workspace: Workspace, grain: Grain): Workspace {
	return grain === workspace.grain ? workspace : { ...workspace, grain };
}

/** Parameters of a report, in place of those it had. One entry per recipe. */
export function upsertReport(workspace: Workspace, report: ReportSpec): Workspace {
	const at = workspace.reports.findIndex((other) => other.recipe === report.recipe);
	const reports = at < 0 ? [...workspace.reports, report] : workspace.reports.with(at, report);
	return { ...workspace, reports };
}

/** Back to the defaults of a report. */
export function removeReport(workspace: Workspace, recipe: string): Workspace {
	const reports = workspace.reports.filter((report) => report.recipe !== recipe);
	return reports.length === workspace.reports.length ? workspace : { ...workspace, reports };
}

/** A forecast, new or in place of the one with its id. */
export function upsertForecast(workspace: Workspace, forecast: ForecastSpec): Workspace {
	const spec = { ...forecast, name: tidyName(forecast.name) };
	const at = workspace.forecasts.findIndex((other) => other.id === spec.id);
	const forecasts = at < 0 ? [...workspace.forecasts, spec] : workspace.forecasts.with(at, spec);
	return { ...workspace, forecasts };
}

/** Trainings of one forecast that are kept; the oldest go first. */
export const MOST_RUNS = 36;

/** What a forecast is of: two runs with the same subject forecast the same series. */
export function forecastSubject(spec: ForecastSpec): string {
	const filters = Object.entries(spec.filters).sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([spec.measure, spec.grain, spec.breakdown, spec.hierarchy, filters]);
}

/**
 * The training of the forecast `id` that just ended: its result becomes the present one. Earlier runs stay, so that they
 * can be scored when actuals arrive; a run on the same data takes the place of the one before. Without that forecast
 * nothing changes.
 */
export function addForecastRun(workspace: Workspace, id: string, run: ForecastRun): Workspace {
	const at = workspace.forecasts.findIndex((forecast) => forecast.id === id);
	const forecast = workspace.forecasts[at];
	if (!forecast) return workspace;
	const same = (other: ForecastRun | undefined) =>
		other?.dataHash === run.dataHash && other.subject === run.subject && other.budgetSeconds === run.budgetSeconds;
	const earlier = same(forecast.runs.at(-1)) ? forecast.runs.slice(0, -1) : forecast.runs;
	const runs = [...earlier, run].slice(-MOST_RUNS);
	const trained = { ...forecast, result: run.result, dataHash: run.dataHash, runs };
	return { ...workspace, forecasts: workspace.forecasts.with(at, trained) };
}

export function removeForecast(workspace: Workspace, id: string): Workspace {
	const forecasts = workspace.forecasts.filter((forecast) => forecast.id !== id);
	return forecasts.length === workspace.forecasts.length ? workspace : { ...workspace, forecasts };
}

/** The Blobs a document needs: its files, those of its snapshots and its forecast results, each once. */
export function blobKeys(workspace: Workspace): BlobKey[] {
	const results = workspace.forecasts.flatMap(({ result, runs }) => [
		...(result === null ? [] : [result]),
		...runs.map((run) => run.result)
	]);
	return [...new Set([...workspace.sources.flatMap(allFiles).map((file) => file.blob), ...results])];
}
