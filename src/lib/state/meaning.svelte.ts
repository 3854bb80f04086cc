import { assignRole } from '$lib/core/crm/assign-role';
import type { RoleGuess } from '$lib/core/crm/guess';
import type { ModelProposal, ModelTable, proposeModel as ProposeModel } from '$lib/core/crm/propose-model';
import { standsFor } from '$lib/core/model/completeness';
import { dateRangeQuery, readDateRange, type DateRange } from '$lib/core/model/date-range';
import { joinCheckQuery, readJoinCheck } from '$lib/core/model/join-check';
import type { DataKind, Join, JoinProposal, Role, SalesModel } from '$lib/core/model/model';
import { profileTable } from '$lib/core/model/profile';
import { readStageShares, stageSharesQuery } from '$lib/core/model/stage-shares';
import type { Day } from '$lib/core/period';
import { validateModel } from '$lib/core/model/validate';
import type { Issue } from '$lib/core/result';
import type { ColumnProfile, FieldRef, TableId } from '$lib/core/table';
import { confirmModel, setModel } from '$lib/core/workspace/edits';
import { withMemory } from '$lib/core/workspace/memory';
import type { ImportMemory, Workspace } from '$lib/core/workspace/workspace';
import { Live } from './live.svelte';
import type { Session } from './session.svelte';

/** Smallest share of keyed rows that must find a partner before a join is proposed on its own. */
const MATCH_SHARE = 0.5;

/** What the tables of the open workspace seem to mean, with the evidence, and what the user made of it. */
export class Meaning {
	#profiles = $state.raw<ReadonlyMap<TableId, readonly ColumnProfile[]>>(new Map());
	#joins = $state.raw<readonly JoinProposal[]>([]);
	#proposal = $state.raw<ModelProposal | null>(null);
	#looking = $state(false);
	/** Version of each table when it was profiled. */
	readonly #seen = new Map<TableId, number>();
	/** Mean probability of each stage and status word of a table. */
	#shares: ReadonlyMap<TableId, ReadonlyMap<string, number>> = new Map();
	/** What was remembered of files like those of a table. */
	readonly #memories = new Map<TableId, ImportMemory>();
	/** Every guess so far, with what is remembered in it, as text: undo brings earlier ones back. */
	readonly #guesses = new Set<string>();
	/** Versions and names of all tables at the last look. */
	#looked: string | null = null;
	/** The newest look wins. */
	#look = 0;
	#measured = -1;
	readonly #session: Session;
	/** First and last day of the data and its usual gap. */
	readonly range = new Live<DateRange | null>();

	constructor(session: Session) {
		this.#session = session;
	}

	get profiles(): ReadonlyMap<TableId, readonly ColumnProfile[]> {
		return this.#profiles;
	}
	/** Every join that was checked, with its match rate. */
	get joins(): readonly JoinProposal[] {
		return this.#joins;
	}
	/** The last guess, with its evidence. */
	get proposal(): ModelProposal | null {
		return this.#proposal;
	}
	get looking(): boolean {
		return this.#looking;
	}
	get model(): SalesModel | null {
		return this.#session.workspace.model;
	}
	/** The day the data stands for: the user's, else the last day found plus the gap usual in it. */
	get asOf(): Day | null {
		const range = this.range.value;
		return this.#session.workspace.asOf ?? (range ? standsFor(range.last, range.typicalGap) : null);
	}

