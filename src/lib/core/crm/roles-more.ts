import type { DataKind, Role } from '../model/model';

/** More headers of a role: of less common systems, of shops, and in German, French, Spanish, Portuguese, Italian and Japanese. */
export interface MoreHeaders {
	readonly role: Role;
	/** The definition they belong to, where a role has one per kind. */
	readonly kind?: DataKind;
	readonly headers: string;
	readonly weak?: string;
}

/** Headers divided by commas. Compared by `headerKey`: case, accents, blanks and traditional characters do not matter. */
export const MORE_HEADERS: readonly MoreHeaders[] = [
	{
		role: 'deal_id',
		headers:
			'copper id, opportunity key, document number, document no, sales document, deal no, opp id, opp no, quote id, verkaufschance id, 商机id, 合同编号, 合同号, 项目编码, 交易编号, 案件番号',
		weak: 'crm id, external id, record no, 案号'
	},
	{
		role: 'deal_name',
		headers:
			'deal description name, associated deal, related deal, related opportunity, 关联商机, 所属商机, opp name, opportunity title, deal topic, verkaufschance, verkaufschance name, opportunitat, name der verkaufschance, nom de l affaire, affaire, nom de l opportunite, opportunite, oportunidad, nombre de la oportunidad, nombre del negocio, negocio, oportunidade, opportunita, trattativa, 案件名, 商談名, 合同名称, 商机标题, 交易名称, 机会主题',
		weak: 'bezeichnung, titel, titre, titulo, 项目'
	},
	{
		role: 'account',
		headers:
			'end customer, end user, customer company, client company, client account, account full name, business name, company account, billing company, billing name, bill to, bill to name, sold to, sold to party, ship to name, customer description, customer full name, buyer name, purchaser, merchant, kunde, kundenname, firma, unternehmen, firmenname, auftraggeber, compte, nom du compte, nom du client, societe, entreprise, cliente, nombre del cliente, nombre de la cuenta, cuenta, empresa, razon social, azienda, 取引先, 取引先名, 顧客名, 会社名, 客户单位, 客户公司, 客户全名, 企业客户, 签约客户, 客户姓名, 买家昵称, 买家会员名, 买家姓名, 会员名, 会员昵称, 购货单位, 往来单位, 甲方, 甲方名称',
		weak: 'related to, lead name, end client, organisation name, company (primary), konto, 买家, 收货人, 收货人姓名, 收件人, recipient, ship name'
	},
	{
		role: 'contact',
		headers:
			'related contacts, contact full name, decision maker, key contact, 决策人, 对接人, 关键人, 客户对接人, primary contact name, main contact, ansprechpartner, kontakt, kontaktperson, contacto, contact principal, referente, 担当者名, 客户联系人, 关联联系人, 联系人名称'
	},
	{
		role: 'amount',
		kind: 'deals',
		headers:
			'opp amount, opp value, deal size, deal worth, contract amount (total), total value, total deal value, total opportunity value, expected amount, estimated value, estimated amount, expected value total, pipeline value, pipeline amount, amount total, forecasted amount, betrag, auftragswert, wert, umsatz, geschatzter umsatz, erwarteter umsatz, volumen, angebotswert, montant, montant total, valeur, chiffre d affaires, importe, monto, monto total, valor, valor total, valor do negocio, importo, valore, 金額, 受注金額, 預估金額, 见积金额, 商机总额, 预估金额, 估计金额, 预测成交金额, 项目总额, 预计合同金额, 意向金额, 报价金额, 预计收款金额, 交易金额',
		weak: 'net value, gross value, booking amount, bookings, potential revenue, 总额, 报价, 预算金额, 预算'
	},
	{
		role: 'amount',
		kind: 'orders',
		headers:
			'line amount, line value, line revenue, item total, item price, row total, extended amount, extended price, order total amount, order revenue, total order value, total paid, amount charged, amount usd, sale amount, sales value, sales usd, net revenue, gross revenue, net total, total incl tax, payment amount, transaction amount, invoice total, invoiced amount, billed amount, gesamtbetrag, rechnungsbetrag, nettobetrag, bruttobetrag, umsatz, betrag, gesamtpreis, positionswert, montant, montant total, montant ht, montant ttc, total ttc, total ht, importe, importe total, total factura, ventas, valor total, vendas, faturamento, importo, totale, 売上, 売上金額, 売上高, 合計金額, 销售收入, 订单实付金额, 实付款, 实付, 实收款, 买家实际支付金额, 实收金额, 实际支付金额, 实际付款金额, 订单应付金额, 商品总价, 含税金额, 不含税金额, 价税合计, 结算金额, 交易金额, 销售总额, 订单总金额, 出库金额, 成交额, 流水, 营收',
		weak: 'cart total, order price, product total, net price, 开票金额, 发票金额, 合计, 应收金额, 买家应付货款'
	},
	{
		role: 'actual_amount',
		headers:
			'actual value, realized revenue, booked revenue, closed won amount, tatsachlicher umsatz, montant reel, importe real, 实际成交额, 实际签约金额, 赢单总额'
	},
	{
		role: 'weighted_amount',
		headers:
			'weighted pipeline, weighted, weighted deal value, probability weighted amount, expected value, risk adjusted amount, gewichteter umsatz, gewichteter betrag, gewichteter wert, montant pondere, valeur ponderee, importe ponderado, valor ponderado, 加权商机金额, 加权收入, 预期金额'
	},
	{
		role: 'currency',
		headers:
			'curr, ccy, value currency, order currency, currency iso, currency name, wahrung, devise, moneda, moeda, valuta, 通貨, 币别, 交易币种, 订单币种, 结算币种'
	},
	{
		role: 'stage',
		headers:
			'opp stage, current deal stage, stage label, status label, sales phase, deal phase, pipeline status, funnel stage, phase, verkaufsphase, vertriebsphase, verkaufsstufe, stufe, etape, etape de vente, phase de vente, etapa, etapa de venta, fase, estagio, etapa do negocio, stadio, フェーズ, ステージ, 商談フェーズ, 跟进阶段, 商机进展, 项目进展, 推进阶段, 商机所处阶段, 当前进展',
		weak: 'progress, 进展, 进度, 项目进度'
	},
	{
		role: 'status',
		headers:
			'opp status, status type, deal result, deal outcome, win loss, win/loss status, won or lost, closed won, sales outcome, ergebnis, verkaufsstatus, resultat, statut, estado, order status, invoice status, document status, 订单状态, 单据状态, 交易状态, estado de la oportunidad, resultado, stato, ステータス, 状態, 项目状态, 商机结果, 跟进状态, 赢输单, 输赢, 是否中标, 是否签约, 合同状态, 商机阶段状态'
	},
	{
		role: 'pipeline',
		headers:
			'pipeline name, sales pipeline, sales method, sales process name, 状态组, 商机状态组, funnel, trichter, vertriebspipeline, embudo, tunnel de vente, 商机流程, 销售漏斗, 业务线流程'
	},
	{
		role: 'probability',
		headers:
			'prob, prob %, win rate %, win chance, chance, close probability, probability of closing, winning probability, deal confidence, opportunity probability, wahrscheinlichkeit, abschlusswahrscheinlichkeit, probabilite, probabilite de succes, probabilidad, probabilidad de cierre, probabilidade, probabilita, 確度, 受注確度, 成功概率, 预计赢率, 成单率, 赢单概率, 成交可能性, 把握度, 胜率'
	},
	{
		role: 'forecast_category',
		headers:
			'forecast type, forecast status, manager forecast category, prognosekategorie, categorie de prevision, categoria de pronostico, 预测状态, 预测等级, 业绩预测类别'
	},
	{
		role: 'close_date',
		headers:
			'date closed, close on, closing, deal close date, deal closed date, closed at, closed time, opportunity close date, actual closing date, signed date, signing date, contract date, contract signed date, decision date, abschlussdatum, abschluss am, tatsachliches abschlussdatum, geschlossen am, date de cloture, date cloture, cloture le, date de signature, fecha de cierre, fecha cierre, fecha real de cierre, data de fechamento, data di chiusura, 完了予定日, クローズ日, 受注日, 签单日期, 签单时间, 签约时间, 签订日期, 合同签订日期, 合同日期, 关闭时间, 结案日期, 实际签约日期, 实际成交时间, 实际结束日期, 中标日期',
		weak: 'end date, completed date, finish date, 完成日期, 完成时间'
	},
	{
		role: 'won_date',
		headers:
			'winning date, closed won date, date of win, gewonnen am, gagne le, date de gain, fecha de ganado, ganado el, 赢得日期, 成单日期, 赢单日'
	},
	{
		role: 'lost_date',
		headers:
			'closed lost date, date of loss, verloren am, perdu le, date de perte, fecha de perdida, 丢单日, 流失日期, 流失时间'
	},
	{
		role: 'expected_close_date',
		headers:
			'est close, est closing date, estimated closing date, expected close on, expected date of close, forecast close date, forecasted close date, planned close date, projected close date, anticipated close date, due date close, erwartetes abschlussdatum, geplantes abschlussdatum, voraussichtliches abschlussdatum, date de cloture prevue, date de cloture estimee, cloture prevue, fecha de cierre prevista, fecha prevista de cierre, fecha estimada de cierre, cierre estimado, data prevista de fechamento, 受注予定日, 预计签约时间, 预计签单时间, 预计结单时间, 预计关闭时间, 预计成单日期, 预期成交日期, 预期签约日期, 预计落单时间, 计划签约日期, 预计完成日期',
		weak: 'expected date, target date, 预计日期, 预计时间'
	},
	{
		role: 'created_date',
		headers:
			'date entered, entered date, create time, creation time, created datetime, date opened, opened on, open time, deal create date, opportunity created date, record created, lead created date, erstellt am, erstelldatum, erstellungsdatum, angelegt am, date de creation, cree le, date creation, fecha de creacion, fecha creacion, creado el, creada el, data de criacao, data di creazione, 作成日, 登録日, 登记日期, 登记时间, 新建日期, 新建时间, 建立时间, 创建于, 商机创建时间, 商机创建日期, 首次接触日期, 报备日期',
		weak: 'entry date, first seen, registered'
	},
	{
		role: 'stage_entered',
		headers:
			'stage changed on, stage change time, stage start date, entered stage, time entered stage, in stage since, phase seit, en phase depuis, 阶段进入时间, 阶段开始时间, 阶段更新日期, 当前阶段开始日期, 最近阶段变更时间'
	},
	{
		role: 'last_activity',
		headers:
			'last contacted time, last contacted date, last contact, last touch, last touched, last interaction, last engagement date, last activity on, last communication, last modified activity, letzte aktivitat, letzter kontakt, derniere activite, dernier contact, ultima actividad, ultimo contacto, 最后活动时间, 最后联系时间, 最近联系时间, 最近一次跟进, 最近一次跟进时间, 上次跟进时间, 最新跟进时间, 最后跟进日',
		weak: 'last activity at, activity date'
	},
	{
		role: 'owner',
		headers:
			'owned by, user name, assigned user, assigned user name, deal owner name, opportunity owner name, record owner, account exec, ae, sales owner, sales user, salesperson name, sales person name, sales rep name, sales executive, sales manager name owner, closer, closed by, account rep, responsible, responsible person, responsible user, handled by, sold by, verantwortlicher, verantwortlich, vertriebsmitarbeiter, verkaufer, besitzer, zustandig, zustandiger, bearbeiter, proprietaire, commercial, vendeur, responsable, proprietario, propietario, vendedor, asesor, comercial, agente, venditore, 担当, 担当者, 営業担当, 所有者, 销售顾问, 跟单员, 归属人, 归属销售, 负责销售, 客户负责人, 项目负责人, 负责人姓名, 业务员姓名, 销售姓名, 业务经理, 项目经理, 签单人, 销售工程师, 导购, 导购员, 经办人',
		weak: 'created by, staff, employee, mitarbeiter, zustandigkeit, 员工, 操作员, 制单人, 创建人'
	},
	{
		role: 'team',
		headers:
			'sales group, sales unit, owner team, division, abteilung, vertriebsteam, equipe, equipe commerciale, equipo, equipo de ventas, equipe de vendas, 部署, 部门名称, 负责人所在部门, 负责人部门, 销售部门, 业务部门, 销售组, 小组, 所在部门, 归属团队',
		weak: '事业群, 中心, 门店, store, shop'
	},
	{
		role: 'manager',
		headers:
			'manager name, owner manager name, supervisor, mgr, sales mgr, regional mgr, vorgesetzter, vertriebsleiter, manager commercial, gerente, jefe de ventas, 直属上级, 部门经理, 销售总监, 大区经理, 团队负责人'
	},
	{
		role: 'lead_source',
		headers:
			'lead origin, lead from, came from, acquisition channel, marketing source, deal origin, source of lead, source name, utm source, sales channel, order source, traffic source, quelle, leadquelle, herkunft, kanal, source du lead, origine, canal, fuente, origen, fuente del lead, origem, fonte, 流入元, リードソース, 获客渠道, 获客来源, 来源渠道, 渠道来源, 推广渠道, 商机渠道, 订单来源',
		weak: 'medium, referrer'
	},
	{
		role: 'campaign',
		headers:
			'marketing campaign, utm campaign, campaign id name, kampagne, campagne, campana, campanha, キャンペーン, 活动来源, 推广活动, 所属市场活动'
	},
	{
		role: 'deal_type',
		headers:
			'opp type, sales type, deal category, opportunity category, new or existing, art, typ, verkaufsart, type d affaire, tipo, tipo de oportunidad, 商谈类型, 销售类型, 签约类型, 合同类型, 新签续签, 订单类型'
	},
	{
		role: 'lost_reason',
		headers:
			'reason for losing, lose reason, closed lost reason detail, reason closed lost, loss category, win/loss reason, verlustgrund, grund fur verlust, ablehnungsgrund, raison de perte, raison de la perte, motif de perte, motivo de perdida, razon de perdida, motivo da perda, 失注理由, 输单理由, 失单原因, 战败原因, 未成交原因, 关闭原因'
	},
	{
		role: 'product',
		headers:
			'product title, item title, line item, lineitem name, line item name, item description, product line item, service, service name, solution, article, artikel, artikelname, artikelbezeichnung, produkt, produktname, produit, nom du produit, designation, producto, nombre del producto, articulo, produto, prodotto, 商品, 製品, 製品名, 品名, 宝贝标题, 宝贝名称, 商品标题, 货品, 物品名称, 产品型号, 存货名称, 品名规格, 服务名称, 关联产品, 主要产品, 购买产品, 产品/服务',
		weak: 'name, model, plan, package, 型号, 规格, 套餐, 商品规格'
	},
	{
		role: 'category',
		headers:
			'item category, product type, item type, product class, product line name, kategorie, produktkategorie, warengruppe, categorie, famille de produits, categoria, familia de productos, カテゴリ, 商品分类, 商品品类, 产品大类, 产品类型, 产品系列, 一级类目, 类目, 品牌',
		weak: 'type, brand, marke, marque, marca'
	},
	{
		role: 'quantity',
		headers:
			'lineitem quantity, line item quantity, item quantity, order qty, qty ordered, qty sold, sales quantity, no of units, volume units, pieces, pcs, seats, licenses, menge, anzahl, stuckzahl, stuck, quantite, qte, nombre d unites, cantidad, unidades, quantidade, quantita, 数量個, 商品数量, 宝贝总数量, 购买数量, 采购数量, 出货数量, 出库数量, 销售量, 数量(件), 台数, 套数'
	},
	{
		role: 'unit_price',
		headers:
			'lineitem price, sold for, line item price, price per unit, unit cost price, item unit price, net price, retail price, unit selling price, einzelpreis, stuckpreis, preis, prix unitaire, prix, precio unitario, precio, preco unitario, preco, prezzo unitario, 単価, 商品单价, 含税单价, 成交单价, 商品价格, 京东价, 原价, 零售价'
	},
	{
		role: 'discount',
		headers:
			'discount pct, discount percentage, rebate, rabatt, nachlass, remise, descuento, desconto, sconto, 割引, 折扣(%), 优惠率, 折扣比例'
	},
	{
		role: 'order_id',
		headers:
			'order no., order code, order ref, order reference, order name, sales order no, sales order number, so number, so no, document no, document number, receipt no, receipt number, bill no, bill number, voucher no, amazon order id, increment id, purchase order number, payment id, charge id, auftragsnummer, bestellnummer, rechnungsnummer, belegnummer, numero de commande, n commande, numero de facture, n facture, numero de pedido, pedido, numero de factura, factura, n pedido, ordine, 注文番号, 受注番号, 主订单编号, 子订单编号, 订单编码, 销售订单号, 销售订单编号, 交易号, 交易单号, 流水号, 单号, 单据号, 发票号码, 出库单号, 小票号',
		weak: 'id, no, num, number, reference, name, nr, sd doc, sales doc'
	},
	{
		role: 'order_date',
		headers:
			'ordered on, ordered date, order time, order created at, order placed at, order created date, date ordered, date of order, date of purchase, purchased at, purchase time, sold on, sold date, sale time, invoiced on, invoicing date, billing date, bill date, document date, posting date, shipped date order, bestelldatum, auftragsdatum, rechnungsdatum, belegdatum, verkaufsdatum, date de commande, date commande, date de facture, date de facturation, date de vente, fecha de pedido, fecha pedido, fecha de compra, fecha de factura, fecha de venta, data do pedido, data da venda, data ordine, 注文日, 受注日時, 売上日, 订单创建时间, 订单生成时间, 订单创建日期, 成交时间, 交易时间, 单据日期, 出库日期, 开单日期, 制单日期, 销售时间, 购买时间, 结账时间, 发生日期, 业务日期',
		weak: 'paid at, payment date, 付款时间, 支付时间, 订单付款时间, 买家付款时间, created date, created on, datum, fecha, data, jour, week, 创建时间, 创建日期, 年月, 月度, 统计日期, 统计月份'
	},
	{
		role: 'customer_id',
		headers:
			'account no, account number, client no, client number, customer code, cust id, customer key, buyer id number, kundennummer, kunden nr, kundennr, numero client, code client, id cliente, codigo de cliente, numero de cliente, 顧客番号, 顧客id, buyer username, buyer user id, 下单帐号, 下单账号, 买家账号, 会员账号, 客户代号, 客户代码, 客户号, 客户id, 会员卡号, 会员编号, 买家id'
	},
	{
		role: 'cost',
		headers:
			'total costs, product cost, cost amount, cost price, kosten, herstellkosten, cout, couts, coste, costo, custo, 原価, 销售成本, 产品成本, 商品成本'
	},
	{
		role: 'profit',
		headers:
			'margin amount, gross margin amount, gross profit amount, profit amount, earnings, gewinn, deckungsbeitrag, rohertrag, benefice, marge, marge brute, beneficio, ganancia, margen, lucro, utile, 利益, 粗利, 利润额, 毛利额, 销售毛利, 净利'
	},
	{
		role: 'region',
		headers:
			'ship country, shipping country, ship to country, customer country, account region, customer region, sales area, zone, district, county, ship state, shipping state, shipping region, state name, country name, city name, account country, land, gebiet, vertriebsgebiet, bundesland, ort, stadt, pays, region de vente, ville, departement, pais, zona, ciudad, provincia, estado/provincia, regiao, cidade, regione, 地域, エリア, 都道府県, 所在地区, 所属大区, 省, 市, 省市, 省区, 战区, 片区, 归属区域, 客户区域, 客户所在地, 所在省份, 所在城市, 收货人省份, 收货省份, 收货地区, 所属省份, 客户省份',
		weak: 'ship city, shipping city, locality, billing zip, 收货人城市'
	},
	{
		role: 'segment',
		headers:
			'customer tier, customer class, account segment, account tier, vertical, industry name, company size, branche, kundensegment, kundengruppe, secteur, secteur d activite, segment client, sector, industria, segmento, settore, 業種, 業界, 客户分类, 客户等级, 客户分级, 客户规模, 行业类型, 行业名称, 一级行业, 客户所属行业',
		weak: 'tier'
	},
	{
		role: 'quota',
		headers:
			'quota amount, target amount, revenue target, monthly target, annual target, sales goal, zielumsatz, ziel, umsatzziel, objectif, objectif de vente, objetivo, meta, meta de ventas, obiettivo, 目標, 売上目標, 目标额, 任务额, 销售任务, 业绩指标, 月度目标, 年度目标, 目标销售额, 任务指标'
	},
	{
		role: 'contract_amount',
		headers:
			'contract total, total contract value, contract value total, signed amount, vertragswert, auftragssumme, montant du contrat, importe del contrato, 合同额, 合同价, 签约额, 签约总额, 合同含税金额'
	},
	{
		role: 'paid_amount',
		headers:
			'payments received, received amount, collected amount, collections, cash received, eingegangener betrag, bezahlt, montant paye, montant encaisse, importe pagado, cobrado, 入金額, 已收金额, 到账金额, 实际回款金额, 累计回款, 累计回款金额, 回款总额, 已回款'
	},
	{
		role: 'text',
		headers:
			'deal notes, customer note, customer notes, order notes, order note, opportunity description, next step notes, memo, notizen, notiz, bemerkung, bemerkungen, beschreibung, kommentar, remarques, commentaire, commentaires, notas, observaciones, comentarios, descripcion, nota, 備考, メモ, 买家留言, 买家备注, 订单备注, 商机描述, 项目描述, 跟进情况, 跟进记录内容, 拜访记录, 情况说明, 最新进展'
	}
];
