/**
 * A label without case, width, accents, blanks and punctuation: labels of one key are one label written differently. What tells products apart
 * stays: points and commas inside numbers, + # & %.
 */
export function labelKey(label: string): string {
	return label
		.normalize('NFKD')
		.toLowerCase()
		.replace(/(?<!\p{N})[.,]|[.,](?!\p{N})|[^\p{L}\p{N}.,+#&%]/gu, '');
}

/** Shortest key in which one wrong letter is taken for a slip. */
const SLIP_LENGTH = 6;

/** Whether two keys differ by one inserted, dropped, changed or swapped letter. Digits and signs never slip: GTX 500 is not GTX 600. */
export function isSlip(a: string, b: string): boolean {
	if (Math.min(a.length, b.length) < SLIP_LENGTH || Math.abs(a.length - b.length) > 1) return false;
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	const left = a.slice(start, a.length - end);
	const right = b.slice(start, b.length - end);
	if (!/^\p{L}*$/u.test(left + right) || start === 0) return false;
	const swapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
	return swapped || (left.length <= 1 && right.length <= 1);
}

/** The one of `known` that `label` is most likely meant to be; null when none or several come into question. */
export function meantBy(label: string, known: readonly string[]): string | null {
	const key = labelKey(label);
	if (key === '') return null;
	const same = known.filter((other) => other !== label && labelKey(other) === key);
	if (same.length > 0) return same.length === 1 ? (same[0] ?? null) : null;
	const slips = known.filter((other) => isSlip(key, labelKey(other)));
	return slips.length === 1 ? (slips[0] ?? null) : null;
}
