import type { Unit } from '$lib/core/reports/recipe';
import type { Cell } from '$lib/core/table';

/** Decimals a column of numbers is written with, the same in every row, so that they line up; undefined: not a number. */
export function columnDigits(cells: readonly Cell[], unit: Unit): number | undefined {
	if (unit === 'count') return 0;
	if (unit === 'share') return 2;
	if (unit === 'days') return 1;
	if (unit !== 'money' && unit !== 'number') return undefined;
	return cells.some(hasFraction) ? 2 : 0;
}

function hasFraction(cell: Cell): boolean {
	if (typeof cell === 'string') return /\.\d*[1-9]/.test(cell);
	return typeof cell === 'number' && !Number.isInteger(cell) && Number.isFinite(cell);
}

/** Row numbers that stand for all when widths are measured: the first ones and some spread over the rest. */
export function sampleRows(length: number, wanted = 160): number[] {
	if (length <= wanted) return Array.from({ length }, (_, row) => row);
	const half = Math.floor(wanted / 2);
	const step = (length - half) / half;
	return Array.from({ length: wanted }, (_, index) =>
		index < half ? index : Math.floor(half + (index - half) * step)
	);
}

/** Widths in px: what the longest text needs, within bounds, stretched a little when there is room to spare. */
export function columnWidths(needed: readonly number[], available: number): number[] {
	const bounded = needed.map((width) => Math.min(340, Math.max(72, Math.ceil(width))));
	const total = bounded.reduce((sum, width) => sum + width, 0);
	const stretch = Math.min(1.35, Math.max(1, available / total));
	return bounded.map((width) => Math.floor(width * stretch));
}

/** What one cell puts on the clipboard: the exact value, so that a spreadsheet can go on with it. */
export function copied(cell: Cell): string {
	if (cell === null) return '';
	const text = String(cell);
	return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
