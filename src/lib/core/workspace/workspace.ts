import type { ForecasterKind } from '../forecast/forecaster';
import type { Json } from '../json';
import type { SalesModel } from '../model/model';
import type { Day, Grain } from '../period';
import type { Filters } from '../reports/recipe';
import type { ReadPlan, SetAside, Table } from '../table';
import type { Issue } from '../result';

/** Identity of a workspace: a random UUID given by the store. */
export type WorkspaceId = string;

/** Key of a Blob kept beside the document. */
export type BlobKey = string;

/** Format number of documents this build writes. A newer one is refused, an older one is migrated. */
export const WORKSPACE_FORMAT = 1;

/** A file the user brought. Its bytes are kept as a Blob, so that nobody is asked for it again. */
export interface Source {
	readonly table: Table;
	readonly fileName: string;
	readonly size: number;
	/** Last change of the file, ISO instant; null when unknown. */
	readonly modified: string | null;
	readonly blob: BlobKey;
	/** SHA-256 of the bytes, hex: the same file twice is noticed. */
	readonly hash: string;
	readonly plan: ReadPlan;
	readonly issues: readonly Issue[];
	/** At most 1,000 are kept; `setAsideTotal` counts all. */
	readonly setAside: readonly SetAside[];
	readonly setAsideTotal: number;
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
