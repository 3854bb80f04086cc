import { each, type Migration } from './migration';

/**
 * Format 3: forecasts may have a hierarchy, a calendar, scenarios, repaired periods and a history of runs; quotas stand in the
 * document. The result of a forecast of format 2 becomes the first of its runs, made at an unknown time: the document's own.
 */
export const twoToThree: Migration = {
	from: 2,
	migrate: (document) => ({
		...document,
		forecasts: each(document['forecasts'], (forecast) => ({
			...forecast,
			hierarchy: [],
			reconcile: null,
			levels: [0.8, 0.95],
			calendar: { holidays: [], workingDays: false, events: [] },
			repaired: [],
			scenarios: [],
			runs:
				typeof forecast['result'] === 'string' && typeof forecast['dataHash'] === 'string'
					? [{ made: document['created'] ?? null, result: forecast['result'], dataHash: forecast['dataHash'] }]
					: []
		})),
		quotas: []
	})
};
