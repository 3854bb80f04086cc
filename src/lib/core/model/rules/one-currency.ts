import type { Rule } from './rule';

/** Amounts of different currencies are never added in silence. */
export const oneCurrency: Rule = (model, { currencies }) =>
	currencies.length > 1
		? [
				{
					code: 'model-currencies-mixed',
					at: model.fields.currency?.column ?? 'currency',
					details: { currencies: [...currencies] }
				}
			]
		: [];
