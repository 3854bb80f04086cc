import { binsFor, type Bins } from '$lib/core/profile/bins';
import { columnKind } from '$lib/core/profile/column-kind';
import { distributionQuery, readDistribution, type Distribution } from '$lib/core/profile/distribution';
import { histogramQuery, readHistogram } from '$lib/core/profile/histogram';
import { labelsQuery, readLabels, type Labels } from '$lib/core/profile/labels';
import { AppError, isCancelled } from '$lib/core/errors';
import type { Query } from '$lib/core/sql/sql';
import type { Column, Rows, Table } from '$lib/core/table';

/** Most frequent values read with the overview of a label column. */
const TOP = 20;

/** What the list shows of a column; the statements that ran for it. */
export type Overview =
	| {
			readonly kind: 'number' | 'date';
			readonly spread: Distribution;
			readonly bins: Bins | null;
			/** [bins.count] */
			readonly counts: readonly number[];
			readonly queries: readonly Query[];
	  }
	| { readonly kind: 'label'; readonly labels: Labels; readonly queries: readonly Query[] }
	| { readonly kind: 'failed'; readonly error: AppError; readonly queries: readonly Query[] };

/** Runs a statement that may be given up. */
export type Ask = (query: Query, signal: AbortSignal) => Promise<Rows>;

/** The overviews of a table's columns, filled one by one. */
export class Overviews {
	#known = $state.raw<ReadonlyMap<string, Overview>>(new Map());
	#busy = $state(false);
	#controller: AbortController | undefined;

	get known(): ReadonlyMap<string, Overview> {
		return this.#known;
	}
	get busy(): boolean {
		return this.#busy;
	}

	/** Describes every column anew, in order; the newest run wins. */
	async run(table: Table, ask: Ask): Promise<void> {
		this.stop();
		const { signal } = (this.#controller = new AbortController());
		this.#known = new Map();
		this.#busy = true;
		try {
			for (const column of table.columns) {
				const overview = await describe(table, column, ask, signal);
				if (signal.aborted) return;
				this.#known = new Map(this.#known).set(column.name, overview);
			}
		} catch (error) {
			if (!isCancelled(error) && !signal.aborted) throw error;
		} finally {
			if (!signal.aborted) this.#busy = false;
		}
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#controller?.abort();
		this.#busy = false;
	}
}

async function describe(table: Table, column: Column, ask: Ask, signal: AbortSignal): Promise<Overview> {
	const queries: Query[] = [];
	const asked = (query: Query): Promise<Rows> => {
		queries.push(query);
		return ask(query, signal);
	};
	try {
		const kind = columnKind(column);
		if (kind === 'label')
			return { kind, labels: readLabels(column, await asked(labelsQuery(table, column, TOP))), queries };
		const spread = readDistribution(table, column, await asked(distributionQuery(table, column)));
		const bins = binsFor(kind, spread, column.type === 'integer');
		const counts = bins ? readHistogram(bins, await asked(histogramQuery(table, column, bins))) : [];
		return { kind, spread, bins, counts, queries };
	} catch (error) {
		if (error instanceof AppError && error.code === 'query-failed') return { kind: 'failed', error, queries };
		throw error;
	}
}
