/* eslint-disable max-lines -- tables of headers, a line per column */
import { shape, type Shape } from './unseen-shape';

/** For tests: a second set, kept away while the guessing was made to know the others. */
export const UNSEEN_SECOND: readonly Shape[] = [
	shape(
		'Close.com API export',
		'close_opportunities.csv',
		'deals',
		12,
		'en',
		`
id ~ deal_id ~ hash:oppo_
lead_name ~ account ~ company
status_label ~ stage ~ stage:Active|Demo|Proposal/Won/Lost
status_type ~ status ~ stage:active/won/lost
pipeline_name ~ pipeline ~ =Sales
confidence ~ probability ~ prob
user_name ~ owner ~ owner
value ~ amount ~ amount
value_currency ~ currency ~ =USD
value_period ~ ? ~ =one_time|monthly
expected_value ~ weighted_amount ~ weighted
contact_name ~ contact ~ contact
date_created ~ created_date ~ created:isoz
date_won ~ won_date ~ won
date_lost ~ lost_date ~ lost
note ~ text ~ note
`
	),
	shape(
		'Capsule CRM',
		'opportunities-capsule.csv',
		'deals',
		11,
		'en',
		`
ID ~ deal_id ~ id
Name ~ deal_name ~ deal
Related To ~ account ~ company
Description ~ text ~ note
Owner ~ owner ~ owner
Team ~ team ~ team
Currency ~ currency ~ =GBP
Value ~ amount ~ amount
Total Value ~ ? ~ amount
Milestone ~ stage ~ stage:New|Qualified|Proposal/Won/Lost
Probability ~ probability ~ prob
Expected Close ~ expected_close_date ~ expected
Actual Close ~ close_date ~ closed
Lost Reason ~ lost_reason ~ reason
Created ~ created_date ~ created
Updated ~ - ~ activity
Last Contacted ~ last_activity ~ activity
`
	),
	shape(
		'Salesmate',
		'Deals-salesmate.csv',
		'deals',
		12,
		'en',
		`
Title ~ deal_name ~ deal
Primary Company ~ account ~ company
Primary Contact ~ contact ~ contact
Deal Value ~ amount ~ amount:$
Pipeline ~ pipeline ~ =Sales
Stage ~ stage ~ =New (Untouched)|Contacted|Qualified|Negotiation
Status ~ status ~ stage:Open/Won/Lost
Estimated Close Date ~ expected_close_date ~ expected:monus
Closed Date ~ close_date ~ closed:monus
Priority ~ - ~ =High|Medium|Low
Source ~ lead_source ~ source
Owner ~ owner ~ owner
Created At ~ created_date ~ created:monus
Last Communication At ~ last_activity ~ activity:monus
Lost Reason ~ lost_reason ~ reason
`
	),
	shape(
		'Vtiger Potentials',
		'Potentials.csv',
		'deals',
		11,
		'en',
		`
Opportunity Name ~ deal_name ~ deal
Opportunity Number ~ deal_id ~ id:POT
Organization Name ~ account ~ company
Contact Name ~ contact ~ contact
Amount ~ amount ~ amount:2
Weighted Revenue ~ weighted_amount ~ weighted:2
Expected Close Date ~ expected_close_date ~ expected
Type ~ deal_type ~ type
Lead Source ~ lead_source ~ source
Sales Stage ~ stage ~ stage:Prospecting|Value Proposition|Negotiation or Review/Closed Won/Closed Lost
Assigned To ~ owner ~ owner
Campaign Source ~ campaign ~ campaign
Probability ~ probability ~ prob
Next Step ~ - ~ =Call back|Send contract|
Created Time ~ created_date ~ created:isot
Modified Time ~ - ~ activity:isot
Description ~ text ~ note
`
	),
	shape(
		'Oracle Sales Cloud',
		'OptyExport.csv',
		'deals',
		12,
		'en',
		`
Opportunity Number ~ deal_id ~ id:CDRM_
Opportunity Name ~ deal_name ~ deal
Account ~ account ~ company
Win Probability (%) ~ probability ~ prob
Close Period ~ - ~ =Q1-26|Q2-26
Close Date ~ close_date ~ closeany
Revenue ~ amount ~ amount:c
Currency ~ currency ~ =EUR
Sales Stage ~ stage ~ =01 - Qualification|02 - Discovery|03 - Building Vision|04 - Agreement
Status ~ status ~ stage:Open/Won/Lost
Win/Loss Reason ~ lost_reason ~ reason
Sales Method ~ pipeline ~ =Standard Sales Process
Owner ~ owner ~ owner
Creation Date ~ created_date ~ created
Territory ~ region ~ region
`
	),
	shape(
		'Etsy sold order items',
		'EtsySoldOrderItems2026-1.csv',
		'orders',
		12,
		'en',
		`
Sale Date ~ order_date ~ created:us2
Item Name ~ product ~ product
Buyer ~ account ~ contact
Quantity ~ quantity ~ qty
Price ~ unit_price ~ price
Coupon Code ~ - ~ =||SAVE5
Discount Amount ~ discount ~ disc:2
Order Shipping ~ - ~ ship:2
Item Total ~ amount ~ net:2
Currency ~ currency ~ =USD
Transaction ID ~ - ~ id:3500
Listing ID ~ - ~ id:1200
Order ID ~ order_id ~ id:2900
Ship Country ~ region ~ region
`
	),
	shape(
		'PrestaShop orders',
		'order_2026-01-12.csv',
		'orders',
		11,
		'en',
		`
ID ~ - ~ n
Reference ~ order_id ~ hash:X
New client ~ - ~ =1|0
Delivery ~ region ~ region
Customer ~ account ~ =R. Blum|I. Petrov|C. Martin|K. Adams|S. Lind
Total ~ amount ~ gross:€
Payment ~ - ~ =Bank transfer|Card
Status ~ status ~ =Payment accepted|Delivered|Canceled
Date ~ order_date ~ created:isot
`,
		';'
	),
	shape(
		'Clover / generic POS',
		'LineItemsExport.csv',
		'orders',
		12,
		'en',
		`
Line Item Date ~ order_date ~ created:mon
Order ID ~ order_id ~ hash:
Order Employee Name ~ owner ~ owner
Item ID ~ - ~ hash:i
Item Name ~ product ~ product
Item Revenue ~ amount ~ total:2
Per Unit Price ~ unit_price ~ price:2
Per Unit Quantity ~ quantity ~ qty
Total Discount ~ discount ~ disc:2
Item Tax Amount ~ - ~ tax:2
Category ~ category ~ category
Refunded ~ - ~ =No|No|Yes
`
	),
	shape(
		'Business Central posted sales lines',
		'Sales Invoice Lines.csv',
		'orders',
		12,
		'en',
		`
Document No. ~ order_id ~ id:PSI-
Posting Date ~ order_date ~ created:dmy
Sell-to Customer No. ~ customer_id ~ cust:C0
Sell-to Customer Name ~ account ~ company
Salesperson Code ~ owner ~ =ED|LP|HM
No. ~ - ~ =1896-S|1900-S|1906-S
Description ~ product ~ product
Item Category Code ~ category ~ category
Quantity ~ quantity ~ qty
Unit Price Excl. VAT ~ unit_price ~ price:2
Line Discount % ~ discount ~ =0|0|5
Line Amount Excl. VAT ~ amount ~ total:2
Unit Cost (LCY) ~ cost ~ =70|190.2|11
Country/Region Code ~ region ~ =DE|FR|ES
`
	),
	shape(
		'Warehouse order facts',
		'orders_flat.csv',
		'orders',
		14,
		'en',
		`
order_key ~ order_id ~ id
ordered_at ~ order_date ~ created:isoz
shipped_at ~ - ~ expected:isoz
cust_id ~ customer_id ~ cust
cust_name ~ account ~ company
prod_name ~ product ~ product
prod_category ~ category ~ category
qty_ordered ~ quantity ~ qty
unit_px ~ unit_price ~ price
gross_amt ~ amount ~ total
discount_pct ~ discount ~ =0|0.1|0.05
sales_region ~ region ~ region
channel ~ ? ~ =web|store|phone
`
	),
	shape(
		'悟空CRM 商机',
		'悟空商机导出.csv',
		'deals',
		12,
		'zh',
		`
商机名称 ~ deal_name ~ deal
客户名称 ~ account ~ company
商机状态组 ~ pipeline ~ =系统默认
商机阶段 ~ stage ~ stage:验证客户|需求分析|方案报价/赢单/输单
商机金额 ~ amount ~ amount:2
预计成交日期 ~ expected_close_date ~ expected
整单折扣 ~ ? ~ =0
产品总金额 ~ - ~ amount:2
负责人 ~ owner ~ owner
创建人 ~ - ~ =王芳|李强
创建时间 ~ created_date ~ created:isot
更新时间 ~ - ~ activity:isot
最后跟进时间 ~ last_activity ~ activity:isot
下次联系时间 ~ - ~ expected:isot
备注 ~ text ~ note
`
	),
	shape(
		'简道云 / 飞书 商机表',
		'销售管道.csv',
		'deals',
		11,
		'zh',
		`
商机标题 ~ deal_name ~ deal
关联客户 ~ account ~ company
决策人 ~ contact ~ contact
预计合同额(万) ~ amount ~ amount:wan
商机所处阶段 ~ stage ~ stage:线索确认|方案沟通|商务谈判/已赢单/已丢单
把握度 ~ probability ~ prob:pct
跟进销售 ~ owner ~ owner
销售团队 ~ team ~ team
预计签约时间 ~ expected_close_date ~ expected:sl
登记日期 ~ created_date ~ created:sl
丢单原因 ~ lost_reason ~ reason
获客渠道 ~ lead_source ~ source
最近一次拜访 ~ last_activity ~ activity:sl
`
	),
	shape(
		'管家婆 销售单',
		'管家婆销售明细.csv',
		'orders',
		12,
		'zh',
		`
单据日期 ~ order_date ~ created
单据编号 ~ order_id ~ id:XSD-
往来单位 ~ account ~ company
经手人 ~ owner ~ owner
仓库 ~ - ~ =总仓|分仓
商品编号 ~ - ~ =001|002
商品全名 ~ product ~ product
单位 ~ - ~ =个|套
数量 ~ quantity ~ qty
单价 ~ unit_price ~ price
金额 ~ amount ~ total
折扣 ~ ? ~ =1|0.95
成本金额 ~ cost ~ cost
毛利 ~ profit ~ profit
摘要 ~ text ~ note
`
	),
	shape(
		'微店 / 小程序商城',
		'微店订单.csv',
		'orders',
		12,
		'zh',
		`
订单编号 ~ order_id ~ id:82
下单时间 ~ order_date ~ created:isot
付款时间 ~ - ~ created:isot
订单状态 ~ status ~ =已完成|待发货|已退款
商品名称 ~ product ~ product
型号 ~ - ~ =大|小
购买数量 ~ quantity ~ qty
商品单价 ~ unit_price ~ price:2
订单总价 ~ - ~ total:2
优惠金额 ~ discount ~ disc:2
实付款 ~ amount ~ net:2
买家昵称 ~ customer_id ~ =小云|大海|阿花|老王
收货省份 ~ region ~ region
买家留言 ~ ? ~ note
`
	),
	shape(
		'应收回款表',
		'回款明细.csv',
		'deals',
		12,
		'zh',
		`
客户全称 ~ account ~ company
合同名称 ~ deal_name ~ deal
合同号 ~ deal_id ~ id:C
签订日期 ~ close_date ~ closeany
合同总额 ~ contract_amount ~ amount:c
累计回款 ~ paid_amount ~ paid:c
应收余额 ~ - ~ due:c
责任销售 ~ owner ~ owner
事业部 ~ team ~ team
行业 ~ segment ~ =制造|零售|医疗
`
	),
	shape(
		'繁中 網店訂單 (SHOPLINE)',
		'orders_zh_hant.csv',
		'orders',
		12,
		'tw',
		`
訂單號碼 ~ order_id ~ id:2026
訂單日期 ~ order_date ~ created:isot
訂單狀態 ~ status ~ =已完成|已確認|已取消
顧客 ~ account ~ contact
顧客 ID ~ customer_id ~ cust:
電郵 ~ - ~ email
商品名稱 ~ product ~ product
選項 ~ - ~ =白|黑
數量 ~ quantity ~ qty
商品原價 ~ unit_price ~ price
訂單小計 ~ - ~ total
運費 ~ - ~ ship
優惠折扣 ~ discount ~ disc
訂單合計 ~ amount ~ net
貨幣 ~ currency ~ =HKD
付款方式 ~ - ~ =信用卡|轉帳
`
	),
	shape(
		'Hand-made revenue forecast',
		'FY26 forecast.csv',
		'deals',
		12,
		'en',
		`
Acct ~ account ~ company
Project ~ deal_name ~ deal
AE ~ owner ~ owner
Sales Mgr ~ manager ~ manager
TCV (USD) ~ amount ~ amount:c
Win % ~ probability ~ prob:pct
Wtd TCV ~ weighted_amount ~ weighted:c
Sales cycle step ~ stage ~ stage:S1 Qualify|S2 Scope|S3 Propose/S5 Won/S0 Lost
Commit / Upside ~ forecast_category ~ =Commit|Upside|Pipeline
Sign date ~ close_date ~ closeany:mon
Vertical ~ segment ~ =Retail|Health|Public
Practice ~ ? ~ =Cloud|Data
`
	),
	shape(
		'French order export',
		'commandes.csv',
		'orders',
		12,
		'en',
		`
N° commande ~ order_id ~ id:CMD
Date de commande ~ order_date ~ created:dmy
Client ~ account ~ company
Produit ~ product ~ product
Catégorie ~ category ~ category
Quantité ~ quantity ~ qty
Prix unitaire ~ unit_price ~ price:fr
Montant total ~ amount ~ total:fr
Commercial ~ owner ~ owner
Région ~ region ~ region
Statut ~ status ~ =Livrée|En cours|Annulée
`,
		';'
	)
];
