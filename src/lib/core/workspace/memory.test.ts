import { describe, expect, it } from 'vitest';
import type { SalesModel } from '../model/model';
import type { ColumnFormat, Finding, Preview } from '../table';
import { addSource, createWorkspace, setModel } from './edits';
import { snapshot, source, sourceFile } from './examples';
import { fittingOverrides, isEmpty, memoryOf, overridesToTry, rememberedSteps, withMemory } from './memory';
import { dateSnapshot, removeSnapshot, replaceFiles, takeSnapshot } from './source-edits';
import { addStep, moveStep, removeStep, setSteps, stepsOf, toggleStep, updateStep } from './step-edits';
import type { CleaningStep, ImportMemory } from './workspace';

const NOW = '2026-11-22T08:00:00.000Z';
const base = addSource(addSource(createWorkspace('w', NOW, 'W'), source('deals')), source('team'));
const step = (id: string, table = 'deals'): CleaningStep => ({
	id,
	table,
	kind: 'fill',
	params: { id },
	enabled: true
});
const ids = (workspace: { steps: readonly CleaningStep[] }): string[] => workspace.steps.map(({ id }) => id);

describe('step edits', () => {
	const three = [step('a'), step('t', 'team'), step('b'), step('c')].reduce(addStep, base);

	it('keep each table in its own order', () => {
		expect(ids({ steps: stepsOf(moveStep(three, 'c', 0), 'deals') })).toEqual(['c', 'a', 'b']);
		expect(ids({ steps: stepsOf(moveStep(three, 'a', 99), 'deals') })).toEqual(['b', 'c', 'a']);
		expect(ids({ steps: stepsOf(moveStep(three, 'a', 99), 'team') })).toEqual(['t']);
		expect(ids(removeStep(three, 'b'))).toEqual(['a', 't', 'c']);
		expect(ids(setSteps(three, 'deals', [step('x'), step('y', 'team')]))).toEqual(['t', 'x']);
	});

	it('change one step, and nothing where nothing changes', () => {
		expect(toggleStep(three, 'a').steps[0]?.enabled).toBe(false);
		expect(updateStep(three, 'a', { v: 1 }).steps[0]?.params).toEqual({ v: 1 });
		const own = stepsOf(three, 'deals');
		for (const same of [
			addStep(three, step('a')),
			moveStep(three, 'a', 0),
			moveStep(three, 'none', 1),
			removeStep(three, 'none'),
			toggleStep(three, 'a', true),
			setSteps(three, 'deals', own)
		]) {
			expect(same).toBe(three);
		}
	});
});

describe('source edits', () => {
	it('keep snapshots in the order of their days', () => {
		const kept = takeSnapshot(takeSnapshot(base, 'deals', 's2', '2026-10-31'), 'deals', 's1', '2026-09-30');
		const taken = (workspace: typeof base): string[] => workspace.sources[0]?.snapshots.map(({ id }) => id) ?? [];
		expect(taken(kept)).toEqual(['s1', 's2']);
		expect(taken(dateSnapshot(kept, 'deals', 's1', '2026-11-30'))).toEqual(['s2', 's1']);
		expect(taken(removeSnapshot(kept, 'deals', 's1'))).toEqual(['s2']);
		const files = [sourceFile('newer')];
		const replaced = replaceFiles(
			kept,
			{ table: { ...source('deals').table, rows: 9 }, files, fileColumn: null },
			'2026-11-22'
		);
		expect(replaced.sources[0]).toMatchObject({ files, taken: '2026-11-22', table: { rows: 9 } });
		expect(taken(replaced)).toEqual(['s1', 's2']);
		for (const same of [
			takeSnapshot(kept, 'deals', 's1', '2020-01-01'),
			removeSnapshot(kept, 'deals', 'none'),
			replaceFiles(kept, { ...source('none'), ...snapshot('x', '2026-01-01') }, null)
		]) {
			expect(same).toBe(kept);
		}
	});
});

const model: SalesModel = {
	kind: 'deals',
	fact: 'deals',
	joins: [],
	fields: {
		amount: { table: 'deals', column: 'Amount' },
		owner: { table: 'deals', column: 'Rep' },
		stage: { table: 'deals', column: 'Stage' }
	},
	amount: { kind: 'field', field: { table: 'deals', column: 'Amount' } },
	outcome: { field: { table: 'deals', column: 'Stage' }, won: ['Won'], lost: [], open: ['New', 'Paid'], excluded: [] },
	stageOrder: [],
	currency: null
};

