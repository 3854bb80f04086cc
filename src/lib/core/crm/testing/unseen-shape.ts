import { cell, row } from './invented-rows';
import { WORDS, type Words } from './invented-words';
import type { Role } from '../../model/model';

/** For tests: one invented table: its text and the column (or columns any of which will do) that each role must get. */
export interface Shape {
	readonly system: string;
	readonly fileName: string;
	readonly kind: 'deals' | 'orders' | 'none';
	readonly csv: string;
	readonly roles: Readonly<Partial<Record<Role, readonly string[]>>>;
	/** Columns that may have a role or none. */
	readonly free: readonly string[];
}

const quote = (text: string, delimiter: string): string =>
	text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A shape from lines `header ~ role ~ field`; role `-` none, `?` either will do; a role on several lines: any of them. */
export function shape(
	system: string,
	fileName: string,
	kind: Shape['kind'],
	n: number,
	lang: 'en' | 'zh' | 'tw',
	spec: string,
	delimiter = ','
): Shape {
	const columns = spec
		.trim()
		.split('\n')
		.map((line) => line.split('~').map((part) => part.trim()) as [string, string, string]);
	const words = WORDS[lang] as Words;
	const lines = [
		columns.map(([header]) => header),
		...Array.from({ length: n }, (_, i) => columns.map(([, , field]) => cell(field, row(i, words))))
	];
	const roles: Record<string, string[]> = {};
	for (const [header, role] of columns) if (role !== '-' && role !== '?') (roles[role] ??= []).push(header);
	return {
		system,
		fileName,
		kind,
		csv: lines.map((cells) => cells.map((c) => quote(c, delimiter)).join(delimiter)).join('\n') + '\n',
		roles: roles,
		free: columns.filter(([, role]) => role === '?').map(([header]) => header)
	};
}
