import type { Issue } from '../result';
import type { SalesModel } from './model';
import { fieldsKnown } from './rules/fields-known';
import { hasAmount } from './rules/has-amount';
import { hasDate } from './rules/has-date';
import { hasOutcome } from './rules/has-outcome';
import { joinsMatch } from './rules/joins-match';
import { joinsUnique } from './rules/joins-unique';
import { oneCurrency } from './rules/one-currency';
import type { Evidence, Rule } from './rules/rule';

/** Every rule of a sales model, in the order their issues are shown. A new rule is one file and one entry here. */
export const RULES: readonly Rule[] = [
	fieldsKnown,
	hasDate,
	hasAmount,
	hasOutcome,
	joinsUnique,
	joinsMatch,
	oneCurrency
];

/** Everything that is wrong or doubtful about a model; empty = sound. */
export function validateModel(model: SalesModel, evidence: Evidence): Issue[] {
	return RULES.flatMap((rule) => rule(model, evidence));
}
