/* eslint-disable max-lines -- one table of headers, a line per header */
import type { DataKind, Role } from '../model/model';

/** What the values of a role must look like. */
export type ValueShape =
	| 'unique' // an identifier of the row: every value once
	| 'code' // an identifier that may repeat
	| 'name' // text that repeats or not
	| 'group' // text that repeats: a row belongs to a group
	| 'money'
	| 'count'
	| 'share' // 0–1 or 0–100
	| 'date'
	| 'words' // few different words
	| 'currency'
	| 'prose'; // free text

/** A role: which headers name it and what its values must look like. */
export interface RoleDefinition {
	readonly role: Role;
	readonly shape: ValueShape;
	/** The kind of data it belongs to; both when absent. */
	readonly kind?: DataKind;
	/** Headers that name it, English and Chinese, best first. Compared by `headerKey`. */
	readonly headers: readonly string[];
	/** Headers that may mean it, but also other things. */
	readonly weak?: readonly string[];
}

/**
 * Every role with its headers, from the exports of Salesforce (report, Data Loader, Chinese), HubSpot, Pipedrive, Dynamics 365,
 * Zoho, Odoo, 销售易, 纷享销客, CordysCRM, order exports and usual spreadsheets.
 */
export const ROLES: readonly RoleDefinition[] = [
	{
		role: 'deal_id',
		shape: 'unique',
		kind: 'deals',
		headers: [
			'(do not modify) opportunity',
			'opportunity id',
			'deal id',
			'record id',
			'opportunity number',
			'opportunity no',
			'deal number',
			'商机编号',
			'机会编号',
			'业务机会编码',
			'业务机会编号',
			'业务机会 ID',
			'业务编码',
			'商机编码',
			'商机 ID',
			'项目编号',
			'销售机会编号'
		],
		weak: ['id', 'lead id', 'mql id', '编号', '序号']
	},
	{
		role: 'deal_name',
		shape: 'name',
		kind: 'deals',
		headers: [
			'opportunity name',
			'deal name',
			'opportunity',
			'topic',
			'deal title',
			'title',
			'deal',
			'potential name',
			'商机名称',
			'机会名称',
			'业务机会名称',
			'销售机会名称',
			'销售机会',
			'项目名称',
			'商机主题',
			'商机'
		],
		weak: ['name', 'subject', 'project', 'project name', '名称', '主题']
	},
	{
		role: 'account',
		shape: 'name',
		headers: [
			'account name',
			'account',
			'company name',
			'company',
			'customer name',
			'customer',
			'client name',
			'associated company',
			'primary associated company',
			'potential customer',
			'account / potential customer',
			'organization',
			'organisation',
			'organization name',
			'client',
			'buyer',
			'客户名称',
			'客户名',
			'客户',
			'公司名称',
			'单位名称',
			'最终客户',
			'关联客户',
			'客户简称',
			'企业名称',
			'购买方'
		],
		weak: ['公司', '客户全称', 'partner name', 'associated company names']
	},
	{
		role: 'contact',
		shape: 'name',
		headers: [
			'contact',
			'contact name',
			'contact person',
			'primary contact',
			'associated contact',
			'联系人',
			'联系人姓名',
			'主要联系人'
		]
	},
	{
		role: 'amount',
		shape: 'money',
		kind: 'deals',
		headers: [
			'amount',
			'deal value',
			'deal amount',
			'value',
			'est. revenue',
			'estimated revenue',
			'opportunity amount',
			'opportunity value',
			'close value',
			'bid value',
			'total amount',
			'amount in company currency',
			'商机金额',
			'销售金额',
			'预计金额',
			'预计销售金额',
			'预计销售额',
			'业务机会金额',
			'商机预计金额',
			'预计成交金额',
			'机会金额',
			'项目金额',
			'金额',
			'成交金额',
			'合同金额'
		],
		weak: ['acv', 'tcv', 'arr', 'mrr', 'revenue', 'total', 'price', 'contract value', '订单金额', '总金额']
	},
	{
		role: 'amount',
		shape: 'money',
		kind: 'orders',
		headers: [
			'sales',
			'sales amount',
			'revenue',
			'order amount',
			'order total',
			'order value',
			'line total',
			'total amount',
			'net sales',
			'net amount',
			'gross sales',
			'total sales',
			'total revenue',
			'total price',
			'amount',
			'invoice amount',
			'total',
			'grand total',
			'销售额',
			'订单金额',
			'销售金额',
			'订单总额',
			'成交金额',
			'实付金额',
			'支付金额',
			'总金额',
			'总价',
			'金额'
		],
		weak: ['value', 'turnover', 'subtotal', 'price total', 'extended price', '小计', '收入', '营业额', '应付金额']
	},
	{
		role: 'actual_amount',
		shape: 'money',
		kind: 'deals',
		headers: [
			'actual revenue',
			'actual amount',
			'won amount',
			'closed amount',
			'实际金额',
			'赢单金额',
			'签约金额',
			'合同签订金额'
		],
		weak: ['成交金额', '实际成交金额']
	},
	{
		role: 'weighted_amount',
		shape: 'money',
		kind: 'deals',
		headers: [
			'expected revenue',
			'weighted amount',
			'weighted value',
			'forecast amount',
			'weighted revenue',
			'prorated revenue',
			'加权金额',
			'预测金额',
			'预计收入',
			'预期收入',
			'加权预测金额'
		]
	},
	{
		role: 'currency',
		shape: 'currency',
		headers: [
			'currency',
			'amount currency',
			'currency of value',
			'currency iso code',
			'currency code',
			'deal currency',
			'transaction currency',
			'币种',
			'货币',
			'金额货币',
			'业务机会货币'
		]
	},
	{
		role: 'stage',
		shape: 'words',
		kind: 'deals',
		headers: [
			'stage',
			'deal stage',
			'sales stage',
			'stage name',
			'opportunity stage',
			'pipeline phase',
			'pipeline stage',
			'current stage',
			'阶段',
			'销售阶段',
			'商机阶段',
			'机会阶段',
			'业务机会阶段',
			'当前阶段',
			'项目阶段'
		],
		weak: ['step', 'phase', 'step name']
	},
	{
		role: 'status',
		shape: 'words',
		kind: 'deals',
		headers: [
			'deal status',
			'status',
			'opportunity status',
			'opportunity result',
			'outcome',
			'result',
			'is won',
			'is closed won',
			'converted',
			'won/lost',
			'商机状态',
			'机会状态',
			'状态',
			'成交状态',
			'是否赢单',
			'结果',
			'是否成交',
			'赢单状态'
		],
		weak: ['state', 'win/loss', 'won', 'closed', 'status code']
	},
	{
		role: 'pipeline',
		shape: 'words',
		kind: 'deals',
		headers: [
			'pipeline',
			'deal pipeline',
			'sub-pipeline',
			'sales process',
			'record type',
			'销售流程',
			'管道',
			'业务类型',
			'销售管道'
		]
	},
	{
		role: 'probability',
		shape: 'share',
		kind: 'deals',
		headers: [
			'probability',
			'probability %',
			'deal probability',
			'win probability',
			'win %',
			'win likelihood',
			'likelihood',
			'confidence',
			'赢率',
			'可能性',
			'成交概率',
			'概率',
			'赢单率',
			'成功率',
			'成单概率'
		]
	},
	{
		role: 'forecast_category',
		shape: 'words',
		kind: 'deals',
		headers: ['forecast category', 'forecast category name', 'commit', '预测分类', '预测类别', '阶段分类', '承诺']
	},
	{
		role: 'close_date',
		shape: 'date',
		kind: 'deals',
		headers: [
			'close date',
			'actual close date',
			'closing date',
			'closed date',
			'closed on',
			'close time',
			'结单日期',
			'成交日期',
			'实际成交日期',
			'关闭日期',
			'结束日期',
			'结束时间',
			'签约日期',
			'实际结单日期',
			'成交时间',
			'结单时间',
			'实际关闭日期'
		]
	},
	{
		role: 'won_date',
		shape: 'date',
		kind: 'deals',
		headers: ['won time', 'won date', 'won on', 'date won', '赢单时间', '赢单日期']
	},
	{
		role: 'lost_date',
		shape: 'date',
		kind: 'deals',
		headers: ['lost time', 'lost date', 'lost on', 'date lost', '输单时间', '输单日期', '丢单时间', '丢单日期']
	},
	{
		role: 'expected_close_date',
		shape: 'date',
		kind: 'deals',
		headers: [
			'expected close date',
			'est. close date',
			'estimated close date',
			'exp. close',
			'exp. close date',
			'expected closing',
			'expected closing date',
			'target close',
			'target close date',
			'expected close',
			'预计成交日期',
			'预计结单日期',
			'预计签约日期',
			'预计关闭日期',
			'预期关闭日期',
			'预计成交时间',
			'预计签单日期',
			'预计结束日期'
		]
	},
	{
		role: 'created_date',
		shape: 'date',
		headers: [
			'created date',
			'create date',
			'created on',
			'created time',
			'created at',
			'creation date',
			'date created',
			'deal created',
			'engage date',
			'first contact date',
			'open date',
			'opened date',
			'创建日期',
			'创建时间',
			'建立日期',
			'录入时间',
			'录入日期',
			'立项日期'
		],
		weak: ['created', 'start date', 'add time', '开始日期']
	},
	{
		role: 'stage_entered',
		shape: 'date',
		kind: 'deals',
		headers: [
			'date entered current stage',
			'last stage change date',
			'last stage change',
			'stage change date',
			'stage entered',
			'last stage change time',
			'阶段更新时间',
			'进入阶段时间',
			'阶段变更时间',
			'进入阶段日期',
			'进入当前阶段时间'
		]
	},
	{
		role: 'last_activity',
		shape: 'date',
		kind: 'deals',
		headers: [
			'last activity date',
			'last activity',
			'last activity time',
			'last contacted',
			'last contact date',
			'last followed',
			'date of last activity',
			'最后跟进时间',
			'最近活动时间',
			'最近跟进时间',
			'最近跟进日期',
			'最后跟进日期',
			'上次活动日期'
		]
	},
	{
		role: 'owner',
		shape: 'group',
		headers: [
			'opportunity owner',
			'deal owner',
			'owner',
			'owner name',
			'owner full name',
			'sales agent',
			'sales rep',
			'sales representative',
			'salesperson',
			'sales person',
			'seller',
			'account executive',
			'assigned to',
			'rep',
			'rep name',
			'商机所有人',
			'业务机会所有人',
			'负责人',
			'所有人',
			'商机负责人',
			'机会所有人',
			'销售人员',
			'销售代表',
			'业务员',
			'销售员',
			'销售',
			'跟进人',
			'业务机会 所有人'
		],
		weak: ['sr id', 'agent', 'account manager', 'account owner', 'owner id', 'user', '客户经理', '销售负责人']
	},
	{
		role: 'team',
		shape: 'group',
		headers: [
			'team',
			'sales team',
			'owner role',
			'department',
			'owning team',
			'hubspot team',
			'business unit',
			'部门',
			'归属部门',
			'所属部门',
			'销售团队',
			'团队',
			'负责人主属部门'
		],
		weak: ['regional office', 'office', 'branch', '分公司', '事业部']
	},
	{
		role: 'manager',
		shape: 'group',
		headers: [
			'manager',
			'sales manager',
			'owner manager',
			'regional manager',
			'team lead',
			'地区经理',
			'销售经理',
			'经理',
			'主管',
			'上级',
			'区域经理'
		]
	},
	{
		role: 'lead_source',
		shape: 'words',
		headers: [
			'lead source',
			'deal source',
			'opportunity source',
			'source',
			'original source',
			'original source type',
			'original traffic source',
			'origin',
			'channel',
			'线索来源',
			'商机来源',
			'机会来源',
			'客户来源',
			'潜在客户来源',
			'来源',
			'业务机会来源',
			'销售渠道',
			'渠道'
		]
	},
	{
		role: 'campaign',
		shape: 'name',
		headers: [
			'campaign',
			'primary campaign source',
			'campaign source',
			'campaign name',
			'市场活动',
			'营销活动',
			'活动名称',
			'主要市场活动来源'
		]
	},
	{
		role: 'deal_type',
		shape: 'words',
		kind: 'deals',
		headers: ['deal type', 'opportunity type', 'type', '机会类型', '商机类型', '类型', '业务机会类型', '项目类型']
	},
	{
		role: 'lost_reason',
		shape: 'name',
		kind: 'deals',
		headers: [
			'lost reason',
			'closed lost reason',
			'loss reason',
			'reason for loss',
			'reason lost',
			'输单原因',
			'丢单原因',
			'失败原因',
			'流失原因'
		],
		weak: ['输单描述', 'lost reason details']
	},
	{
		role: 'product',
		shape: 'group',
		headers: [
			'product name',
			'product',
			'item name',
			'item',
			'primary product',
			'product description',
			'产品名称',
			'产品',
			'商品名称',
			'商品',
			'意向产品',
			'货品名称',
			'物料名称'
		],
		weak: [
			'description',
			'stock code',
			'product line',
			'product id',
			'product code',
			'sku',
			'item description',
			'产品线',
			'产品 ID',
			'产品编号'
		]
	},
	{
		role: 'category',
		shape: 'words',
		headers: [
			'category',
			'product category',
			'product family',
			'product group',
			'sub-category',
			'类别',
			'品类',
			'产品类别',
			'产品线',
			'商品类别',
			'产品分类',
			'分类',
			'子类别'
		],
		weak: ['series', 'product line', 'line', 'department name', '系列']
	},
	{
		role: 'quantity',
		shape: 'count',
		headers: [
			'quantity',
			'qty',
			'order quantity',
			'units',
			'units sold',
			'quantity ordered',
			'数量',
			'销量',
			'销售数量',
			'订购数量',
			'件数'
		]
	},
	{
		role: 'unit_price',
		shape: 'money',
		headers: [
			'unit price',
			'sales price',
			'price each',
			'list price',
			'selling price',
			'price',
			'单价',
			'售价',
			'销售单价',
			'产品单价',
			'销售价格',
			'价格'
		]
	},
	{
		role: 'discount',
		shape: 'share',
		headers: ['discount', 'discount %', 'discount rate', '折扣', '折扣率']
	},
	{
		role: 'order_id',
		shape: 'code',
		kind: 'orders',
		headers: [
			'order id',
			'order no',
			'order number',
			'invoice no',
			'invoice',
			'invoice number',
			'invoice id',
			'transaction id',
			'sales order',
			'订单 ID',
			'订单编号',
			'订单号',
			'单据编号',
			'销售单号',
			'发票号'
		]
	},
	{
		role: 'order_date',
		shape: 'date',
		kind: 'orders',
		headers: [
			'order date',
			'invoice date',
			'date of sale',
			'sale date',
			'sales date',
			'transaction date',
			'purchase date',
			'ordered at',
			'order purchase timestamp',
			'订单日期',
			'下单时间',
			'下单日期',
			'销售日期',
			'交易日期',
			'订单时间',
			'开票日期',
			'购买日期'
		],
		weak: ['date', '日期', '时间', 'day', '成交日期', 'created at', 'period', 'month', '月份']
	},
	{
		role: 'customer_id',
		shape: 'code',
		headers: [
			'customer id',
			'customer no',
			'customer number',
			'account id',
			'client id',
			'客户 ID',
			'客户编号',
			'客户编码',
			'会员号',
			'会员 ID'
		],
		weak: ['company id', 'user id', 'buyer id']
	},
	{
		role: 'cost',
		shape: 'money',
		headers: ['cost', 'cogs', 'cost of goods sold', 'total cost', '成本', '成本金额', '总成本'],
		weak: ['unit cost', '成本价']
	},
	{
		role: 'profit',
		shape: 'money',
		headers: ['profit', 'gross profit', 'gross income', 'net profit', '利润', '毛利', '毛利润', '净利润'],
		weak: ['margin', 'gross margin']
	},
	{
		role: 'region',
		shape: 'group',
		headers: [
			'region',
			'sales region',
			'territory',
			'sales territory',
			'area',
			'region name',
			'地区',
			'区域',
			'大区',
			'销售区域',
			'所属区域',
			'country',
			'country/region',
			'billing country',
			'state',
			'state/province',
			'province',
			'billing state',
			'省份',
			'省/自治区',
			'国家',
			'城市',
			'city',
			'billing city'
		],
		weak: ['postal code', 'location', 'office location', 'regional office', 'market', 'geography', 'zip', '所在地']
	},
	{
		role: 'segment',
		shape: 'words',
		headers: [
			'segment',
			'customer segment',
			'market segment',
			'business segment',
			'industry',
			'sector',
			'account industry',
			'细分',
			'客户细分',
			'行业',
			'所属行业',
			'客户行业',
			'客户级别',
			'客户类型'
		],
		weak: ['customer type', 'account type', 'customer group']
	},
	{
		role: 'quota',
		shape: 'money',
		headers: [
			'quota',
			'sales target',
			'sales quota',
			'target',
			'goal',
			'目标',
			'销售目标',
			'业绩目标',
			'指标',
			'目标金额'
		]
	},
	{
		role: 'contract_amount',
		shape: 'money',
		headers: ['contract amount', 'contract value', '合同金额', '合同总额', '合同总金额']
	},
	{
		role: 'paid_amount',
		shape: 'money',
		headers: ['paid amount', 'amount paid', 'payment received', '已回款金额', '回款金额', '已收款金额', '已付金额']
	},
	{
		role: 'text',
		shape: 'prose',
		headers: [
			'notes',
			'note',
			'comment',
			'comments',
			'review',
			'remarks',
			'deal description',
			'feedback',
			'备注',
			'描述',
			'跟进内容',
			'评价',
			'说明',
			'跟进记录'
		],
		weak: ['description', 'details', 'message']
	}
];
