import type { ForecasterKind } from '../forecast/forecaster';
import type { Json } from '../json';
import type { OutcomeMap, Role, SalesModel } from '../model/model';
import type { Day, Grain } from '../period';
import type { Filters } from '../reports/recipe';
import type { Fix, Ledger, PartPath, ReadOverrides, ReadPlan, SetAside, Table, TableId } from '../table';
import type { Issue } from '../result';

/** Identity of a workspace: a random UUID given by the store. */
export type WorkspaceId = string;

/** Key of a Blob kept beside the document. */
export type BlobKey = string;

/** Format number of documents this build writes. A newer one is refused, an older one is migrated. */
export const WORKSPACE_FORMAT = 3;

/** A file the user brought, or one table in it. Its bytes are kept as a Blob, so that nobody is asked for it again. */
export interface SourceFile {
	readonly fileName: string;
	/** The table in the file; empty: the file itself. */
	readonly part: PartPath;
	readonly size: number;
	/** Last change of the file, ISO instant; null when unknown. */
	readonly modified: string | null;
	readonly blob: BlobKey;
	/** SHA-256 of the bytes, hex: the same file twice is noticed. */
	readonly hash: string;
	readonly plan: ReadPlan;
	/** What the user said against detection, so that the next file of this header is read so too. */
	readonly overrides: ReadOverrides;
	readonly fixes: readonly Fix[];
	readonly rows: number;
	readonly issues: readonly Issue[];
	/** At most 1,000 are kept; `setAsideTotal` counts all. */
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
	/** null in documents of format 1, which did not keep it. */
	readonly ledger: Ledger | null;
}

/** A dated state of a table: kept, not loaded until something asks for it. */
export interface Snapshot {
	readonly id: string;
	/** The day the data stands for. */
	readonly taken: Day;
	readonly files: readonly SourceFile[];
	readonly fileColumn: string | null;
	readonly rows: number;
}

/** A table of the workspace as it was loaded (before cleaning), the files it is made of, and earlier states of it. */
export interface Source {
	readonly table: Table;
	/** At least one; several of the same shape are put one below the other. */
	readonly files: readonly SourceFile[];
	/** Column that says which file a row came from; null with a single file. */
	readonly fileColumn: string | null;
	/** The day the present files stand for; null when no snapshot was ever taken. */
	readonly taken: Day | null;
	/** Oldest first. */
	readonly snapshots: readonly Snapshot[];
}

/**
 * One cleaning step on one table. `params` are checked by the step of that kind (`core/prepare/registry.ts`); a step that does not
 * fit the table any more is skipped, and told.
 */
export interface CleaningStep {
	readonly id: string;
	readonly table: TableId;
	readonly kind: string;
	readonly params: Json;
	readonly enabled: boolean;
}

/**
 * What the user decided about files with a certain header (`core/workspace/signature.ts`): applied to the next file like them
 * without a click. Names columns, not tables, so that it fits any workspace.
 */
export interface ImportMemory {
	readonly signature: string;
	/** A file it was learnt from, for the message. */
	readonly fileName: string;
	/** ISO instant */
	readonly saved: string;
	readonly overrides: ReadOverrides;
	readonly steps: readonly Pick<CleaningStep, 'kind' | 'params' | 'enabled'>[];
	/** Column name per role, when the user changed or confirmed the mapping. */
	readonly roles: Readonly<Partial<Record<Role, string>>>;
	/** Won, lost, open, excluded words, when the user changed or confirmed them. */
	readonly outcome: Omit<OutcomeMap, 'field'> | null;
}

/** A saved choice of a report and its parameters. */
export interface ReportSpec {
	readonly recipe: string;
	readonly params: Json;
}

/** How the levels of a hierarchy are made to add up (`core/forecast/reconcile`). */
export type ReconcileMethod = 'bottom-up' | 'top-down' | 'mint-shrink';

/** A day or span of days on which something drives sales, told by the user: a promotion, a trade fair, a closed week. */
export interface CalendarEvent {
	readonly name: string;
	readonly from: Day;
	/** Last day, included. */
	readonly to: Day;
}

/** What is known of days ahead besides their date. */
export interface ForecastCalendar {
	/** Holidays of these countries (`core/forecast/holidays.ts`) are inputs of the models that can use them. */
	readonly holidays: readonly string[];
	/** The number of working days of a period is such an input too. */
	readonly workingDays: boolean;
	readonly events: readonly CalendarEvent[];
}

