import { AppError, inputRejected, isCancelled } from '$lib/core/errors';
import type { Differences } from '$lib/core/compare/differences';
import type { Clock, Engine, LoadProgress, Store } from '$lib/core/ports';
import type { Fix, Preview, ReadOverrides, TableId } from '$lib/core/table';
import {
	groupTable,
	needsAnswer,
	planArrivals,
	type ArrivalGroup,
	type ArrivalPlan
} from '$lib/core/workspace/arrivals';
import type { EditLabel } from '$lib/core/workspace/history';
import { takeSnapshot } from '$lib/core/workspace/source-edits';
import type { Source, SourceFile } from '$lib/core/workspace/workspace';
import { ImportList, type ImportBatch } from './import-list.svelte';
import { listed, type ImportedFile } from './imported-file';
import { lookInto, type Looked } from './looking';
import { placeGroup, reread, type Placed, type Placing } from './placing';
import type { Session } from './session.svelte';
import { Turns } from './turns';
import { differencesIf, readNewer, restoreSnapshot } from './versions';

/** A table that an import brought, for whoever goes on from there. */
export interface Arrived extends Placed {
	readonly group: ArrivalGroup;
	readonly files: readonly Looked[];
}

/** Choices of the page about an import. */
export interface ImportOptions {
	/** Files the browser gave a handle for. */
	readonly handles?: ReadonlyMap<File, FileSystemFileHandle>;
	/** Name of the column that says which file a row came from, where several make one table. */
	readonly fileColumn?: string;
}

/** One drop, in its turn. */
interface Bringing {
	readonly batch: ImportBatch;
	readonly files: readonly File[];
	readonly signal: AbortSignal;
	readonly options: ImportOptions;
}

/** What was found in it, and what shall become of it. */
interface Planned {
	readonly plan: ArrivalPlan;
	readonly looked: readonly Looked[];
}

const STILL: LoadProgress = { share: 0, rows: 0, rowsPerSecond: 0 };

/**
 * Brings files into the open workspace. They are looked into first; where it is not plain what should become of them, {@link question}
 * holds the plan and the import waits for {@link accept} or {@link decline}. One import at a time: what is dropped meanwhile waits its turn. What
 * fails or is cancelled leaves everything as it was.
 */
export class Importing {
	/** Imports under way or waiting. */
	#running = $state(0);
	#question = $state.raw<ArrivalPlan | null>(null);
	#rereading = $state.raw<LoadProgress | null>(null);
	#answer: ((go: boolean) => void) | null = null;
	#looked: readonly Looked[] = [];
	readonly #list = new ImportList();
	readonly #turns = new Turns();
	readonly #ports: { engine: Engine; store: Store; clock: Clock };
	readonly #arrived: (session: Session, arrived: Arrived, options: ImportOptions) => Promise<void>;

	readonly #begins: () => Promise<void>;

	/**
	 * @param arrived called with every table that came in, before the next is read
	 * @param begins called before files are looked into: what was just decided about others is to be remembered by then
	 */
	constructor(
		ports: { engine: Engine; store: Store; clock: Clock },
		arrived: (session: Session, arrived: Arrived, options: ImportOptions) => Promise<void> = () => Promise.resolve(),
		begins: () => Promise<void> = () => Promise.resolve()
	) {
		this.#ports = ports;
		this.#arrived = arrived;
		this.#begins = begins;
	}

	get files(): readonly ImportedFile[] {
		return this.#list.files;
	}
	/** Files are looked into or read; not while {@link question} waits. */
	get busy(): boolean {
		return this.#running > 0 && this.#question === null;
	}
	/** What would become of the files, when that must be asked. */
	get question(): ArrivalPlan | null {
		return this.#question;
	}
	/** A table of the workspace is being read otherwise. */
	get rereading(): LoadProgress | null {
		return this.#rereading;
	}

