/** What one word of a header says, whatever header it stands in. */
export type Concept =
	| 'expected'
	| 'weighted'
	| 'actual'
	| 'close'
	| 'won'
	| 'lost'
	| 'create'
	| 'first'
	| 'last'
	| 'touch'
	| 'change'
	| 'order'
	| 'line'
	| 'deal'
	| 'lead'
	| 'contract'
	| 'pay'
	| 'date'
	| 'money'
	| 'total'
	| 'price'
	| 'each'
	| 'quantity'
	| 'discount'
	| 'cost'
	| 'profit'
	| 'taxed'
	| 'untaxed'
	| 'person'
	| 'seller'
	| 'customer'
	| 'product'
	| 'group'
	| 'name'
	| 'id'
	| 'probability'
	| 'percent'
	| 'stage'
	| 'status'
	| 'reason'
	| 'source'
	| 'team'
	| 'place'
	| 'currency'
	| 'text'
	| 'type'
	| 'forecast'
	| 'plain'
	| 'turning';

/** Words of each concept, English and Chinese (simplified; traditional ones are simplified first), divided by blanks. */
const VOCABULARY: Readonly<Record<Concept, string>> = {
	expected:
		'expected estimated est exp projected proj likely anticipated planned predicted targeted potential voraussichtlich voraussichtlicher voraussichtliches geplant geplanter geplantes erwartet erwarteter erwartetes prevu prevue prevista previsto estimada 预计 预期 预估 预测 计划 估计 拟',
	forecast: 'forecast forecasted',
	weighted: 'weighted wtd prorated 加权 折算',
	actual: 'actual realized realised final 实际 真实 最终',
	close:
		'close closed closing closes sign signed signing signature decision awarded abschluss abgeschlossen cloture cierre 成交 签约 签单 签订 签署 签 结单 结案 关闭 关单 成单 落单 中标',
	won: 'won win winning wins 赢单 赢',
	lost: 'lost loss lose losing 输单 丢单 失单 战败 流失 失败 输',
	create:
		'create created creation entered entry opened added registered registration inserted logged 创建 建立 录入 新建 登记 添加 新增 立项 建档 报备',
	first: 'first initial 首次 初次 第一次',
	last: 'last latest recent newest 最后 最后一次 最近 最近一次 上次 上一次 最新',
	touch:
		'activity contacted contact communication interaction touch touched follow followed followup visit visited engagement call meeting 跟进 联系 联络 活动 拜访 互动 沟通 接触 回访 跟踪',
	change: 'change changed entered moved modified update updated since 变更 变化 进入 更新 变动',
	order:
		'order ordered orders purchase purchased sale sales sold invoice invoiced bill billed billing transaction receipt posting document doc checkout placed completed txn so 下单 订单 主订单 订购 销售 销货 销 开票 发票 交易 单据 购买 出库 出货 提交 生成 小票 单',
	line: 'line item lineitem row position 明细 行',
	deal: 'deal deals opportunity opp opps oppty opty potential bid project quote pursuit 商机 机会 销售机会 业务机会 项目',
	lead: 'lead leads 线索',
	contract: 'contract agreement 合同 协议',
	pay: 'paid payment received collected 回款 已回款 付款 已付款 支付 实付 实付款 实收 已付 已收 收款 已收款 到账 累计回款',
	date: 'date dates tag termin fecha time at on dt day datetime timestamp ts when am le datum 日期 时间 日 时刻 于',
	money:
		'amount amt value val values revenue rev worth income volume budget proceeds turnover sum tcv acv arr mrr gmv 金额 总额 额 额度 价值 款 款项 货款 总价 合计 总计 收入 总金额',
	total: 'total gross net grand overall subtotal 总 全部 整单 累计',
	price: 'price prices px retail 单价 价格 售价 价',
	each: 'unit each per 每',
	quantity: 'quantity qty units pcs pieces 数量 总数量 件数 台数 套数 销量 只数 个数',
	discount: 'discount discounts rebate promotion markdown 折扣 折让 优惠',
	cost: 'cost costs cogs 成本',
	profit: 'profit margin 利润 毛利 净利',
	taxed: 'inc incl including 含税 价税',
	untaxed: 'excl excluding ex before 未税 不含税 无税 税前',
	person: 'person people user by username full 人 人员 员 人姓名',
	seller:
		'owner owned rep reps representative salesperson salesman seller assignee assigned responsible agent consultant employee cashier executive handler salesrep 负责人 责任人 业务员 业务 销售员 销售人员 业务人员 业务负责人 经手人 经办人 跟单人 跟单员 跟进人 跟进销售 责任销售 所有人 归属人 添加人 接待人 营业员 收银员 导购 销售顾问 业务代表',
	customer:
		'customer customers client clients buyer company organization organisation account accounts accts acct cust purchaser patron party bill sold ship 客户 顾客 买家 企业 公司 甲方 购买方 客 用户 会员',
	product:
		'product products item items goods article prod merchandise service material title 商品 产品 物料 存货 宝贝 货品 选购商品 品 服务',
	group: 'category categories family class group subcategory 类别 分类 品类 大类 小类 类目 系列',
	name: 'name names title full label description primary main 名称 名 姓名 全称 简称 全名 标题 主题 主要 关联 所属',
	id: 'id number num no nr code key ref reference identifier 编号 编码 代码 号 号码 代号 单号 流水号 帐号 账号 序号',
	probability:
		'probability prob chance chances likelihood confidence odds certainty 概率 几率 机率 可能性 把握 把握度 赢率 胜率 成功率',
	percent: 'percent percentage pct ratio rate 率 比例 百分比',
	stage: 'stage stages phase step milestone stagename 阶段 进度 进展 环节',
	status: 'status state outcome result statusname 状态 结果',
	reason: 'reason reasons objection objections motive 原因 理由',
	source: 'source sources origin channel leadsource 来源 渠道 流量来源 获客渠道',
	team: 'team department dept division squad 部门 团队 事业部 小组',
	place: 'country region state province city town territory county area 国家 地区 区域 省 省份 市 城市 大区',
	currency: 'currency curr ccy 币种 币别 货币',
	text: 'note notes comment comments remark remarks memo details description message 备注 描述 说明 留言 摘要 情况 记录',
	type: 'type kind 类型 种类',
	plain:
		'associated related linked the of a de record current our my all base main sales crm in to primary currency usd eur gbp cny rmb 当前 目前 本次 现 的 所处 所在 次 方 上 人民币',
	turning:
		'ids tax taxes vat shipping freight postage handling refund refunds refunded due balance remaining outstanding unpaid modified duration days age hours minutes count counts url email phone fax address zip postal rank score rating flag fee fees deposit tip tips warehouse supplier vendor next previous prev prior old parent refundable uom weight batch version attempts stock ' +
		'税额 税率 税 运费 邮费 退款 退货 未 余额 欠款 下次 下一次 下一 修改 规格 型号 天数 次数 时长 电话 手机 邮箱 地址 排名 评分 锁定 生命 售后 物流 发货 仓库 供应商 上级 手续费 佣金 父 原'
};