/** One supposition of a scenario. `change` is a share: 0.1 = 10 % more; for 'event' the effect on its days. */
export interface ScenarioEffect {
	readonly lever: 'growth' | 'price' | 'win-rate' | 'headcount' | 'event';
	readonly change: number;
	/** First and last day it holds; null = from the first forecast period on, to the end. */
	readonly from: Day | null;
	readonly to: Day | null;
	/** Of 'price': per cent more quantity per per cent more price, usually below 0; null = buyers do not react. */
	readonly elasticity: number | null;
	/** Of 'headcount': months until a new seller sells like the others; null = the usual. */
	readonly rampMonths: number | null;
}

/** What if: suppositions drawn beside the base forecast. */
export interface Scenario {
	readonly id: string;
	readonly name: string;
	readonly effects: readonly ScenarioEffect[];
}

/** A training that took place: kept so that it can be scored when actuals arrive. */
export interface ForecastRun {
	/** ISO instant. */
	readonly made: string;
	readonly result: BlobKey;
	readonly dataHash: string;
	/** What was forecast (`forecastSubject` in `edits.ts`): only a run of the same subject can be scored by today's data. */
	readonly subject: string;
	/** Training seconds allowed, and the backtest MASE that came of them: what more time is worth. */
	readonly budgetSeconds: number;
	readonly mase: number | null;
}

/** A target for one period of a grain, in the measure's unit. `period` is its first day; `key` the owner or "" for all. */
export interface Quota {
	readonly key: string;
	readonly grain: Grain;
	readonly period: Day;
	readonly amount: number;
}

/** A forecast: its settings, and where its result and fitted weights are kept. */
export interface ForecastSpec {
	readonly id: string;
	readonly name: string;
	readonly measure: string;
	readonly grain: Grain;
	readonly horizon: number;
	/** Dimension name, or null: the total only. */
	readonly breakdown: string | null;
	/** Dimensions below `breakdown`, outermost first: the levels of a hierarchy. Empty: one level. */
	readonly hierarchy: readonly string[];
	/** How total and levels are made to add up; null: each is shown as forecast. */
	readonly reconcile: ReconcileMethod | null;
	readonly filters: Filters;
	/** Interval levels, 0–1, ascending. */
	readonly levels: readonly number[];
	readonly calendar: ForecastCalendar;
	/** Anomalies in the history that the user had replaced by what was expected: series key and first day of the period. */
	readonly repaired: readonly { readonly key: string; readonly period: Day }[];
	readonly scenarios: readonly Scenario[];
	readonly kinds: readonly ForecasterKind[];
	/** Overrules the automatic choice when set. */
	readonly preferred: ForecasterKind | null;
	/** Keep the last period although it looks incomplete. */
	readonly keepPartial: boolean;
	readonly seed: number;
	readonly budgetSeconds: number;
	/** Blob holding the ForecastResult with weights, or null when it has not been trained. */
	readonly result: BlobKey | null;
	/** Hash of the series it was trained on: tells when the data has changed since. */
	readonly dataHash: string | null;
	/** Earlier trainings, oldest first; the present result is the last. */
	readonly runs: readonly ForecastRun[];
}

/** The one saved, versioned document: everything the user made. Plain JSON; Blobs are kept by key beside it. */
export interface Workspace {
	readonly format: typeof WORKSPACE_FORMAT;
	readonly id: WorkspaceId;
	readonly name: string;
	readonly created: string;
	readonly sources: readonly Source[];
	/** Applied in this order, each to its table. */
	readonly steps: readonly CleaningStep[];
	readonly model: SalesModel | null;
	/** The user has looked at the mapping and accepted it. */
	readonly modelConfirmed: boolean;
	/** The day the data stands for; null = the last day found in it. */
	readonly asOf: Day | null;
	readonly filters: Filters;
	readonly grain: Grain;
	readonly reports: readonly ReportSpec[];
	readonly forecasts: readonly ForecastSpec[];
	readonly quotas: readonly Quota[];
	/** True for the built-in sample: figures are marked as generated data. */
	readonly sample: boolean;
}

/** A workspace in the list. */
export interface WorkspaceInfo {
	readonly id: WorkspaceId;
	readonly name: string;
	readonly created: string;
	/** ISO instant of the last save. */
	readonly saved: string;
	readonly files: readonly string[];
	readonly rows: number;
	readonly bytes: number;
	readonly sample: boolean;
}
