import type { AppError } from '$lib/core/errors';
import type { Clock, Memories } from '$lib/core/ports';
import type { TableId } from '$lib/core/table';
import { isEmpty, memoryOf, rememberedSteps, sourceSignature } from '$lib/core/workspace/memory';
import { setSteps, stepsOf } from '$lib/core/workspace/step-edits';
import type { ImportMemory, Source } from '$lib/core/workspace/workspace';
import type { Arrived } from './importing.svelte';
import type { Meaning } from './meaning.svelte';
import type { Session } from './session.svelte';

/** Milliseconds of quiet before a decision is remembered. */
const QUIET = 600;

/** A table that was read and cleaned like files before it: what was taken over. */
export interface Learnt {
	readonly table: TableId;
	readonly fileName: string;
	/** The file it was learnt from. */
	readonly from: string;
	readonly steps: number;
	readonly roles: number;
	/** Ways of reading that detection alone would not have taken. */
	readonly overrides: number;
	/** Identities of the steps that were added. */
	readonly added: readonly string[];
}

interface LearningPorts {
	readonly store: { readonly memories: Memories };
	readonly clock: Clock;
	/** Reads all files of a table anew as detection alone would; answers why that could not be done, or null. */
	readonly asDetected: (table: TableId) => Promise<AppError | null>;
}

/** Remembers what the user decides about files of a header, and applies it to the next file like them. */
export class Learning {
	#learnt = $state.raw<readonly Learnt[]>([]);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What was decided about each table when it was last remembered. */
	readonly #known = new Map<TableId, string>();
	readonly #session: Session;
	readonly #meaning: Meaning;
	readonly #ports: LearningPorts;

	constructor(session: Session, meaning: Meaning, ports: LearningPorts) {
		this.#session = session;
		this.#meaning = meaning;
		this.#ports = ports;
		for (const source of session.workspace.sources) this.#known.set(source.table.id, this.#decided(source));
		session.onChange(() => this.#soon());
	}

	/** Tables that were read or cleaned from memory, for a notice each. */
	get learnt(): readonly Learnt[] {
		return this.#learnt;
	}

	/** A table came in: the steps remembered for its header are added, the mapping goes into the next guess. */
	arrive({ source, group, files }: Arrived): void {
		const { id } = source.table;
		const memory = files[0]?.memory ?? null;
		if (memory && group.as === 'new' && !this.#session.workspace.sample) this.#apply(source, memory);
		const now = this.#session.sourceOf(id);
		if (now) this.#known.set(id, this.#decided(now));
	}

	/**
	 * Takes back what was taken over for a table: its steps, its ways of reading and its mapping. What is remembered stays as it is until the
	 * user decides otherwise about this table. Throws why the file could not be read as detected; the rest is taken back then.
	 */
	async unlearn(learnt: Learnt): Promise<void> {
		const { workspace } = this.#session;
		const { table } = learnt;
		const left = stepsOf(workspace, table).filter((step) => !learnt.added.includes(step.id));
		this.#session.edit('memory', setSteps(workspace, table, left));
		this.dismiss(learnt);
		this.#meaning.remember(table, null);
		const error = learnt.overrides > 0 ? await this.#ports.asDetected(table) : null;
		if (learnt.roles > 0) {
			await this.#meaning.look();
			this.#meaning.guessAgain();
		}
		const now = this.#session.sourceOf(table);
		if (now) this.#known.set(table, this.#decided(now));
		if (error) throw error;
	}

	/** The notice has been read. */
	dismiss(learnt: Learnt): void {
		this.#learnt = this.#learnt.filter((other) => other !== learnt);
	}

	/** Remembers now what waits to be remembered. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#remember();
	}

	#apply(source: Source, memory: ImportMemory): void {
		const { id } = source.table;
		const steps = rememberedSteps(memory, id, () => this.#ports.clock.id());
		if (steps.length > 0) this.#session.follow(setSteps(this.#session.workspace, id, steps));
		this.#meaning.remember(id, memory);
		const given = source.files.at(-1)?.overrides ?? {};
		const { columns = [], ...rest } = given;
		const found: Learnt = {
			table: id,
			fileName: source.files[0]?.fileName ?? '',
			from: memory.fileName,
			steps: steps.length,
			roles: Object.keys(memory.roles).length,
			overrides: columns.length + Object.keys(rest).length,
			added: steps.map((step) => step.id)
		};
		if (found.steps + found.roles + found.overrides > 0) this.#learnt = [...this.#learnt, found];
	}

	#soon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#remember(), QUIET);
	}

	async #remember(): Promise<void> {
		const { workspace, readOnly } = this.#session;
		if (readOnly || workspace.sample) return;
		for (const source of workspace.sources) {
			const { id } = source.table;
			const decided = this.#decided(source);
			const before = this.#known.get(id);
			this.#known.set(id, decided);
			if (before !== undefined && before !== decided) await this.#write(source);
		}
	}

	async #write(source: Source): Promise<void> {
		const { store, clock } = this.#ports;
		const before = await store.memories.get(sourceSignature(source));
		const { workspace } = this.#session;
		const memory = memoryOf(workspace, source, this.#meaning.own, before, clock.now());
		if (memory && isEmpty(memory)) await store.memories.remove(memory.signature);
		else if (memory) await store.memories.put(memory);
	}

	/** Everything the user may have decided about a table, as text: two equal texts are the same decisions. */
	#decided(source: Source): string {
		const { workspace } = this.#session;
		const steps = stepsOf(workspace, source.table.id).map(({ kind, params, enabled }) => [kind, params, enabled]);
		const mapping = this.#meaning.own ? [workspace.model?.fields, workspace.model?.outcome] : null;
		return JSON.stringify([source.files.at(-1)?.overrides, steps, mapping]);
	}
}
