import type { TableId } from '../table';

/**
 * Readable engine name for a file: lower case, without extension, letters of any script, digits and "_" only, at most 60
 * characters; a number is added when it is taken ("orders", "orders_2").
 */
export function tableName(fileName: string, taken: readonly TableId[]): TableId {
	const stem = fileName.replace(/^.*[\\/]/u, '').replace(/\.[A-Za-z0-9]{1,8}(\.gz)?$/u, '');
	const words = stem
		.normalize('NFKC')
		.toLowerCase()
		.match(/[\p{L}\p{N}]+/gu);
	const plain = [...(words?.join('_') ?? 'table')].slice(0, 60).join('');
	const name = /^\p{N}/u.test(plain) ? `t_${plain}` : plain;
	const used = new Set(taken.map((other) => other.toLowerCase()));
	for (let n = 1; ; n++) {
		const candidate = n === 1 ? name : `${name}_${n}`;
		if (!used.has(candidate)) return candidate;
	}
}