	/** Another answer to the question, as `core/workspace/arrivals` changes plans. */
	change(plan: ArrivalPlan): void {
		if (this.#question) this.#question = plan;
	}
	/** Goes on with the plan as it stands. */
	accept(): void {
		this.#answer?.(true);
	}
	/** Nothing is imported. */
	decline(): void {
		this.#answer?.(false);
	}

	/**
	 * Imports `files`; settles when they are in, refused or declined, and answers the tables that came in or changed. Refused ones stay listed
	 * in {@link files} with their reasons.
	 */
	async run(session: Session, files: readonly File[], options: ImportOptions = {}): Promise<Source[]> {
		const batch = this.#list.add(files);
		this.#running++;
		try {
			return await this.#turns.take((signal) => this.#bring(session, { batch, files, signal, options }));
		} catch (error) {
			batch.stop(error instanceof AppError && !isCancelled(error) ? error : undefined);
			if (!(error instanceof AppError) && !isCancelled(error)) throw error;
			return [];
		} finally {
			this.#running--;
		}
	}

	/** Stops looking and reading, and what waits; files already in stay. */
	cancel(): void {
		this.#turns.cancel();
		this.#answer?.(false);
	}

	/** Clears what is over from the list of files. */
	dismiss(): void {
		this.#list.clear();
	}

	/** How a file of a table would be read under other overrides. */
	async preview(
		session: Session,
		table: TableId,
		place: number,
		overrides: ReadOverrides,
		signal?: AbortSignal
	): Promise<Preview> {
		const file = session.sourceOf(table)?.files[place];
		const [recorded] = file ? await session.recorded([file]) : [];
		if (!recorded) throw new AppError('load-failed', { table });
		const { fileName, part = [], fixes = [] } = recorded;
		return this.#ports.engine.preview({ fileName, file: recorded.file, part, fixes, overrides }, signal);
	}

	/**
	 * Reads a file of a table anew under other overrides, or all its files when `all`. Answers why that could not be done, or null. What fails
	 * leaves the table as it was.
	 */
	async reread(
		session: Session,
		table: TableId,
		place: number,
		{ overrides, all = false }: { overrides: ReadOverrides; all?: boolean }
	): Promise<AppError | null> {
		const change = (file: SourceFile, at: number): SourceFile => (all || at === place ? { ...file, overrides } : file);
		return this.#reread(session, table, change, 'overrides');
	}

	/** Reads files of a table anew with these fixes in place of those they had. Throws why that could not be done. */
	async fix(session: Session, table: TableId, fixes: ReadonlyMap<number, readonly Fix[]>): Promise<void> {
		const change = (file: SourceFile, at: number): SourceFile => {
			const own = fixes.get(at);
			return own ? { ...file, fixes: own } : file;
		};
		const error = await this.#reread(session, table, change, 'fix');
		if (error) throw error;
	}

	/** What would change if a group of the {@link question} took the place of the table it is a newer version of. */
	async differences(session: Session, group: ArrivalGroup, signal?: AbortSignal): Promise<Differences | null> {
		const { existing } = group;
		const files = this.#looked.filter(({ arrival }) => group.arrivals.includes(arrival));
		if (!existing || files.length === 0) return null;
		return differencesIf(this.#ports.engine, session, existing.table, files, signal);
	}

	/** Keeps the present state of a table as a snapshot, dated with the day it stands for. */
	keep(session: Session, table: TableId): void {
		const { clock } = this.#ports;
		const day = session.sourceOf(table)?.taken ?? clock.today();
		session.edit('snapshot', takeSnapshot(session.workspace, table, clock.id(), day));
	}

	/** Makes a snapshot the present state of its table; the present one becomes a snapshot. */
	async restore(session: Session, table: TableId, snapshotId: string): Promise<void> {
		await this.#turns.take((signal) => restoreSnapshot(this.#ports, session, table, snapshotId, signal));
	}

	/** Reads a newer state of the only file of a table in place of the old one, the same way; null when there is nothing new in it. */
	refresh(session: Session, table: TableId, file: File): Promise<Source | null> {
		return this.#turns.take((signal) =>
			readNewer(
				this.#placing(session, signal, () => undefined, {}),
				table,
				file
			)
		);
	}

	async #reread(
		session: Session,
		table: TableId,
		change: (file: SourceFile, at: number) => SourceFile,
		label: EditLabel
	): Promise<AppError | null> {
		const progress = (now: LoadProgress): void => void (this.#rereading = now);
		try {
			await this.#turns.take(async (signal) => {
				const source = session.sourceOf(table);
				if (!source) return;
				this.#rereading = STILL;
				await reread(this.#placing(session, signal, progress, {}), source, source.files.map(change), label);
			});
			return null;
		} catch (error) {
			if (!(error instanceof AppError)) throw error;
			return error;
		} finally {
			this.#rereading = null;
		}
	}