const english = new Map<string, Set<Concept>>();
const chinese = new Map<string, Set<Concept>>();
for (const [concept, list] of Object.entries(VOCABULARY) as [Concept, string][]) {
	for (const word of list.split(' ')) {
		const dictionary = /[\u3400-\u9fff]/.test(word) ? chinese : english;
		dictionary.set(word, (dictionary.get(word) ?? new Set()).add(concept));
	}
}
const LONGEST = Math.max(...[...chinese.keys()].map((word) => word.length));

/** A header taken apart: what each of its words may say, in order; an empty set is a word that is not known. */
export type HeaderReading = readonly ReadonlySet<Concept>[];

/** "Excl. VAT" says what an amount is without; "VAT" alone is the tax itself. */
const TAXES = /^(?:tax|taxes|vat|gst)$/;
const WITH_OR_WITHOUT = /^(?:inc|incl|including|excl|excluding|ex|before|without)$/;

const UNKNOWN: ReadonlySet<Concept> = new Set();

/** Reads the words of a header key: Latin words as they are, runs of Chinese by the longest known word first. */
export function readConcepts(words: readonly string[]): HeaderReading {
	return words.flatMap((word, at) =>
		TAXES.test(word) && WITH_OR_WITHOUT.test(words[at - 1] ?? '')
			? []
			: word
					.split(/(?<=[\u3400-\u9fff])(?=[^\u3400-\u9fff])|(?<=[^\u3400-\u9fff])(?=[\u3400-\u9fff])/)
					.flatMap((part) => (/[\u3400-\u9fff]/.test(part) ? chineseConcepts(part) : [english.get(part) ?? UNKNOWN]))
	);
}

function chineseConcepts(text: string): ReadonlySet<Concept>[] {
	const found: ReadonlySet<Concept>[] = [];
	let unknown = false;
	for (let at = 0; at < text.length;) {
		let length = Math.min(LONGEST, text.length - at);
		while (length > 0 && !chinese.has(text.slice(at, at + length))) length--;
		if (length > 0) found.push(chinese.get(text.slice(at, at + length)) ?? UNKNOWN);
		else if (!unknown) found.push(UNKNOWN);
		unknown = length === 0;
		at += Math.max(1, length);
	}
	return found;
}
