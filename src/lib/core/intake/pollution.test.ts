import { describe, expect, test } from 'vitest';
import type { ColumnFormat } from '../table';
import { repairContext, repairRecord } from './row-repair';
import { readerOf } from './row-shape';
import { sniffText } from './sniff';
import { CLEAN_TABLES } from './testing/clean-tables';
import { encodeText } from './testing/encode-text';
import { fileText, plainDraft, POLLUTIONS, type Draft } from './testing/pollution';
import { isNullToken } from './value-format';

interface Read {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** What the user is told: issues, rows put right, cells without a value. */
	readonly told: readonly string[];
}

/** A file as the loader takes it. */
function read(bytes: Uint8Array): Read {
	const found = sniffText(bytes, { fileName: 'x.csv', size: bytes.length, complete: true });
	if (!found.ok) return { header: [], rows: [], told: found.issues.map(({ code }) => code) };
	const { plan, rows, issues, marks, text } = found.value;
	const context = repairContext(rows[0] ? text.slice(rows[0].start) : '', marks, plan.columns);
	const told: string[] = issues.map(({ code }) => code);
	const taken = rows.flatMap((row) => {
		if (row.cells.length === plan.columns.length && !row.badQuotes && !row.innerQuotes) return [row.cells];
		const repaired = repairRecord(text.slice(row.start, row.end), marks, plan.columns, context, 'bad-quotes');
		if (repaired.told !== null) told.push('row');
		return repaired.cells ? [repaired.cells] : [];
	});
	if (plan.columns.some((column, at) => unreadable(column, at, taken))) told.push('cell');
	return { header: plan.dialect?.headerLine ? plan.columns.map(({ name }) => name) : [], rows: taken, told };
}

function unreadable(column: ColumnFormat, at: number, rows: readonly (readonly string[])[]): boolean {
	const reads = readerOf(column);
	return reads !== null && rows.some((row) => row[at]?.trim() && !isNullToken(row[at]) && !reads(row[at]));
}

/** Blanks and empty rows are what the file says where they were put in on purpose. */
function comparable(rows: readonly (readonly string[])[], names: string): string {
	const trimmed = rows.map((row) =>
		row.map((cell) => (names.includes('spaces in one row') ? cell.trim() : cell).replace(/\r\n?/g, '\n'))
	);
	return JSON.stringify(names.includes('row of delimiters') ? trimmed.filter((row) => row.some(Boolean)) : trimmed);
}

function outcome(draft: Draft, names: string): 'right' | 'told' | 'silent' | 'none' {
	const bytes = encodeText(fileText(draft), draft.encoding);
	if (!bytes) return 'none';
	const { header, rows, told } = read(bytes);
	const named = !draft.header || comparable([header], names) === comparable([draft.table.header], names);
	if (named && comparable(rows, names) === comparable(draft.table.rows, names)) return 'right';
	return told.length > 0 ? 'told' : 'silent';
}

describe('tables of our own', () => {
	test.each(CLEAN_TABLES.map((table) => [table.name, table] as const))('clean: %s', (name, table) => {
		const found = read(encodeText(fileText(plainDraft(table)), 'utf-8') ?? new Uint8Array());
		expect([found.header, found.rows]).toEqual([table.header, table.rows]);
		expect(found.told).toEqual(name === 'one column' ? ['file-one-column'] : []);
	});

	test('polluted once, none is wrong without a word, and seven in ten are right', () => {
		const wrong: string[] = [];
		let [all, right] = [0, 0];
		for (const table of CLEAN_TABLES) {
			for (const { name, apply } of POLLUTIONS) {
				const result = outcome(apply(plainDraft(table)), name);
				if (result === 'none') continue;
				all++;
				if (result === 'right') right++;
				if (result === 'silent') wrong.push(`${table.name}: ${name}`);
			}
		}
		expect(wrong).toEqual([]);
		expect(right / all).toBeGreaterThanOrEqual(0.69);
	}, 120_000);

	test('polluted twice, at most one in a hundred is wrong without a word', () => {
		const small = CLEAN_TABLES.filter(({ rows }) => rows.length < 100);
		const wrong: string[] = [];
		let all = 0;
		small.forEach((table, shift) => {
			POLLUTIONS.forEach((first, at) => {
				const second = POLLUTIONS[(at * 7 + shift * 5 + 3) % POLLUTIONS.length];
				if (!second || first === second) return;
				const names = `${first.name} + ${second.name}`;
				const result = outcome(second.apply(first.apply(plainDraft(table))), names);
				if (result !== 'none') all++;
				if (result === 'silent') wrong.push(`${table.name}: ${names}`);
			});
		});
		expect(all).toBeGreaterThan(400);
		expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(all * 0.01);
	}, 120_000);
});
