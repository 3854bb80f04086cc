import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addSource, createWorkspace, setFilters, setModel, upsertForecast, upsertReport } from './edits';
import { forecast, snapshot, source, sourceFile } from './examples';
import { parseWorkspace } from './parse';
import { addStep } from './step-edits';
import { WORKSPACE_FORMAT, type CleaningStep, type Source, type Workspace } from './workspace';

const base = createWorkspace('7c9e6679-7425-40de-944b-e07fc1f90ae7', '2026-11-22T08:00:00.000Z', '北辰 pipeline');

const overridden = { ...sourceFile('deals'), overrides: { encoding: 'gb18030', headerLine: 2 } as const };
const dealsWithPast: Source = {
	...source('deals'),
	files: [overridden, sourceFile('more')],
	fileColumn: 'file',
	taken: '2026-10-31',
	snapshots: [snapshot('s', '2026-09-30')]
};
const trim: CleaningStep = { id: 't', table: 'deals', kind: 'trim', params: { columns: ['Deal ID'] }, enabled: true };

function full(): Workspace {
	const field = { table: 'deals', column: '__proto__' };
	const filtered = setFilters(addStep(addSource(base, dealsWithPast), trim), {
		owner: ['李', null],
		from: '2026-01-01'
	});
	const modelled = setModel(filtered, {
		kind: 'deals',
		fact: 'deals',
		joins: [{ from: field, to: { table: 'team', column: 'Name' } }],
		fields: { amount: field, close_date: field },
		amount: { kind: 'op', op: '*', left: { kind: 'field', field }, right: { kind: 'value', value: -0.5 } },
		outcome: { field, won: ['Closed Won'], lost: ['Closed Lost'], open: [], excluded: ['Duplicate'] },
		stageOrder: ['Qualification'],
		currency: 'USD'
	});
	const reported = upsertReport(modelled, { recipe: 'abc', params: { by: 'product', limits: [0.8, 0.95] } });
	return upsertForecast(reported, { ...forecast('f'), filters: { to: '2026-10-31' }, result: 'r', dataHash: 'h' });
}

/** The full document with one member replaced, by path. */
function broken(path: string, value: unknown): unknown {
	const document = JSON.parse(JSON.stringify(full())) as Record<string, unknown>;
	const keys = path.split('.');
	const last = keys.pop() ?? '';
	let at: Record<string, unknown> = document;
	for (const key of keys) at = at[key] as Record<string, unknown>;
	at[last] = value;
	return document;
}

describe('parseWorkspace', () => {
	it('gives back what was written', () => {
		for (const workspace of [base, full()]) {
			expect(parseWorkspace(JSON.parse(JSON.stringify(workspace)))).toEqual({ ok: true, value: workspace });
			expect(parseWorkspace(structuredClone(workspace))).toEqual({ ok: true, value: workspace });
		}
	});

	it.each([
		['format', '1'],
		['id', ''],
		['id', 'x'.repeat(201)],
		['created', 'yesterday'],
		['asOf', '2026-02-30'],
		['grain', 'hour'],
		['filters.owner', 'everyone'],
		['filters.from', 20260101],
		['sources.0.table.rows', -1],
		['sources.0.table.rows', 1e300],
		['sources.0.table.columns.0.type', 'blob'],
		['sources.0.files.0.hash', 'DROP TABLE deals'],
		['sources.0.files.0.plan.format', 'exe'],
		['sources.0.files.0.setAside', Array(1001).fill(sourceFile('x').setAside[0])],
		['sources.0.files', []],
		['sources.0.files.0.overrides.headerRows', 3],
		['sources.0.snapshots.0.taken', '2026-02-30'],
		['steps.0.table', 7],
		['sources.0.files.0.issues.0.code', '<img src=x onerror=alert(1)>'],
		['model.amount', 'sum(amount)'],
		['model.amount.op', '; drop'],
		['model.fields.amount', 'Amount'],
		['model.currency', 'euro'],
		['forecasts.0.kinds.0', 'oracle'],
		['forecasts.0.horizon', 0],
		['forecasts.0.seed', null],
		['sample', 'no']
	])('refuses %s = %s and says where', (path, value) => {
		const parsed = parseWorkspace(broken(path, value));
		expect(parsed).toMatchObject({ ok: false, issues: [{ code: 'workspace-invalid' }] });
		if (!parsed.ok) expect(path.startsWith(parsed.issues[0]?.at.replace(/\.0$/, '') ?? '?')).toBe(true);
	});

	it('refuses a document of a newer build as newer', () => {
		expect(parseWorkspace(broken('format', WORKSPACE_FORMAT + 1))).toMatchObject({
			ok: false,
			issues: [{ code: 'workspace-newer', details: { format: WORKSPACE_FORMAT + 1, supported: WORKSPACE_FORMAT } }]
		});
	});

	it('refuses two sources of one name', () => {
		const twice = broken('sources', [source('deals'), source('deals')]);
		expect(parseWorkspace(twice)).toMatchObject({ ok: false, issues: [{ at: 'sources.1' }] });
	});

	it('cannot be used to reach a prototype', () => {
		const evil = JSON.parse(
			JSON.stringify(full())
				.replace('"params":{', '"params":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')
				.replace(/^\{/, '{"__proto__":{"polluted":1},"stranger":true,')
		) as unknown;
		const parsed = parseWorkspace(evil);
		expect(parsed).toEqual({ ok: true, value: full() });
		if (parsed.ok) expect(Object.getPrototypeOf(parsed.value.reports[0]?.params)).toBe(Object.prototype);
		expect('polluted' in {}).toBe(false);
	});

	it('refuses what is no JSON, refers to itself, or is absurdly deep', () => {
		const self: Record<string, unknown> = { ...full() };
		self['filters'] = self;
		let deep: unknown = { kind: 'value', value: 1 };
		for (let i = 0; i < 5_000; i++) deep = { kind: 'op', op: '+', left: deep, right: { kind: 'value', value: 1 } };
		for (const input of [self, broken('model.amount', deep), broken('created', new Date()), null, [], 'x', undefined]) {
			expect(parseWorkspace(input)).toMatchObject({ ok: false, issues: [{ code: 'workspace-invalid' }] });
		}
	});

	test.prop([fc.anything()])('never throws', (input) => {
		expect(parseWorkspace(input)).toHaveProperty('ok');
		expect(parseWorkspace({ ...full(), reports: input })).toHaveProperty('ok');
	});

	test.prop([fc.json(), fc.string()])(
		'accepts every report parameter and every name the product can write',
		(json, name) => {
			const params = JSON.parse(json.replaceAll('__proto__', 'proto')) as never;
			const parsed = parseWorkspace({ ...upsertReport(full(), { recipe: 'abc', params }), name });
			expect(parsed.ok).toBe(true);
		}
	);
});
