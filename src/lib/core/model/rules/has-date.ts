import { rolesFor, supplies } from '../facts';
import { mainDate } from '../date-range';
import type { Rule } from './rule';

/** Sales need a day: the day an order was placed, or the day a deal was closed. */
export const hasDate: Rule = (model) => {
	const column = mainDate(model);
	// Without an outcome no deal is closed; that is an issue of its own.
	const found =
		supplies(model, column) || (column === 'closed_on' && rolesFor(model, column).some((r) => model.fields[r]));
	return found ? [] : [{ code: 'model-no-date', at: 'fields', details: { roles: [...rolesFor(model, column)] } }];
};
