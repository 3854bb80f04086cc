import { supplies, type FactColumn } from './facts';
import type { Role, SalesModel } from './model';

/** What sales can be broken down by. `customer` groups by the customer's number where there is one and shows the name. */
export type Dimension =
	'owner' | 'team' | 'manager' | 'region' | 'segment' | 'product' | 'category' | 'source' | 'customer';

/** All dimensions in the order they are offered. */
export const DIMENSIONS: readonly Dimension[] = [
	'owner',
	'region',
	'product',
	'category',
	'customer',
	'team',
	'manager',
	'segment',
	'source'
];

/** Roles any one of which gives the dimension. */
export const DIMENSION_ROLES: Readonly<Record<Dimension, readonly Role[]>> = {
	owner: ['owner'],
	team: ['team'],
	manager: ['manager'],
	region: ['region'],
	segment: ['segment'],
	product: ['product'],
	category: ['category'],
	source: ['lead_source'],
	customer: ['account', 'customer_id']
};

/** The dimensions the model has, in the order they are offered. */
export function dimensionsOf(model: SalesModel): Dimension[] {
	return DIMENSIONS.filter((dimension) => supplies(model, dimension satisfies FactColumn));
}

/** Whether a text names a dimension. */
export function isDimension(text: string): text is Dimension {
	return (DIMENSIONS as readonly string[]).includes(text);
}
