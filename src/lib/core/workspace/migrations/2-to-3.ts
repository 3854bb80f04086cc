import { each, type Migration } from './migration';

/**
 * Format 3: forecasts may have a hierarchy, a calendar, scenarios, repaired periods and a history of runs; quotas stand in the
 * document. When a result of format 2 was made is unknown, so it is no run.
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
			runs: []
		})),
		quotas: []
	})
};