describe('memories', () => {
	const memory: ImportMemory = {
		signature: 'deal id',
		fileName: 'deals.csv',
		saved: NOW,
		overrides: {},
		steps: [{ kind: 'fill', params: { id: 'a' }, enabled: true }],
		roles: { amount: 'net', team: 'Rep', stage: 'stage' },
		outcome: { won: ['Won', 'Paid'], lost: ['Dead'], open: [], excluded: [] }
	};

	it('hold what was decided, and nothing when nothing was', () => {
		const [deals] = base.sources;
		expect(memoryOf(base, deals!, false, null, NOW)).toBeNull();
		const cleaned = setModel(addStep(base, step('a')), model);
		const made = memoryOf(cleaned, deals!, true, null, NOW);
		expect(made).toMatchObject({
			signature: 'deal id',
			steps: memory.steps,
			roles: { amount: 'Amount', owner: 'Rep', stage: 'Stage' }
		});
		expect(made?.outcome?.won).toEqual(['Won']);
		expect(memoryOf(cleaned, deals!, false, memory, NOW)?.roles).toEqual(memory.roles);
		expect(isEmpty(memoryOf(base, deals!, true, { ...memory, roles: {}, outcome: null }, NOW)!)).toBe(true);
	});

	it('give steps new identities', () => {
		expect(rememberedSteps(memory, 'orders', () => 'new')).toEqual([
			{ id: 'new', table: 'orders', kind: 'fill', params: { id: 'a' }, enabled: true }
		]);
	});

	it('give roles and words to a guess, by name, and take away what the user took away', () => {
		const columns = ['Amount', 'Net', 'Rep', 'Stage'].map((name) => ({
			column: { name, type: 'text' as const, nullable: true },
			rows: 1,
			nulls: 0,
			distinct: 1,
			min: null,
			max: null,
			top: []
		}));
		const learnt = withMemory(model, memory, 'deals', new Map([['deals', columns]]));
		expect(learnt.fields).toEqual({
			amount: { table: 'deals', column: 'Net' },
			team: { table: 'deals', column: 'Rep' },
			stage: { table: 'deals', column: 'Stage' }
		});
		expect(learnt.amount).toEqual({ kind: 'field', field: { table: 'deals', column: 'Net' } });
		expect(learnt.outcome).toMatchObject({ won: ['Won', 'Paid'], lost: ['Dead'], open: ['New'] });
		expect(withMemory(model, memory, 'elsewhere', new Map())).toBe(model);
	});
});

describe('remembered overrides', () => {
	const ymd: ColumnFormat = { name: '订单日期', type: 'date', format: { kind: 'date', pattern: 'y年m月d日' } };
	const found = (format: ColumnFormat, bad: boolean, sure: Finding['confidence'] = 'sure'): Preview => ({
		plan: { ...sourceFile('x').plan, columns: [format] },
		findings: [{ about: 'encoding', value: 'utf-8', because: 'bom', confidence: sure }],
		issues: [],
		lines: [],
		rows: [{ line: 2, cells: [{ text: '2017/4/27', value: bad ? null : '2017-04-27', bad }] }],
		total: { rows: 1, exact: true }
	});
	const memory: ImportMemory = {
		signature: '订单日期',
		fileName: 'orders_gb18030.csv',
		saved: NOW,
		overrides: { encoding: 'gb18030', headerLine: 3, footerLines: 2, columns: [ymd] },
		steps: [],
		roles: {},
		outcome: null
	};
	const slashes: ColumnFormat = { ...ymd, format: { kind: 'date', pattern: 'y/m/d' } };

	it('are not forced: neither an encoding that is sure, nor lines of another file, nor a pattern that does not fit', () => {
		const detected = found(slashes, false);
		const tried = overridesToTry(memory, detected);
		expect(tried).toEqual({ columns: [ymd] });
		expect(fittingOverrides(tried, detected, found(ymd, true))).toEqual({});
	});

	it('are taken where they fit', () => {
		const detected = found({ name: '订单日期', type: 'text' }, false, 'likely');
		const tried = overridesToTry(memory, detected);
		expect(tried).toEqual({ encoding: 'gb18030', columns: [ymd] });
		expect(fittingOverrides(tried, detected, found(ymd, false))).toEqual(tried);
		expect(fittingOverrides(tried, detected, found({ ...ymd, name: '¶©µ¥' }, false))).toEqual({});
	});
});
