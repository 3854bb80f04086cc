import { rolesFor, supplies, type FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import type { MissingRoles } from './recipe';

/** The roles that a report still needs, one list per column of the fact rows that the model cannot fill. */
export function missingFor(model: SalesModel, columns: readonly FactColumn[]): MissingRoles {
	return columns.filter((column) => !supplies(model, column)).map((column) => rolesFor(model, column));
}
