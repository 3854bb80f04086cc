import * as z from 'zod/mini';
import { fail, type Issue, type Result } from '../result';
import type { Sql } from '../sql/sql';
import type { Column, ColumnType } from '../table';

// zod compiles checks with `new Function` unless told not to; our CSP forbids that.
z.config({ jitless: true });

/** What a step is for: the groups of the menu. */
export type StepPurpose = 'text' | 'values' | 'rows' | 'columns' | 'numbers';

/** A column given a value: one that is there takes another value, a new one comes at the end. */
export interface Assignment {
	readonly name: string;
	/** Over the columns before the step. May hold window functions. */
	readonly value: Sql;
	readonly type: ColumnType;
}

/** A condition rows stay under. Rows for which it is not TRUE are removed. */
export interface Keep {
	readonly condition: Sql;
	/** It holds window functions. */
	readonly windowed: boolean;
}

/** What a step does to a table. All parts speak about the columns before the step. */
export interface Effect {
	readonly assign?: readonly Assignment[];
	readonly rename?: readonly { readonly from: string; readonly to: string }[];
	readonly remove?: readonly string[];
	readonly keep?: Keep;
	/** Needs {@link StepContext.row}, or window functions that lose the order of rows. */
	readonly ordered?: boolean;
	/** Columns it reads beyond those it must have: shown beside the result. */
	readonly reads?: readonly string[];
	/** For examples of a step that removes rows: rows worth showing together, and how to group them. May hold window functions. */
	readonly show?: { readonly condition: Sql; readonly by: readonly Sql[] };
}

/** What a step can build on. */
export interface StepContext {
	/** The columns as the steps before leave them. */
	readonly columns: readonly Column[];
	/** The position of a row in the loaded table, from 1: the order of the file. */
	readonly row: Sql;
}

/**
 * A kind of cleaning step: pure data and two pure functions. New kind = one file in `steps/`, one line in `registry.ts`, its test.
 * `params` checks what stands in documents; `effect` compiles it for the columns at hand, or says why it cannot
 * ('step-column-missing', 'step-column-taken', 'step-column-type', 'step-params-invalid', 'step-expression').
 */
export interface StepKind<P = unknown> {
	readonly kind: string;
	readonly purpose: StepPurpose;
	readonly params: z.ZodMiniType<P>;
	/** Columns that must be there. */
	needs(params: P): readonly string[];
	effect(params: P, context: StepContext): Result<Effect>;
}

/** A column name as documents hold it. */
export const columnName = z.string().check(z.minLength(1), z.maxLength(10_000));

/** One or more column names. */
export const columnNames = z.readonly(z.array(columnName).check(z.minLength(1), z.maxLength(10_000)));

/** Any number of column names. */
export const anyColumnNames = z.readonly(z.array(columnName).check(z.maxLength(10_000)));

/** A text a user typed. */
export const typedText = z.string().check(z.maxLength(10_000));

/** The column of that name; names are compared exactly. */
export function columnOf(context: StepContext, name: string): Column | undefined {
	return context.columns.find((column) => column.name === name);
}

/** Two names of the same key cannot stand in one table: SQL names ignore case. */
export function nameKey(name: string): string {
	return name.normalize('NFC').toLowerCase();
}

/** Types that hold quantities. */
export function isNumeric(type: ColumnType): boolean {
	return type === 'integer' || type === 'decimal' || type === 'float';
}

/** Types that hold days. */
export function isDated(type: ColumnType): boolean {
	return type === 'date' || type === 'timestamp';
}

/** One 'step-column-type' issue per column that is not of a type `fits` takes; `need` names what is needed. */
export function typeIssues(
	context: StepContext,
	names: readonly string[],
	need: 'text' | 'number' | 'date',
	fits: (type: ColumnType) => boolean
): Issue[] {
	return names.flatMap((name) => {
		const column = columnOf(context, name);
		return !column || fits(column.type)
			? []
			: [{ code: 'step-column-type' as const, at: name, details: { column: name, type: column.type, need } }];
	});
}

/** A failed effect for one wrong parameter. */
export function badParam(at: string): Result<never> {
	return fail({ code: 'step-params-invalid', at });
}