	/** What is wrong or doubtful about the mapping; without one, why none could be proposed. */
	get problems(): readonly Issue[] {
		const { model } = this;
		if (!model) return this.#proposal?.issues ?? [];
		const tables = this.#session.preparedTables;
		return validateModel(model, { tables, joins: this.#joins, currencies: this.#currencies(model) });
	}

	/** The guesses for a table, by column. */
	guessesOf(table: TableId): ReadonlyMap<string, RoleGuess> {
		const found = this.#proposal?.guesses.find((entry) => entry.table === table);
		return new Map(found?.guesses.map((guess) => [guess.column, guess]));
	}

	/** Gives a column a role, or none. */
	assign(table: TableId, column: string, role: Role | null): void {
		if (this.model) this.change(assignRole(this.model, { table, column }, role, this.#profiles));
	}

	/** Guesses anew with the kind of data or the main table given by the user. */
	async reinterpret(given: { kind?: DataKind; fact?: TableId }): Promise<void> {
		const { proposeModel } = await import('$lib/core/crm/propose-model');
		const proposal = proposeModel(this.#tables(), this.#goodJoins(), given);
		this.#proposal = proposal;
		if (proposal.model) this.change(proposal.model);
	}

	/**
	 * Profiles every table as its steps leave it, guesses roles, checks joins. The guess becomes the model where there is none, or only an
	 * earlier guess. A newer look takes the place of one under way.
	 */
	async look(): Promise<void> {
		const turn = ++this.#look;
		this.#looking = true;
		try {
			const state = await this.#session.together(() => this.#profileAll());
			if (turn !== this.#look) return;
			// The names of roles in many languages are loaded when a file asks for them.
			const [{ proposeJoins }, { proposeModel }] = await Promise.all([
				import('$lib/core/crm/joins'),
				import('$lib/core/crm/propose-model')
			]);
			const tables = this.#tables();
			const joins = await this.#checked(proposeJoins(tables));
			if (turn !== this.#look) return;
			this.#looked = state;
			this.#joins = joins;
			this.#proposal = await this.#proposed(proposeModel, tables);
			if (turn !== this.#look) return;
			const guess = this.#remembered(this.#proposal.model);
			const next = this.#undecided ? this.#adopted(guess) : null;
			this.#guesses.add(JSON.stringify(guess));
			if (next) this.#session.follow(next);
			await this.measure();
		} finally {
			if (turn === this.#look) this.#looking = false;
		}
	}

	/** Rows may have changed: what was read from them is read again where it is out of date. */
	async refresh(): Promise<void> {
		if (this.#looking) return;
		if (this.#looked !== null && this.#looked !== this.#state()) await this.look();
		else if (this.range.value !== undefined && this.#measured !== this.#session.version) await this.measure();
	}

	/** Checks a join the user chose and adds it to {@link joins}. */
	async check(join: Join): Promise<JoinProposal> {
		const rows = await this.#session.query(joinCheckQuery(join));
		const checked = readJoinCheck(join, rows);
		this.#joins = [...this.#joins.filter((other) => !same(other, join)), checked];
		return checked;
	}

	/** Changes the mapping; it stays confirmed when it was. */
	change(model: SalesModel): void {
		const { workspace } = this.#session;
		const next = workspace.modelConfirmed ? confirmModel(workspace, model) : setModel(workspace, model);
		this.#session.edit('model', next);
		void this.measure();
	}

	/** Takes the guess in place of the present mapping, whatever is remembered. */
	guessAgain(): void {
		this.#memories.clear();
		const guess = this.#proposal?.model ?? null;
		const next = this.#adopted(guess);
		this.#guesses.add(JSON.stringify(guess));
		if (next) this.#session.edit('model', next);
		void this.measure();
	}

	/** What was decided about files like those of a table goes into the next guess; null: it does so no longer. */
	remember(table: TableId, memory: ImportMemory | null): void {
		if (memory) this.#memories.set(table, memory);
		else this.#memories.delete(table);
		this.#looked = '';
	}

	/** The mapping is the user's own: confirmed, or changed from the guess. */
	get own(): boolean {
		return this.#session.workspace.modelConfirmed || !this.#undecided;
	}

	/** The user accepts the mapping as it stands. */
	accept(): void {
		this.#session.edit('confirm-model', confirmModel(this.#session.workspace));
	}

	/** Reads first day, last day and usual gap of the data anew. */
	async measure(): Promise<void> {
		const { model } = this;
		if (!model) return this.range.cancel();
		this.#measured = this.#session.version;
		await this.range.run(async (signal) => readDateRange(await this.#session.query(dateRangeQuery(model), signal)));
	}

	#currencies({ fields: { currency } }: SalesModel): string[] {
		const profiles = currency ? this.#profiles.get(currency.table) : undefined;
		const profile = profiles?.find(({ column }) => column.name === currency?.column);
		return profile?.top.map(({ value }) => value) ?? [];
	}

	#goodJoins(): JoinProposal[] {
		return this.#joins.filter((join) => join.unique && join.matched >= MATCH_SHARE * join.keyed);
	}

	/** The document with this guess; null when it says so already. What the user confirmed for such files before needs no second look. */
	#adopted(model: SalesModel | null): Workspace | null {
		const { workspace } = this.#session;
		const known = model !== null && Object.keys(this.#memories.get(model.fact)?.roles ?? {}).length > 0;
		const same = JSON.stringify(model) === JSON.stringify(workspace.model);
		if (same && (!known || workspace.modelConfirmed)) return null;
		return known ? confirmModel(workspace, model) : setModel(workspace, model);
	}

	#remembered(model: SalesModel | null): SalesModel | null {
		const memories = [...this.#memories];
		return model && memories.reduce((next, [table, memory]) => withMemory(next, memory, table, this.#profiles), model);
	}

	/** The present mapping is nobody's decision: there is none, or it was guessed; before the first guess, that it is unconfirmed says so. */
	get #undecided(): boolean {
		const { model, modelConfirmed } = this.#session.workspace;
		if (modelConfirmed) return false;
		return model === null || this.#guesses.size === 0 || this.#guesses.has(JSON.stringify(model));
	}

	/** Proposes a model, and once more where the probabilities of the deals can tell what their stages are. */
	async #proposed(propose: typeof ProposeModel, tables: readonly ModelTable[]): Promise<ModelProposal> {
		this.#shares = new Map();
		const first = propose(tables, this.#goodJoins());
		const { model } = first;
		if (model?.kind !== 'deals') return first;
		const query = stageSharesQuery(model, this.#session.tableOf(model.fact));
		if (!query) return first;
		this.#shares = new Map([[model.fact, readStageShares(await this.#session.query(query))]]);
		return propose(this.#tables(), this.#goodJoins());
	}

	#tables(): ModelTable[] {
		return this.#session.workspace.sources.flatMap(({ table: { id }, files }) => {
			const profiles = this.#profiles.get(id);
			const formats = files[0]?.plan.columns ?? [];
			const stageShares = this.#shares.get(id);
			const more = stageShares ? { formats, stageShares } : { formats };
			return profiles ? [{ table: this.#session.tableOf(id), profiles, ...more }] : [];
		});
	}

	#state(): string {
		const tables = this.#session.workspace.sources.map(({ table: { id } }) => [id, this.#session.versionOf(id)]);
		return JSON.stringify(tables);
	}

	/** Profiles tables that have changed since; answers the state of the tables it was read from. */
	async #profileAll(): Promise<string> {
		for (const { table } of this.#session.workspace.sources) {
			const version = this.#session.versionOf(table.id);
			if (this.#seen.get(table.id) === version) continue;
			const prepared = this.#session.tableOf(table.id);
			const profiles = await profileTable(prepared, (query) => this.#session.query(query));
			this.#profiles = new Map(this.#profiles).set(table.id, profiles);
			this.#seen.set(table.id, version);
		}
		return this.#state();
	}

	async #checked(joins: readonly Join[]): Promise<JoinProposal[]> {
		const checked: JoinProposal[] = [];
		for (const join of joins) checked.push(readJoinCheck(join, await this.#session.query(joinCheckQuery(join))));
		return checked;
	}
}

function same(a: Join, b: Join): boolean {
	return sameField(a.from, b.from) && sameField(a.to, b.to);
}

function sameField(a: FieldRef, b: FieldRef): boolean {
	return a.table === b.table && a.column === b.column;
}
