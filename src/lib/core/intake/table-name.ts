import type { TableId } from '../table';

/** Words that would have to be quoted in every query, or name system tables. */
const RESERVED = new Set([
	'all',
	'and',
	'case',
	'from',
	'group',
	'order',
	'select',
	'table',
	'union',
	'user',
	'where',
	'with'
]);
const LONGEST = 60;

/**
 * The engine name of a file: its name without folders and extensions, lower case, letters of any script and digits kept, all else
 * an underscore; `_2`, `_3` … when `taken` (compared without case) has it already. Never empty.
 */
export function tableName(fileName: string, taken: readonly TableId[]): TableId {
	const base = fileName.split(/[/\\]/).pop() ?? '';
	const stem = base.replace(/(\.(csv|tsv|txt|parquet|pq|json|ndjson|jsonl|xlsx?|gz|zip|arrow|feather))+$/i, '');
	const clean = stem
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, '_')
		.slice(0, LONGEST)
		.replace(/^_+|_+$/g, '');
	const named = clean === '' ? 'table_1' : /^\p{N}/u.test(clean) || RESERVED.has(clean) ? `t_${clean}` : clean;
	const used = new Set(taken.map((name) => name.toLowerCase()));
	let name = named;
	for (let k = 2; used.has(name); k++) name = `${named}_${k}`;
	return name;
}
