import type { ForecastSpec, Snapshot, Source, SourceFile } from './workspace';

/** A small valid file of a source for tests. */
export function sourceFile(name: string, blob = `blob-${name}`): SourceFile {
	return {
		fileName: `${name}.csv`,
		part: [],
		size: 120,
		modified: '2026-11-01T09:30:00.000Z',
		blob,
		hash: 'ab'.repeat(32),
		plan: {
			format: 'csv',
			dialect: {
				encoding: 'utf-8',
				delimiter: ',',
				quote: '"',
				escape: '"',
				newline: '\r\n',
				headerLine: 1,
				headerRows: 1,
				preambleLines: 0,
				footerLines: 0
			},
			columns: [{ name: 'Deal ID', type: 'text' }]
		},
		overrides: {},
		fixes: [],
		rows: 3,
		issues: [{ code: 'rows-set-aside', at: `${name}.csv:7`, details: { rows: 1 } }],
		setAside: [{ line: 7, column: null, text: 'a,b,c,d', reason: 'too-many-cells', dropped: true }],
		setAsideTotal: 1,
		ledger: null
	};
}

/** A small valid source of one file for tests. */
export function source(table: string, blob = `blob-${table}`): Source {
	return {
		table: { id: table, columns: [{ name: 'Deal ID', type: 'text', nullable: false }], rows: 3 },
		files: [sourceFile(table, blob)],
		fileColumn: null,
		taken: null,
		snapshots: []
	};
}

/** A small valid snapshot of a table for tests. */
export function snapshot(id: string, taken: string, blob = `blob-${id}`): Snapshot {
	return { id, taken, files: [sourceFile(id, blob)], fileColumn: null, rows: 3 };
}

/** A forecast that has not been trained, for tests. */
export function forecast(id: string): ForecastSpec {
	return {
		id,
		name: 'Won value',
		measure: 'won_value',
		grain: 'month',
		horizon: 6,
		breakdown: null,
		hierarchy: [],
		reconcile: null,
		filters: {},
		levels: [0.8, 0.95],
		calendar: { holidays: [], workingDays: false, events: [] },
		repaired: [],
		scenarios: [],
		kinds: ['theta', 'ets-damped'],
		preferred: null,
		keepPartial: false,
		seed: 7,
		budgetSeconds: 20,
		result: null,
		dataHash: null,
		runs: []
	};
}
