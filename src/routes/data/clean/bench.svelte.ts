import {
	exampleQuery,
	lostQuery,
	readExamples,
	readLost,
	type LostValue,
	type StepExamples
} from '$lib/core/prepare/examples';
import { headlineQuery, readHeadlines, type HeadlineFigure } from '$lib/core/prepare/headlines';
import { impactQuery, readImpact, type StepImpact } from '$lib/core/prepare/impact';
import { planSteps } from '$lib/core/prepare/plan';
import { preparation } from '$lib/core/prepare/preparation';
import { firstRowsQuery, valuesQuery } from '$lib/core/prepare/values';
import { censusQuery, readCensus } from '$lib/core/prepare/suggest/census';
import { partnerMerges } from '$lib/core/prepare/suggest/clusters';
import {
	mergeSuggestion,
	suggestSteps,
	type ColumnValues,
	type StepSuggestion
} from '$lib/core/prepare/suggest/suggest';
import type { JoinProposal } from '$lib/core/model/model';
import { readValueCounts, valueCountsQuery, type ValueCount } from '$lib/core/model/value-counts';
import type { Issue } from '$lib/core/result';
import type { Column, Rows, Table, TableId } from '$lib/core/table';
import { addStep, moveStep, removeStep, toggleStep, updateStep } from '$lib/core/workspace/step-edits';
import type { CleaningStep } from '$lib/core/workspace/workspace';
import { Live } from '$lib/state/live.svelte';
import type { Session } from '$lib/state/session.svelte';
import { newParams, type Draft } from './defaults';
import { renamedModel } from './renamed-model';

/** What a step does, on rows and on the figures of the reports. */
export interface StepEffectView {
	readonly step: string;
	readonly examples: StepExamples | null;
	readonly lost: readonly LostValue[];
	/** null: no model, or it names a column that is gone then. */
	readonly before: readonly HeadlineFigure[] | null;
	readonly after: readonly HeadlineFigure[] | null;
}

const FIRST_ROWS = 100;
/** Columns whose values are looked through for suggestions. */
const LOOKED = 40;

/** Cleaning one table: its steps, the one being edited or looked at, and what they do. */
export class Bench {
	/** The step being made or changed; not in the document yet. */
	#draft = $state.raw<CleaningStep | null>(null);
	#isNew = $state(false);
	/** The saved step whose effect is shown. */
	#selected = $state<string | null>(null);
	readonly #session: Session;
	readonly id: TableId;
	readonly impact = new Live<readonly StepImpact[]>();
	readonly effect = new Live<StepEffectView>();
	readonly result = new Live<Rows>();
	readonly suggestions = new Live<readonly StepSuggestion[]>();

	constructor(session: Session, id: TableId) {
		this.#session = session;
		this.id = id;
	}

