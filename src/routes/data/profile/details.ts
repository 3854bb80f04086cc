import { readTopValues, topValuesQuery, type TopValue } from '$lib/core/profile/distribution';
import {
	patternsQuery,
	readPatterns,
	readVariants,
	variantsQuery,
	type Pattern,
	type Variant
} from '$lib/core/profile/labels';
import { fencesOf, outliersQuery, readOutliers, type Outliers } from '$lib/core/profile/outliers';
import { columnKind } from '$lib/core/profile/column-kind';
import { crossTableQuery, readCrossTable, type CrossTable } from '$lib/core/profile/cross-table';
import {
	correlationQuery,
	groupsQuery,
	readCorrelation,
	readGroups,
	readScatter,
	scatterQuery,
	type Correlation,
	type Groups
} from '$lib/core/profile/relation';
import type { Query } from '$lib/core/sql/sql';
import type { Column, Table } from '$lib/core/table';
import type { Ask, Overview } from './overviews.svelte';

const TOP = 20;
const PATTERNS = 12;
const VARIANTS = 40;
const POINTS = 1500;
const GROUPS = 12;
const CROSS = 6;

/** What is read only for the column that is looked at. */
export interface Details {
	readonly top: readonly TopValue[];
	/** null: no limits can be drawn, or not a column of numbers. */
	readonly outliers: Outliers | null;
	readonly patterns: readonly Pattern[];
	readonly variants: readonly Variant[];
	readonly queries: readonly Query[];
}

/** Reads the details of a column whose overview is known. */
export async function readDetails(
	table: Table,
	column: Column,
	overview: Overview,
	ask: Ask,
	signal: AbortSignal
): Promise<Details> {
	const queries: Query[] = [];
	const asked = (query: Query) => {
		queries.push(query);
		return ask(query, signal);
	};
	const labels = overview.kind === 'label' ? overview.labels : null;
	const fences = overview.kind === 'number' ? fencesOf(overview.spread) : null;
	const top = labels ? labels.top : readTopValues(await asked(topValuesQuery(table, column, TOP)));
	const outliers = fences && readOutliers(fences, await asked(outliersQuery(table, column, fences)));
	const text = labels !== null && column.type === 'text';
	const patterns = text ? readPatterns(await asked(patternsQuery(table, column, PATTERNS))) : [];
	const several = text && labels.variants > 0;
	const variants = several ? readVariants(await asked(variantsQuery(table, column, VARIANTS))) : [];
	return { top, outliers, patterns, variants, queries };
}

/** How two columns go together, by what they hold. */
export type Relation = { readonly x: Column; readonly y: Column; readonly queries: readonly Query[] } & (
	| {
			readonly kind: 'numbers';
			readonly correlation: Correlation;
			readonly points: readonly { readonly x: number; readonly y: number }[];
	  }
	| { readonly kind: 'groups'; readonly groups: Groups }
	| { readonly kind: 'labels'; readonly cross: CrossTable }
);

/** Reads it. Of a label and a number column the labels make the groups. */
export async function readRelation(
	table: Table,
	one: Column,
	two: Column,
	ask: Ask,
	signal: AbortSignal
): Promise<Relation> {
	const queries: Query[] = [];
	const asked = (query: Query) => {
		queries.push(query);
		return ask(query, signal);
	};
	const labels = [one, two].map((column) => columnKind(column) === 'label');
	if (labels[0] && labels[1]) {
		const cross = readCrossTable(await asked(crossTableQuery(table, one, two, CROSS)));
		return { kind: 'labels', x: one, y: two, cross, queries };
	}
	if (!labels[0] && !labels[1]) {
		const correlation = readCorrelation(await asked(correlationQuery(table, one, two)));
		const points = readScatter(await asked(scatterQuery(table, one, two, POINTS)));
		return { kind: 'numbers', x: one, y: two, correlation, points, queries };
	}
	const [x, y] = labels[0] ? [one, two] : [two, one];
	const groups = readGroups(await asked(groupsQuery(table, x, y, GROUPS)));
	return { kind: 'groups', x, y, groups, queries };
}
