import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ANY_WORD, type Role } from '../model/model';
import { proposeJoins, type JoinCandidate } from './joins';
import { proposeModel } from './propose-model';
import { profileCsv } from './testing/profile-csv';

const ROOT = '../shared/data/crm';
const present = existsSync(ROOT);
if (!present) console.info(`skipped: ${ROOT} is absent`);

function look(files: readonly string[], encoding = 'utf-8') {
	const tables = files.map((file) => {
		const text = new TextDecoder(encoding).decode(readFileSync(`${ROOT}/${file}`));
		return profileCsv(file.split('/').pop() ?? file, text);
	});
	const joins = proposeJoins(tables);
	return { tables, joins, ...proposeModel(tables, joins) };
}

const shown = (joins: readonly JoinCandidate[]) =>
	joins.map(({ from, to }) => `${from.table}.${from.column} → ${to.table}.${to.column}`).sort();

const fieldsOf = (model: ReturnType<typeof look>['model']) =>
	Object.fromEntries(
		Object.entries(model?.fields ?? {}).map(([role, field]) => [role, `${field.table}.${field.column}`])
	);

describe.skipIf(!present)('real exports', () => {
	test('Maven CRM: four files make one model', () => {
		const names = ['accounts', 'products', 'sales_pipeline', 'sales_teams'];
		const { joins, model, issues, unknownWords } = look(names.map((name) => `maven_crm/${name}.csv`));
		expect(shown(joins)).toEqual([
			'sales_pipeline.account → accounts.account',
			'sales_pipeline.product → products.product',
			'sales_pipeline.sales_agent → sales_teams.sales_agent'
		]);
		expect(model).toMatchObject({ kind: 'deals', fact: 'sales_pipeline', stageOrder: ['Prospecting', 'Engaging'] });
		expect(model?.outcome).toMatchObject({ won: ['Won'], lost: ['Lost'], excluded: [] });
		expect(fieldsOf(model)).toEqual({
			deal_id: 'sales_pipeline.opportunity_id',
			owner: 'sales_pipeline.sales_agent',
			product: 'sales_pipeline.product',
			account: 'sales_pipeline.account',
			stage: 'sales_pipeline.deal_stage',
			created_date: 'sales_pipeline.engage_date',
			close_date: 'sales_pipeline.close_date',
			amount: 'sales_pipeline.close_value',
			segment: 'accounts.sector',
			region: 'sales_teams.regional_office',
			manager: 'sales_teams.manager',
			category: 'products.series',
			unit_price: 'products.sales_price'
		});
		expect([...issues, ...unknownWords]).toEqual([]);
	});

	test('Superstore US and 中文', () => {
		const us = look(['superstore_us/orders.csv']);
		expect(us.model).toMatchObject({ kind: 'orders', amount: { field: { column: 'Sales' } }, outcome: null });
		expect(fieldsOf(us.model)).toMatchObject({
			order_date: 'orders.Order Date',
			order_id: 'orders.Order ID',
			account: 'orders.Customer Name',
			region: 'orders.Region',
			product: 'orders.Product Name',
			category: 'orders.Category',
			segment: 'orders.Segment',
			profit: 'orders.Profit'
		});
		const zh = look(['superstore_zh/orders_utf8bom.csv', 'superstore_zh/managers.csv', 'superstore_zh/returns.csv']);
		expect(shown(zh.joins)).toContain('orders_utf8bom.地区 → managers.地区');
		expect(zh.model).toMatchObject({ kind: 'orders', fact: 'orders_utf8bom', amount: { field: { column: '销售额' } } });
		expect(zh.model?.fields).toMatchObject({
			order_date: { column: '订单日期' },
			account: { column: '客户名称' },
			region: { column: '地区' },
			product: { column: '产品名称' },
			manager: { table: 'managers', column: '地区经理' }
		});
		expect([...us.issues, ...zh.issues]).toEqual([]);
	});

	test('Online Retail: the amount is computed', () => {
		const { model, issues } = look(['online_retail/online_retail_2010-12.csv']);
		expect(model?.amount).toMatchObject({
			kind: 'op',
			op: '*',
			left: { field: { column: 'Quantity' } },
			right: { field: { column: 'UnitPrice' } }
		});
		expect(model?.fields).toMatchObject({
			order_id: { column: 'InvoiceNo' },
			order_date: { column: 'InvoiceDate' },
			customer_id: { column: 'CustomerID' },
			product: { column: 'Description' },
			region: { column: 'Country' }
		});
		expect(issues).toEqual([]);
	});

	test('Olist: leads join, turnover is no amount, what is missing is said', () => {
		const { model, joins, issues } = look([
			'olist_funnel/closed_deals.csv',
			'olist_funnel/marketing_qualified_leads.csv'
		]);
		expect(shown(joins)).toEqual(['closed_deals.mql_id → marketing_qualified_leads.mql_id']);
		expect(fieldsOf(model)).toEqual({
			deal_id: 'closed_deals.mql_id',
			owner: 'closed_deals.sr_id',
			won_date: 'closed_deals.won_date',
			segment: 'closed_deals.business_segment',
			created_date: 'marketing_qualified_leads.first_contact_date',
			lead_source: 'marketing_qualified_leads.origin'
		});
		expect(model?.outcome).toMatchObject({ field: { column: 'won_date' }, won: [ANY_WORD], lost: [] });
		expect(issues.map(({ code }) => code)).toEqual(['model-no-amount']);
	});

	test('Salvirt: outcome without date and amount', () => {
		const { model, issues } = look(['salvirt_b2b/salvirt_b2b.csv']);
		expect(model?.outcome).toMatchObject({ field: { column: 'Status' }, won: ['Won'], lost: ['Lost'] });
		expect(model?.fields.account).toBeUndefined();
		expect(issues.map(({ code }) => code)).toEqual(['model-no-date', 'model-no-amount']);
	});

	const expected = present
		? (JSON.parse(readFileSync(`${ROOT}/header_fixtures/expected.json`, 'utf8')) as Record<
				string,
				{ encoding: string; roles: Record<string, string>; facts: Record<string, number> }
			>)
		: {};

	test.each(Object.entries(expected))('%s has the expected roles, rows and sums', (file, wanted) => {
		const { tables, model, guesses } = look([`header_fixtures/${file}`], wanted.encoding);
		const got = new Map(guesses[0]?.guesses.map(({ role, column }) => [role, column]));
		expect(Object.fromEntries(Object.keys(wanted.roles).map((role) => [role, got.get(role as Role)]))).toEqual(
			wanted.roles
		);
		const [table] = tables;
		expect(table?.table.rows).toBe(wanted.facts['rows']);
		const amount = table?.profiles.find(({ column }) => column.name === wanted.roles['amount']);
		const sum = amount?.top.reduce((total, { value, count }) => total + Number(value) * count, 0);
		expect(sum).toBeCloseTo(wanted.facts['amount_sum'] ?? NaN, 2);
		expect(amount?.nulls).toBe(wanted.facts['amount_nulls']);
		const outcome = table?.profiles.find(({ column }) => column.name === model?.outcome?.field.column);
		const countOf = (words: readonly string[] = []) =>
			outcome?.top.filter(({ value }) => words.includes(value)).reduce((total, { count }) => total + count, 0);
		expect(countOf(model?.outcome?.won)).toBe(wanted.facts['won']);
		expect(countOf(model?.outcome?.lost)).toBe(wanted.facts['lost']);
		expect(countOf(model?.outcome?.open)).toBe(wanted.facts['open']);
	});

	test.each([
		'telco_churn/telco_customer_churn.csv',
		'text/waimai_10k.csv',
		'reference/mtcars.csv',
		'reference/AirPassengers.csv'
	])('%s is neither deals nor orders', (file) => {
		const { model, issues } = look([file]);
		expect(model).toBeNull();
		expect(issues.map(({ code }) => code)).toEqual(['model-no-date']);
	});
});