	async #bring(session: Session, { batch, files, signal, options }: Bringing): Promise<Source[]> {
		await this.#begins();
		const looked = await this.#lookInto(batch, files, signal);
		const plan = planArrivals(
			looked.map((one) => one.arrival),
			session.workspace.sources
		);
		tellTwins(batch, plan, looked);
		this.#looked = looked;
		const wanted = needsAnswer(plan) ? await this.#ask(plan, signal) : plan;
		if (!wanted) batch.decline();
		return wanted ? this.#place(session, { plan: wanted, looked, batch, signal, options }) : [];
	}

	async #lookInto(batch: ImportBatch, files: readonly File[], signal: AbortSignal): Promise<Looked[]> {
		const all: Looked[] = [];
		let rows: ImportedFile[] = [];
		for (const [index, file] of files.entries()) {
			batch.rows = [...rows, { ...listed(file), state: 'looking' }, ...files.slice(index + 1).map(listed)];
			try {
				const { looked, unreadable } = await lookInto(this.#ports, file, all.length, signal);
				all.push(...looked);
				const taken = looked.map(({ arrival }) => ({ ...listed(file), part: arrival.part }));
				const refused = unreadable.map(({ part, error }) => ({
					...listed(file),
					part,
					error,
					state: 'refused' as const
				}));
				rows = [...rows, ...taken, ...refused];
			} catch (error) {
				if (!(error instanceof AppError) || isCancelled(error)) throw error;
				rows = [...rows, { ...listed(file), state: 'refused', error }];
			}
		}
		batch.rows = rows;
		return all.map((one, id) => ({ ...one, arrival: { ...one.arrival, id } }));
	}

	/** Waits for the user; null when nothing shall be imported. */
	async #ask(plan: ArrivalPlan, signal: AbortSignal): Promise<ArrivalPlan | null> {
		this.#question = plan;
		const go = await new Promise<boolean>((resolve) => (this.#answer = resolve));
		const answered = this.#question;
		this.#question = null;
		this.#answer = null;
		signal.throwIfAborted();
		return go ? answered : null;
	}

	async #place(session: Session, to: Omit<Bringing, 'files'> & Planned): Promise<Source[]> {
		const { plan, looked, batch } = to;
		const sources: Source[] = [];
		const chosen = plan.groups.filter((group) => group.included);
		const ids = new Set(chosen.flatMap((group) => group.arrivals.map((arrival) => arrival.id)));
		batch.drop(looked.filter(({ arrival }) => !ids.has(arrival.id)));
		for (const group of chosen) {
			const source = await this.#group(session, to, group);
			if (source) sources.push(source);
		}
		return sources;
	}

	async #group(session: Session, to: Omit<Bringing, 'files'> & Planned, group: ArrivalGroup): Promise<Source | null> {
		const { plan, looked, batch, signal, options } = to;
		const files = looked.filter(({ arrival }) => group.arrivals.some((one) => one.id === arrival.id));
		const progress = ({ share, rows, rowsPerSecond }: LoadProgress): void =>
			batch.show(files, { share, rows, rowsPerSecond });
		const taken = session.workspace.sources.map(({ table }) => table.id);
		try {
			signal.throwIfAborted();
			batch.show(files, { state: 'reading' });
			const table = group.existing && group.as !== 'new' ? group.existing.table : groupTable(group, plan, taken);
			const placed = await placeGroup(this.#placing(session, signal, progress, options), group, files, table);
			batch.show(files, { state: 'done', share: 1, source: placed.source });
			await this.#arrived(session, { ...placed, group, files }, options);
			return placed.source;
		} catch (error) {
			if (isCancelled(error)) batch.show(files, { state: 'cancelled' });
			else if (error instanceof AppError) batch.show(files, { state: 'refused', error });
			else throw error;
			return null;
		}
	}

	#placing(
		session: Session,
		signal: AbortSignal,
		progress: (progress: LoadProgress) => void,
		{ fileColumn = 'file' }: ImportOptions
	): Placing {
		return { session, ports: this.#ports, signal, progress, fileColumn };
	}
}

function tellTwins(batch: ImportBatch, plan: ArrivalPlan, looked: readonly Looked[]): void {
	for (const { arrival, existing } of plan.twins) {
		const file = looked.find((one) => one.arrival === arrival);
		const error = inputRejected([{ code: 'file-duplicate', at: arrival.fileName, details: { existing } }]);
		if (file) batch.show([file], { state: 'refused', error });
	}
}
