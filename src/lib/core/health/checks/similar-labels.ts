import type { Dimension } from '../../model/dimensions';
import { dimensionsOf } from '../../model/dimensions';
import { rolesFor, supplies } from '../../model/facts';
import type { SalesModel } from '../../model/model';
import { factValuesQuery, readValueCounts, type ValueCount } from '../../model/value-counts';
import { list, literal, sql, word } from '../../sql/sql';
import type { Json } from '../../json';
import type { FieldRef } from '../../table';
import type { HealthCheck } from '../finding';
import { answer } from '../findings';
import { isSlip, labelKey } from '../label-key';

/** Labels compared per column: the most frequent ones. */
const MOST = 2000;
/** A slip is rare beside the right spelling. */
const RARE = 0.2;

/** Labels of one thing written in several ways: each gets a line of its own in the reports. */
export const similarLabels: HealthCheck = {
	id: 'similar-labels',
	applies: ({ model }) => labelled(model).length > 0,
	find: async (context, ask) => {
		const found = [];
		for (const [dimension, field] of labelled(context.model)) {
			const values = readValueCounts(await ask(factValuesQuery(context.model, dimension, MOST)));
			const map = mergers(values);
			if (map.length === 0) continue;
			const minor = list(map.map(({ from }) => literal(from)));
			const question = {
				check: 'similar-labels',
				code: 'similar-labels',
				column: field.column,
				probe: { columns: [dimension], hit: sql`${word(dimension)} IN (${minor})`, base: 'all' },
				counted: 'closed',
				details: { map: map.slice(0, 4) as unknown as Json, more: Math.max(0, map.length - 4), dimension },
				step: {
					table: field.table,
					kind: 'map-values',
					params: { column: field.column, map: map as unknown as Json }
				}
			} as const;
			found.push(...(await answer(context, question, ask)));
		}
		return found;
	}
};

/** Dimensions that are names rather than numbers, and the columns they come from. */
function labelled(model: SalesModel): (readonly [Dimension | 'stage', FieldRef])[] {
	const stage = supplies(model, 'stage') ? (['stage'] as const) : [];
	return [...dimensionsOf(model), ...stage].flatMap((dimension) => {
		const role = rolesFor(model, dimension).find((one) => model.fields[one]);
		const field = role && model.fields[role];
		return !field || role === 'customer_id' ? [] : [[dimension, field] as const];
	});
}

/** Which labels to write as which other: the rarer spelling as the most frequent one. At most 200. */
export function mergers(values: readonly ValueCount[]): { readonly from: string; readonly to: string }[] {
	const labels = values.flatMap(({ value, count }) => (value === null ? [] : [{ value, count, key: labelKey(value) }]));
	const heads = new Map<string, { value: string; count: number; key: string }>();
	const found: { from: string; to: string }[] = [];
	for (const label of labels) {
		if (label.key === '') continue;
		const head = heads.get(label.key);
		if (head) found.push({ from: label.value, to: head.value });
		else heads.set(label.key, label);
	}
	const known = [...heads.values()];
	const slips = known.length > 800 ? [] : known;
	for (const label of slips) {
		const meant = known.filter((other) => label.count <= other.count * RARE && isSlip(label.key, other.key));
		const [only] = meant;
		if (meant.length === 1 && only) found.push({ from: label.value, to: only.value });
	}
	return found.slice(0, 200);
}
