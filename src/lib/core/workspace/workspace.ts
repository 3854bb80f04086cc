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
export const WORKSPACE_FORMAT = 2;

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

/** A forecast: its settings, and where its result and fitted weights are kept. */
export interface ForecastSpec {
	readonly id: string;
	readonly name: string;
	readonly measure: string;
	readonly grain: Grain;
	readonly horizon: number;
	/** Dimension name, or null: the total only. */
	readonly breakdown: string | null;
	readonly filters: Filters;
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
