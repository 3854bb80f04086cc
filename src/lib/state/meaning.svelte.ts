import { assignRole } from '$lib/core/crm/assign-role';
import type { RoleGuess } from '$lib/core/crm/guess';
import { proposeJoins } from '$lib/core/crm/joins';
import { proposeModel, type ModelProposal, type ModelTable } from '$lib/core/crm/propose-model';
import { standsFor } from '$lib/core/model/completeness';
import { dateRangeQuery, readDateRange, type DateRange } from '$lib/core/model/date-range';
import { joinCheckQuery, readJoinCheck } from '$lib/core/model/join-check';
import type { DataKind, Join, JoinProposal, Role, SalesModel } from '$lib/core/model/model';
import { profileQuery, readProfiles } from '$lib/core/model/profile';
import type { Day } from '$lib/core/period';
import { validateModel } from '$lib/core/model/validate';
import type { Issue } from '$lib/core/result';
import type { ColumnProfile, FieldRef, Table, TableId } from '$lib/core/table';
import { confirmModel, setModel } from '$lib/core/workspace/edits';
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
	readonly #blobs = new Map<TableId, string>();
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
		const tables = this.#session.workspace.sources.map(({ table }) => table);
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
	reinterpret(given: { kind?: DataKind; fact?: TableId }): void {
		const proposal = proposeModel(this.#tables(), this.#goodJoins(), given);
		this.#proposal = proposal;
		if (proposal.model) this.change(proposal.model);
	}

	/** Profiles every table, guesses roles, checks joins. The guess becomes the model unless the user confirmed one. */
	async look(): Promise<void> {
		this.#looking = true;
		try {
			for (const source of this.#session.workspace.sources) await this.#profile(source.table, source.blob);
			const tables = this.#tables();
			this.#joins = await this.#checked(proposeJoins(tables));
			this.#proposal = proposeModel(tables, this.#goodJoins());
			if (!this.#session.workspace.modelConfirmed) this.#adoptProposal();
			await this.measure();
		} finally {
			this.#looking = false;
		}
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

	/** Takes the guess in place of the present mapping. */
	guessAgain(): void {
		this.#adoptProposal();
		void this.measure();
	}

	/** The user accepts the mapping as it stands. */
	accept(): void {
		this.#session.edit('confirm-model', confirmModel(this.#session.workspace));
	}

	/** Reads first day, last day and usual gap of the data anew. */
	async measure(): Promise<void> {
		const { model } = this;
		if (!model) return this.range.cancel();
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

	#adoptProposal(): void {
		const model = this.#proposal?.model ?? null;
		this.#session.edit('model', setModel(this.#session.workspace, model));
	}

	#tables(): ModelTable[] {
		return this.#session.workspace.sources.flatMap(({ table, plan }) => {
			const profiles = this.#profiles.get(table.id);
			return profiles ? [{ table, profiles, formats: plan.columns }] : [];
		});
	}

	async #profile(table: Table, blob: string): Promise<void> {
		if (this.#blobs.get(table.id) === blob) return;
		const rows = await this.#session.query(profileQuery(table));
		this.#profiles = new Map(this.#profiles).set(table.id, readProfiles(table, rows));
		this.#blobs.set(table.id, blob);
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
