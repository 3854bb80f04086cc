import { supplies } from '$lib/core/model/facts';
import type { SalesModel } from '$lib/core/model/model';
import { factValuesQuery, readValueCounts } from '$lib/core/model/value-counts';
import type { FilterDimension } from '$lib/core/reports/recipe';
import { Live } from '$lib/state/live.svelte';
import type { Session } from '$lib/state/session.svelte';
import type { MultiOption } from '$lib/ui/controls/MultiSelect.svelte';

/** The values each filter offers, with their row counts. */
export class FilterValues extends Live<ReadonlyMap<FilterDimension, readonly MultiOption[]>> {
	#model: SalesModel | null = null;

	of(dimension: FilterDimension): readonly MultiOption[] {
		return this.value?.get(dimension) ?? [];
	}

	/** Reads them once per model. */
	async read(session: Session, model: SalesModel, dimensions: readonly FilterDimension[]): Promise<void> {
		if (this.#model === model) return;
		this.#model = model;
		await this.run(async (signal) => {
			const found = new Map<FilterDimension, readonly MultiOption[]>();
			for (const dimension of dimensions) {
				if (!supplies(model, dimension)) continue;
				const rows = await session.query(factValuesQuery(model, dimension), signal);
				found.set(dimension, readValueCounts(rows));
			}
			return found;
		});
	}
}
