import { cellValue, formatJson, isNullToken, readNumber, type NumberFormat } from '$lib/core/intake/value-format';
import type { ColumnFormat } from '$lib/core/table';
import { datePatterns, DATE_ORDERS, type DateOrder } from './date-orders';

/** A way to take a column's cells: type and format without the column's name. */
export type Taken = Omit<ColumnFormat, 'name'>;

export type ReadingKind =
	| 'text'
	| 'number-point'
	| 'number-comma'
	| 'number-space'
	| 'number-apostrophe'
	| 'percent'
	| 'yes-no'
	| 'detected'
	| `date-${DateOrder}`;

/** One way a column could be read, and what comes of its first cells. */
export interface Reading {
	readonly kind: ReadingKind;
	readonly taken: Taken;
	/** The first different cells with their values; null: not readable so. */
	readonly samples: readonly { readonly text: string; readonly value: string | null }[];
	/** Cells of those looked at that it cannot take. */
	readonly misfits: number;
}

const SAMPLES = 3;
/** A reading that misses more of the cells is not offered. */
const MOST_MISFITS = 0.5;
const SIGNS = /[$€£¥￥₹₩]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|TWD|CHF|INR)\b|元/giu;

/** How a cell reads under a format, in plain form; null when it does not. */
export function readAs(text: string, taken: Taken): string | null {
	return cellValue(text, { name: '', ...taken });
}

/** Ways a column could be read, given its cells as they stand and how it is read now; text always comes first. */
export function columnReadings(cells: readonly string[], now: Taken): Reading[] {
	const texts = [...new Set(cells)].filter((text) => text.trim() !== '' && !isNullToken(text));
	const all = candidates(texts, now).map(([kind, taken]) => reading(kind, taken, texts));
	const seen = new Set<string>();
	return all.filter(({ kind, taken, misfits, samples }) => {
		// Plain numbers read the same whatever the decimal mark.
		const key = JSON.stringify([taken.type === 'text', texts.map((text) => readAs(text, taken))]);
		const fits = misfits <= texts.length * MOST_MISFITS;
		const same = seen.has(key);
		seen.add(key);
		return kind === 'detected' || (!same && fits && (kind === 'text' || samples.length > 0));
	});
}

function candidates(texts: readonly string[], now: Taken): [ReadingKind, Taken][] {
	const all: [ReadingKind, Taken][] = [['text', { type: 'text' }]];
	if (now.type !== 'text') all.push(['detected', now]);
	for (const [kind, format] of numberFormats(texts)) all.push([kind, numberTaken(texts, format)]);
	for (const order of DATE_ORDERS) {
		const { patterns, timed } = datePatterns(texts, order);
		if (patterns.length === 0) continue;
		all.push([`date-${order}`, { type: timed ? 'timestamp' : 'date', format: { kind: 'date', patterns } }]);
	}
	const yesNo = formatJson({
		kind: 'boolean',
		true: ['true', 'yes', 'y', '1', '是'],
		false: ['false', 'no', 'n', '0', '否']
	});
	all.push(['yes-no', { type: 'boolean', format: yesNo }]);
	return all;
}

function numberFormats(texts: readonly string[]): [ReadingKind, NumberFormat][] {
	const strip = [...new Set(texts.flatMap((text) => text.match(SIGNS) ?? []))].slice(0, 8);
	const base: NumberFormat = {
		kind: 'number',
		grouping: ',',
		decimal: '.',
		strip,
		parentheses: true,
		trailingMinus: true,
		percent: false,
		suffixes: {},
		fullWidth: true,
		factor: 1,
		scale: 0
	};
	if (texts.some((text) => text.includes('%') || text.includes('％')))
		return [
			['percent', { ...base, percent: true, decimal: texts.some((text) => /\d,\d+\s*%/.test(text)) ? ',' : '.' }]
		];
	return [
		['number-point', base],
		['number-comma', { ...base, grouping: '.', decimal: ',' }],
		['number-space', { ...base, grouping: ' ', decimal: ',' }],
		['number-apostrophe', { ...base, grouping: "'" }]
	];
}

function numberTaken(texts: readonly string[], format: NumberFormat): Taken {
	const values = texts.flatMap((text) => readNumber(text, format) ?? []);
	const scale = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0));
	return { type: scale > 0 ? 'decimal' : 'integer', format: formatJson({ ...format, scale }) };
}

function reading(kind: ReadingKind, taken: Taken, texts: readonly string[]): Reading {
	const values = texts.map((text) => ({ text, value: readAs(text, taken) }));
	const misfits = values.filter(({ value }) => value === null).length;
	return { kind, taken, samples: values.slice(0, SAMPLES), misfits };
}
