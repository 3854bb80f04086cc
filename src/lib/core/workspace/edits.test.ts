import { describe, expect, it } from 'vitest';
import type { SalesModel } from '../model/model';
import {
	NAME_LENGTH,
	addForecastRun,
	addSource,
	blobKeys,
	confirmModel,
	createWorkspace,
	removeForecast,
	removeReport,
	removeSource,
	rename,
	replaceSource,
	setAsOf,
	setFilters,
	setGrain,
	setModel,
	tidyName,
	upsertForecast,
	upsertReport
} from './edits';
import { forecast, source } from './examples';

const empty = createWorkspace('w', '2026-11-22T08:00:00.000Z', '  Pipeline \n 2026 ');

const run = (result: string, dataHash: string, subject = 'sales by month') => ({
	made: '2026-11-23T08:00:00.000Z',
	result,
	dataHash,
	subject,
	budgetSeconds: 20,
	mase: 0.8
});

const model: SalesModel = {
	kind: 'deals',
	fact: 'deals',
	joins: [
		{ from: { table: 'deals', column: 'Owner' }, to: { table: 'team', column: 'Name' } },
		{ from: { table: 'team', column: 'Office' }, to: { table: 'offices', column: 'Office' } },
		{ from: { table: 'deals', column: 'Product' }, to: { table: 'products', column: 'Product' } }
	],
	fields: {
		owner: { table: 'deals', column: 'Owner' },
		team: { table: 'team', column: 'Team' },
		region: { table: 'offices', column: 'Region' },
		category: { table: 'products', column: 'Line' }
	},
	amount: {
		kind: 'op',
		op: '*',
		left: { kind: 'field', field: { table: 'deals', column: 'Quantity' } },
		right: { kind: 'field', field: { table: 'products', column: 'Price' } }
	},
	outcome: null,
	stageOrder: [],
	currency: 'CNY'
};

describe('edits', () => {
	it('starts empty, with a tidy name', () => {
		expect(empty).toMatchObject({ name: 'Pipeline 2026', sources: [], model: null, grain: 'month', sample: false });
	});

	it('cuts names to their length without splitting a character', () => {
		expect(tidyName('a'.repeat(NAME_LENGTH - 1) + '😀')).toBe('a'.repeat(NAME_LENGTH - 1));
		expect(tidyName('春'.repeat(NAME_LENGTH + 1))).toHaveLength(NAME_LENGTH);
	});

	it('returns the same document when nothing changes', () => {
		const full = confirmModel(setModel(addSource(empty, source('deals')), model));
		for (const same of [
			rename(full, full.name),
			rename(full, '   '),
			replaceSource(full, 'other', source('other')),
			removeSource(full, 'other'),
			confirmModel(full),
			setAsOf(full, null),
			setGrain(full, 'month'),
			removeReport(full, 'win-rate'),
			removeForecast(full, 'f'),
			addForecastRun(full, 'none', run('blob', 'hash'))
		]) {
			expect(same).toBe(full);
		}
		expect(confirmModel(empty)).toBe(empty);
	});

	it('adds, replaces and removes sources in their place', () => {
		const two = addSource(addSource(empty, source('deals')), source('team'));
		expect(two.sources.map((s) => s.table.id)).toEqual(['deals', 'team']);
		expect(addSource(two, source('deals', 'new')).sources.map((s) => s.files[0]?.blob)).toEqual(['new', 'blob-team']);
		const renamed = replaceSource(two, 'deals', source('deals_2026'));
		expect(renamed.sources.map((s) => s.table.id)).toEqual(['deals_2026', 'team']);
		expect(removeSource(two, 'deals').sources.map((s) => s.table.id)).toEqual(['team']);
	});

	it('a removed table takes its joins, the joins behind it, its fields and its part in the amount along', () => {
		const tables = ['deals', 'team', 'offices', 'products'];
		const full = confirmModel(
			setModel(
				tables.reduce((w, id) => addSource(w, source(id)), empty),
				model
			)
		);
		const withoutTeam = removeSource(full, 'team');
		expect(withoutTeam.model?.joins.map((join) => join.to.table)).toEqual(['products']);
		expect(Object.keys(withoutTeam.model?.fields ?? {})).toEqual(['owner', 'category']);
		expect(withoutTeam.model?.amount).toBe(model.amount);
		expect(withoutTeam.modelConfirmed).toBe(false);
		expect(removeSource(full, 'products').model?.amount).toBeNull();
		expect(removeSource(full, 'deals').model).toBeNull();
	});

	it('a table the model does not mention leaves the mapping confirmed', () => {
		const full = confirmModel(setModel(addSource(addSource(empty, source('deals')), source('notes')), model));
		expect(removeSource(full, 'notes')).toMatchObject({ model, modelConfirmed: true });
	});

	it('drops empty filters', () => {
		const filters = setFilters(empty, { owner: [], region: ['North', null], from: '2026-01-01' }).filters;
		expect(filters).toEqual({ region: ['North', null], from: '2026-01-01' });
	});

	it('keeps one entry per report and per forecast', () => {
		const once = upsertReport(empty, { recipe: 'win-rate', params: { grain: 'month' } });
		const twice = upsertReport(once, { recipe: 'win-rate', params: { grain: 'year' } });
		expect(twice.reports).toEqual([{ recipe: 'win-rate', params: { grain: 'year' } }]);
		expect(removeReport(twice, 'win-rate').reports).toEqual([]);
		const named = upsertForecast(upsertForecast(empty, forecast('f')), { ...forecast('f'), name: ' Sales  ' });
		expect(named.forecasts).toEqual([{ ...forecast('f'), name: 'Sales' }]);
		expect(addForecastRun(named, 'f', run('blob', 'hash')).forecasts[0]).toMatchObject({
			result: 'blob',
			dataHash: 'hash'
		});
		expect(removeForecast(named, 'f').forecasts).toEqual([]);
	});

	it('keeps the runs of a forecast, one per state of the data, and their Blobs', () => {
		const made = upsertForecast(empty, forecast('f'));
		const twice = addForecastRun(addForecastRun(made, 'f', run('a', 'x')), 'f', run('b', 'x'));
		const third = addForecastRun(twice, 'f', run('c', 'y'));
		expect(third.forecasts[0]?.runs.map(({ result }) => result)).toEqual(['b', 'c']);
		expect(blobKeys(third)).toEqual(['c', 'b']);
		const runs = addForecastRun(third, 'f', run('d', 'y', 'sales by week')).forecasts[0]!.runs;
		expect(runs.map(({ result }) => result)).toEqual(['b', 'c', 'd']);
		expect(new Set(runs.map(({ subject }) => subject)).size).toBe(2);
		const many = Array.from({ length: 50 }, (_, at) => run(`r${at}`, `h${at}`));
		expect(many.reduce((w, one) => addForecastRun(w, 'f', one), made).forecasts[0]?.runs).toHaveLength(36);
	});

	it('names each Blob it needs once', () => {
		const full = upsertForecast(addSource(addSource(empty, source('a', 'x')), source('b', 'x')), {
			...forecast('f'),
			result: 'r'
		});
		expect(blobKeys(full)).toEqual(['x', 'r']);
	});
});
