import type { SalesModel } from '../../src/lib/core/model/model';

/** Maven CRM: four tables; `account`, `product` and `sales_agent` are looked up. Open stages are named, not excluded. */
export const MAVEN: SalesModel = {
	kind: 'deals',
	fact: 'sales_pipeline',
	joins: [
		{
			from: { table: 'sales_pipeline', column: 'sales_agent' },
			to: { table: 'sales_teams', column: 'sales_agent' }
		},
		{ from: { table: 'sales_pipeline', column: 'product' }, to: { table: 'products', column: 'product' } },
		{ from: { table: 'sales_pipeline', column: 'account' }, to: { table: 'accounts', column: 'account' } }
	],
	fields: {
		deal_id: { table: 'sales_pipeline', column: 'opportunity_id' },
		account: { table: 'sales_pipeline', column: 'account' },
		amount: { table: 'sales_pipeline', column: 'close_value' },
		stage: { table: 'sales_pipeline', column: 'deal_stage' },
		close_date: { table: 'sales_pipeline', column: 'close_date' },
		created_date: { table: 'sales_pipeline', column: 'engage_date' },
		owner: { table: 'sales_pipeline', column: 'sales_agent' },
		product: { table: 'sales_pipeline', column: 'product' },
		category: { table: 'products', column: 'series' },
		manager: { table: 'sales_teams', column: 'manager' },
		region: { table: 'sales_teams', column: 'regional_office' },
		segment: { table: 'accounts', column: 'sector' }
	},
	amount: { kind: 'field', field: { table: 'sales_pipeline', column: 'close_value' } },
	outcome: {
		field: { table: 'sales_pipeline', column: 'deal_stage' },
		won: ['Won'],
		lost: ['Lost'],
		open: ['Prospecting', 'Engaging'],
		excluded: []
	},
	stageOrder: ['Prospecting', 'Engaging'],
	currency: 'USD'
};

const us = (column: string) => ({ table: 'orders', column });

/** Superstore (US): one table of order lines; the category role is played by the sub-category. */
export const SUPERSTORE_US: SalesModel = {
	kind: 'orders',
	fact: 'orders',
	joins: [],
	fields: {
		order_id: us('Order ID'),
		order_date: us('Order Date'),
		customer_id: us('Customer ID'),
		account: us('Customer Name'),
		segment: us('Segment'),
		region: us('Region'),
		product: us('Product Name'),
		category: us('Sub-Category'),
		amount: us('Sales'),
		quantity: us('Quantity'),
		profit: us('Profit')
	},
	amount: { kind: 'field', field: us('Sales') },
	outcome: null,
	stageOrder: [],
	currency: 'USD'
};

const zh = (column: string) => ({ table: '订单', column });

/** Superstore (简体中文): the same with Chinese headers. */
export const SUPERSTORE_ZH: SalesModel = {
	kind: 'orders',
	fact: '订单',
	joins: [{ from: zh('地区'), to: { table: '销售人员', column: '地区' } }],
	fields: {
		order_id: zh('订单 ID'),
		order_date: zh('订单日期'),
		customer_id: zh('客户 ID'),
		account: zh('客户名称'),
		segment: zh('细分'),
		region: zh('地区'),
		product: zh('产品名称'),
		category: zh('子类别'),
		amount: zh('销售额'),
		quantity: zh('数量'),
		profit: zh('利润'),
		manager: { table: '销售人员', column: '地区经理' }
	},
	amount: { kind: 'field', field: zh('销售额') },
	outcome: null,
	stageOrder: [],
	currency: 'CNY'
};

const retail = (column: string) => ({ table: 'online_retail', column });

/** Online Retail: no amount column; an order line is worth quantity × unit price. */
export const ONLINE_RETAIL: SalesModel = {
	kind: 'orders',
	fact: 'online_retail',
	joins: [],
	fields: {
		order_id: retail('InvoiceNo'),
		order_date: retail('InvoiceDate'),
		customer_id: retail('CustomerID'),
		product: retail('Description'),
		region: retail('Country'),
		quantity: retail('Quantity'),
		unit_price: retail('UnitPrice')
	},
	amount: {
		kind: 'op',
		op: '*',
		left: { kind: 'field', field: retail('Quantity') },
		right: { kind: 'field', field: retail('UnitPrice') }
	},
	outcome: null,
	stageOrder: [],
	currency: 'GBP'
};
