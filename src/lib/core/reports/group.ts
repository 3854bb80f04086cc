import { DIMENSION_ROLES, type Dimension } from '../model/dimensions';
import { supplies, type FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import { lines, sql, word, type Sql } from '../sql/sql';
import type { LabelCode } from './label-codes';
import type { Recipe } from './recipe';

/** The options of a choice among dimensions. */
export function dimensionOptions(dimensions: readonly Dimension[]): Recipe['choices'][number]['options'] {
	return dimensions.map((value) => ({ value, label: dimensionLabel(value), needs: DIMENSION_ROLES[value] }));
}

/** The name of a dimension. */
export function dimensionLabel(dimension: Dimension): LabelCode {
	return `label_${dimension}`;
}

/** The first of `dimensions` that the model has, else the first. */
export function firstSupplied<D extends Dimension>(dimensions: readonly [D, ...D[]], model: SalesModel): D {
	return dimensions.find((dimension) => supplies(model, dimension)) ?? dimensions[0];
}

/** Customers have a number and a name here, so that two of them may share a name. */
function namedApart(dimension: Dimension, model: SalesModel): boolean {
	return dimension === 'customer' && model.fields.customer_id !== undefined && model.fields.account !== undefined;
}

/** Columns of the fact rows that grouping by a dimension needs. */
export function groupColumns(dimension: Dimension, model: SalesModel): FactColumn[] {
	return namedApart(dimension, model) ? ['customer', 'customer_name'] : [dimension];
}

/** What a grouped step selects to say whose row it is: its key, and for customers a name. Pair with {@link itemName}. */
export function groupKey(dimension: Dimension, model: SalesModel): Sql {
	if (!namedApart(dimension, model)) return sql`${word(dimension)} AS item`;
	return lines([sql`customer AS item`, sql`min(customer_name) AS item_name`]);
}

/** What a grouped step groups by. */
export function groupBy(dimension: Dimension): Sql {
	return word(dimension);
}

/** The name shown for an item: unique, also where two customers share a name (then with the number). */
export function itemName(dimension: Dimension, model: SalesModel): Sql {
	if (!namedApart(dimension, model)) return sql`item`;
	return sql`CASE WHEN count(*) OVER (PARTITION BY item_name) = 1 THEN item_name ELSE item_name || ' (' || item || ')' END`;
}
