import type { Json } from '../../json';
import { each, isRecord, type Migration, type OldDocument } from './migration';

/**
 * Format 2: a source is made of one or more files and keeps dated snapshots; cleaning steps stand in the document. In format 1 a source was
 * one file, a header had one row, and a set-aside without a column was a row left out. What is no such document is left for the schema.
 */
export const oneToTwo: Migration = {
	from: 1,
	migrate: (document) => ({
		...document,
		sources: each(document['sources'], source),
		steps: []
	})
};

function source(old: OldDocument): OldDocument {
	const { table, plan, setAside, ...file } = old;
	return {
		table: table ?? null,
		files: [
			{
				...file,
				part: [],
				plan: withHeaderRows(plan),
				overrides: {},
				fixes: [],
				rows: isRecord(table) ? (table['rows'] ?? 0) : 0,
				setAside: each(setAside, (one) => ({ ...one, dropped: one['column'] === null })),
				ledger: null
			}
		],
		fileColumn: null,
		taken: null,
		snapshots: []
	};
}

function withHeaderRows(plan: Json | undefined): Json {
	if (!isRecord(plan) || !isRecord(plan['dialect'])) return plan ?? null;
	return { ...plan, dialect: { ...plan['dialect'], headerRows: 1 } };
}
