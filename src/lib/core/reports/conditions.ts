import { supplies, type FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import { day, list, literal, sql, word, type Sql } from '../sql/sql';
import type { FilterDimension, Filters } from './recipe';

/** The filters among `dimensions` that choose something and that the model has a column for. */
export function activeFilters(
	filters: Filters,
	dimensions: readonly FilterDimension[],
	model: SalesModel
): FilterDimension[] {
	return dimensions.filter(
		(dimension) => (filters[dimension]?.length ?? 0) > 0 && supplies(model, dimension satisfies FactColumn)
	);
}

/** One condition per active filter: the value is among those kept; `null` keeps rows without a value. */
export function dimensionConditions(
	filters: Filters,
	dimensions: readonly FilterDimension[],
	model: SalesModel
): Sql[] {
	return activeFilters(filters, dimensions, model).map((dimension) => among(word(dimension), filters[dimension] ?? []));
}

function among(column: Sql, kept: readonly (string | null)[]): Sql {
	const values = kept.filter((value) => value !== null);
	const none = sql`${column} IS NULL`;
	if (values.length === 0) return none;
	const some = sql`${column} IN (${list(values.map(literal))})`;
	return kept.length === values.length ? some : sql`(${some} OR ${none})`;
}

/** The date range of the filters on a date column, both ends inclusive; rows without a date do not pass a range. */
export function rangeConditions(date: Sql, filters: Filters): Sql[] {
	return [
		...(filters.from === undefined ? [] : [sql`${date} >= ${day(filters.from)}`]),
		...(filters.to === undefined ? [] : [sql`${date} <= ${day(filters.to)}`])
	];
}
