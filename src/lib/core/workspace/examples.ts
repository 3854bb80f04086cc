import type { ForecastSpec, Source } from './workspace';

/** A small valid source for tests. */
export function source(table: string, blob = `blob-${table}`): Source {
	return {
		table: { id: table, columns: [{ name: 'Deal ID', type: 'text', nullable: false }], rows: 3 },
		fileName: `${table}.csv`,
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
				preambleLines: 0,
				footerLines: 0
			},
			columns: [{ name: 'Deal ID', type: 'text' }]
		},
		issues: [{ code: 'rows-set-aside', at: `${table}.csv:7`, details: { rows: 1 } }],
		setAside: [{ line: 7, column: null, text: 'a,b,c,d', reason: 'too-many-cells' }],
		setAsideTotal: 1
	};
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
		filters: {},
		kinds: ['theta', 'ets-damped'],
		preferred: null,
		keepPartial: false,
		seed: 7,
		budgetSeconds: 20,
		result: null,
		dataHash: null
	};
}