	get loaded(): Table {
		const source = this.#session.sourceOf(this.id);
		return source?.table ?? { id: this.id, columns: [], rows: 0 };
	}
	get steps(): CleaningStep[] {
		return this.#session.stepsOf(this.id);
	}
	get draft(): CleaningStep | null {
		return this.#draft;
	}
	get isNew(): boolean {
		return this.#isNew;
	}
	/** The step whose effect is shown: the draft, else the selected one. */
	get shown(): CleaningStep | null {
		return this.#draft ?? this.steps.find(({ id }) => id === this.#selected) ?? null;
	}
	/** The steps as they would be with the draft. */
	get trial(): CleaningStep[] {
		const draft = this.#draft;
		if (!draft) return this.steps;
		return this.#isNew ? [...this.steps, draft] : this.steps.map((step) => (step.id === draft.id ? draft : step));
	}
	/** The steps before the draft, and the columns they leave. */
	get stepsBefore(): CleaningStep[] {
		const at = this.trial.findIndex(({ id }) => id === this.#draft?.id);
		return at < 0 ? this.trial : this.trial.slice(0, at);
	}
	get columnsBefore(): readonly Column[] {
		return planSteps(this.loaded, this.stepsBefore).columns;
	}
	get plan() {
		return planSteps(this.loaded, this.trial);
	}
	get sql(): string | null {
		return preparation(this.loaded, this.trial).select?.text ?? null;
	}

	/** Why a step does not run; empty when it does. */
	issuesOf(step: CleaningStep): readonly Issue[] {
		return this.plan.skipped.find((one) => one.step.id === step.id)?.issues ?? [];
	}

	begin(kind: string, params?: Draft): void {
		this.#selected = null;
		this.#isNew = true;
		const columns = planSteps(this.loaded, this.steps).columns;
		this.#draft = {
			id: crypto.randomUUID(),
			table: this.id,
			kind,
			params: params ?? newParams(kind, columns),
			enabled: true
		};
	}
	edit(step: CleaningStep): void {
		this.#isNew = false;
		this.#draft = step;
	}
	change(params: Draft): void {
		if (this.#draft) this.#draft = { ...this.#draft, params };
	}
	cancel(): void {
		this.#draft = null;
	}
	select(step: CleaningStep | null): void {
		this.#draft = null;
		this.#selected = step?.id ?? null;
	}

	save(): void {
		const draft = this.#draft;
		if (!draft) return;
		const { workspace } = this.#session;
		const before = this.steps.find(({ id }) => id === draft.id);
		const next = this.#isNew ? addStep(workspace, draft) : updateStep(workspace, draft.id, draft.params);
		const model = next.model && renamedModel(next.model, draft, before ?? null);
		this.#session.edit(this.#isNew ? 'add-step' : 'update-step', model === next.model ? next : { ...next, model });
		this.#selected = draft.id;
		this.#draft = null;
	}
	accept({ step }: StepSuggestion): void {
		this.begin(step.kind, step.params as Draft);
		this.save();
	}
	remove(step: CleaningStep): void {
		this.#session.edit('remove-step', removeStep(this.#session.workspace, step.id));
		if (this.#selected === step.id) this.#selected = null;
		if (this.#draft?.id === step.id) this.#draft = null;
	}
	toggle(step: CleaningStep): void {
		this.#session.edit('toggle-step', toggleStep(this.#session.workspace, step.id));
	}
	move(step: CleaningStep, to: number): void {
		this.#session.edit('move-step', moveStep(this.#session.workspace, step.id, to));
	}

	/** The values of a column before the draft, most frequent first. */
	async values(column: string): Promise<ValueCount[]> {
		const query = valuesQuery(this.loaded, this.stepsBefore, column);
		return query ? readValueCounts(await this.#session.query(query)) : [];
	}

	/** Counts what every step does. */
	lookImpact(): void {
		const query = impactQuery(this.loaded, this.trial);
		void this.impact.run(async (signal) => (query ? readImpact(await this.#session.query(query, signal)) : []));
	}

	/** Shows what the shown step does, or the table after all steps. */
	lookEffect(): void {
		const { shown, trial, loaded } = this;
		if (!shown) {
			this.effect.cancel();
			void this.result.run(async (signal) => {
				await this.#session.load();
				return this.#session.query(firstRowsQuery(this.#session.tableOf(this.id), FIRST_ROWS), signal);
			});
			return;
		}
		void this.effect.run(async (signal) => {
			const on = trial.map((step) => (step.id === shown.id ? { ...step, enabled: true } : step));
			const examples = exampleQuery(loaded, on, shown.id);
			const lost = lostQuery(loaded, on, shown.id);
			return {
				step: shown.id,
				examples: examples && readExamples(loaded, on, shown.id, await this.#session.query(examples, signal)),
				lost: lost ? readLost(await this.#session.query(lost, signal)) : [],
				before: await this.#headlines(
					on.filter(({ id }) => id !== shown.id),
					signal
				),
				after: await this.#headlines(on, signal)
			};
		});
	}

	/** The headline figures with these steps of this table and all steps of the others. */
	async #headlines(own: readonly CleaningStep[], signal: AbortSignal): Promise<HeadlineFigure[] | null> {
		const { model, sources, steps } = this.#session.workspace;
		if (!model) return null;
		const others = steps.filter(({ table }) => table !== this.id);
		const tables = sources.map(({ table }) => table);
		const query = headlineQuery(model, tables, [...others, ...own]);
		return query && readHeadlines(model, await this.#session.query(query, signal));
	}

	/** Looks through the values as they stand for steps worth a look. */
	lookSuggestions(joins: readonly JoinProposal[]): void {
		void this.suggestions.run(async (signal) => {
			await this.#session.load();
			const table = this.#session.tableOf(this.id);
			const census = readCensus(table, await this.#session.query(censusQuery(table), signal));
			const values: ColumnValues[] = [];
			for (const { name, type } of table.columns.slice(0, LOOKED)) {
				if (type !== 'text') continue;
				const query = valueCountsQuery({ table: this.id, column: name }, 2_001);
				const counts = readValueCounts(await this.#session.query(query, signal));
				values.push({ column: name, values: counts, complete: counts.length <= 2_000 });
			}
			const partners: StepSuggestion[] = [];
			for (const { from, to, unmatched } of joins) {
				if (from.table !== this.id || unmatched.length === 0) continue;
				const known = readValueCounts(await this.#session.query(valueCountsQuery(to, 10_001), signal));
				const lonely = unmatched.map(({ value, rows }) => ({ value, count: rows }));
				partners.push(...mergeSuggestion(from.column, partnerMerges(lonely, known)));
			}
			return [...partners, ...suggestSteps(table, census, values)];
		});
	}
}
