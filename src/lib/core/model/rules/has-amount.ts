import type { Rule } from './rule';

/** Money reports need an amount; counts work without. */
export const hasAmount: Rule = (model) => (model.amount === null ? [{ code: 'model-no-amount', at: 'amount' }] : []);
