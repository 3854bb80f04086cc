import { shape, type Shape } from './unseen-shape';

/** For tests: headers of Chinese systems and lists, simplified and traditional, written before the guessing knew them. */
export const UNSEEN_CHINESE: readonly Shape[] = [
	shape(
		'纷享销客 CRM 商机',
		'商机_20260112.csv',
		'deals',
		12,
		'zh',
		`
商机编号 ~ deal_id ~ id:SJ2026
商机名称(必填) ~ deal_name ~ deal
客户名称(必填) ~ account ~ company
商机金额(元) ~ amount ~ amount:2
销售流程 ~ pipeline ~ =标准流程
商机阶段 ~ stage ~ =验证客户|需求确定|方案报价|谈判审核
商机状态 ~ status ~ stage:进行中/赢单/输单
预计成交日期 ~ expected_close_date ~ expected
实际成交日期 ~ close_date ~ closed
输单原因 ~ lost_reason ~ reason
负责人(必填) ~ owner ~ owner
负责人主属部门 ~ team ~ team
商机来源 ~ lead_source ~ source
最后跟进时间 ~ last_activity ~ activity:isot
创建时间 ~ created_date ~ created:isot
最后修改时间 ~ - ~ activity:isot
锁定状态 ~ - ~ =未锁定
生命状态 ~ - ~ =正常
`
	),
	shape(
		'销售易 CRM',
		'销售机会导出.csv',
		'deals',
		12,
		'zh',
		`
销售机会名称 ~ deal_name ~ deal
客户名称 ~ account ~ company
销售金额 ~ amount ~ amount:c
销售阶段 ~ stage ~ stage:初步接洽|需求沟通|方案报价/赢单/输单
赢率 ~ probability ~ prob:pct
结单日期 ~ close_date ~ closeany:sl
机会类型 ~ deal_type ~ type
机会来源 ~ lead_source ~ source
机会所有人 ~ owner ~ owner
所属部门 ~ team ~ team
最新跟进记录 ~ ? ~ note
最新活动时间 ~ last_activity ~ activity:slt
创建日期 ~ created_date ~ created:slt
`
	),
	shape(
		'金蝶云星空 销售订单',
		'销售订单_2026.csv',
		'orders',
		12,
		'zh',
		`
单据编号 ~ order_id ~ id:XSDD0
日期 ~ order_date ~ created:sl
客户 ~ account ~ company
销售部门 ~ team ~ team
销售员 ~ owner ~ owner
物料编码 ~ - ~ =CH.001|CH.002|CH.003
物料名称 ~ product ~ product
规格型号 ~ - ~ =120cm|标准
销售单位 ~ - ~ =个|张
销售数量 ~ quantity ~ qty
含税单价 ~ unit_price ~ price:2
税率% ~ - ~ =13.00
折扣额 ~ ? ~ disc:2
税额 ~ - ~ tax:2
价税合计 ~ amount ~ gross:2
单据状态 ~ status ~ =已审核|已审核|创建
结算币别 ~ currency ~ =人民币
`
	),
	shape(
		'用友 U8 销售发货',
		'销售订单列表.csv',
		'orders',
		12,
		'zh',
		`
订单号 ~ order_id ~ id:SO
订单日期 ~ order_date ~ created
客户编码 ~ customer_id ~ cust:0
客户简称 ~ account ~ company
业务员 ~ owner ~ owner
存货编码 ~ - ~ =0101|0102|0201
存货名称 ~ product ~ product
数量 ~ quantity ~ qty
无税单价 ~ unit_price ~ price
无税金额 ~ - ~ total:2
价税合计 ~ amount ~ gross:2
预发货日期 ~ - ~ expected
部门 ~ team ~ team
制单人 ~ - ~ =陈会计|林会计
`
	),
	shape(
		'天猫订单',
		'ExportOrderList2026.csv',
		'orders',
		12,
		'zh',
		`
订单编号 ~ order_id ~ long
买家会员名 ~ account ~ =t**1|云***客|m**9|小**鱼
支付单号 ~ - ~ long:20
买家应付货款 ~ - ~ total:2
买家应付邮费 ~ - ~ ship:2
总金额 ~ - ~ gross:2
买家实际支付金额 ~ amount ~ net:2
订单状态 ~ status ~ =交易成功|卖家已发货，等待买家确认|交易关闭
收货人姓名 ~ ? ~ contact
收货地址 ~ ? ~ =浙江省 杭州市 西湖区|四川省 成都市 武侯区
联系手机 ~ - ~ phone
订单创建时间 ~ order_date ~ created:isot
订单付款时间 ~ - ~ created:isot
宝贝标题 ~ product ~ product
宝贝总数量 ~ quantity ~ qty
订单备注 ~ text ~ note
店铺名称 ~ ? ~ =某某旗舰店
`
	),
	shape(
		'京东商家订单',
		'京东订单导出.csv',
		'orders',
		12,
		'zh',
		`
订单号 ~ order_id ~ id:2890
商品ID ~ - ~ id:1000
商品名称 ~ product ~ product
订购数量 ~ quantity ~ qty
支付方式 ~ - ~ =在线支付
下单时间 ~ order_date ~ created:isot
京东价 ~ unit_price ~ price:2
订单金额 ~ amount ~ total:2
结算金额 ~ ? ~ net:2
应付金额 ~ amount ~ net:2
订单状态 ~ status ~ =完成|等待出库|(删除)等待出库
下单帐号 ~ customer_id ~ =jd_a1|jd_b2|jd_c3
客户姓名 ~ account ~ contact
客户地址 ~ ? ~ =江苏苏州市|广东广州市
商家备注 ~ ? ~ note
`
	),
	shape(
		'拼多多订单',
		'orders_export2026-01-12.csv',
		'orders',
		12,
		'zh',
		`
商品 ~ product ~ product
订单号 ~ order_id ~ id:260112-
订单状态 ~ status ~ =已发货，待签收|已收货|已取消
商品总价(元) ~ - ~ total:2
店铺优惠折扣(元) ~ discount ~ disc:2
邮费(元) ~ - ~ ship:2
用户实付金额(元) ~ amount ~ net:2
商家实收金额(元) ~ amount ~ net:2
商品数量(件) ~ quantity ~ qty
收货人 ~ ? ~ contact
省 ~ region ~ region
市 ~ region ~ city
支付时间 ~ ? ~ created:isot
订单成交时间 ~ order_date ~ created:isot
商品id ~ - ~ id:88
商品规格 ~ - ~ =白色|黑色
商家备注 ~ text ~ note
售后状态 ~ - ~ =无售后或售后取消
`
	),
	shape(
		'抖店订单',
		'抖店订单.csv',
		'orders',
		12,
		'zh',
		`
主订单编号 ~ order_id ~ long
子订单编号 ~ - ~ long:1
选购商品 ~ product ~ product
商品规格 ~ - ~ =白色|黑色
商品数量 ~ quantity ~ qty
商品金额 ~ ? ~ price:2
订单应付金额 ~ amount ~ total:2
运费 ~ - ~ ship:2
优惠总金额 ~ ? ~ disc:2
收件人 ~ ? ~ contact
省 ~ region ~ region
市 ~ region ~ city
订单提交时间 ~ order_date ~ created:isot
支付完成时间 ~ - ~ created:isot
订单状态 ~ status ~ =已完成|已发货|已关闭
流量来源 ~ lead_source ~ =直播|短视频|商品卡
达人昵称 ~ ? ~ =小花|大明
`
	),
	shape(
		'企业微信 客户',
		'企业微信客户列表.csv',
		'none',
		10,
		'zh',
		`
客户名称 ~ account ~ contact
客户企业 ~ ? ~ company
添加人 ~ owner ~ owner
添加人所属部门 ~ team ~ team
添加时间 ~ created_date ~ created:isot
来源 ~ lead_source ~ =扫描二维码|搜索手机号|名片分享
标签 ~ - ~ =高意向|潜在|成交
手机 ~ - ~ phone
描述 ~ text ~ note
`
	),
	shape(
		'合同台账（手工）',
		'2025年合同台账.csv',
		'deals',
		12,
		'zh',
		`
序号 ~ - ~ n
合同编号 ~ deal_id ~ id:HT-
业务员 ~ owner ~ owner
客户名称 ~ account ~ company
项目名称 ~ deal_name ~ deal
签约日期 ~ close_date ~ closeany:dot
合同金额 ~ contract_amount ~ amount
已回款 ~ paid_amount ~ paid
未回款 ~ - ~ due
开票金额 ~ - ~ paid
区域 ~ region ~ region
备注 ~ text ~ note
`
	),
	shape(
		'销售明细（手工）',
		'销售明细.csv',
		'orders',
		14,
		'zh',
		`
销售日期 ~ order_date ~ created:zh
单号 ~ order_id ~ id:XS
客户 ~ account ~ company
品名 ~ product ~ product
品类 ~ category ~ category
件数 ~ quantity ~ qty
单价（元） ~ unit_price ~ price
销售额（元） ~ amount ~ total
成本 ~ cost ~ cost
毛利 ~ profit ~ profit
经手人 ~ owner ~ owner
门店 ~ ? ~ =城西店|城东店
`
	),
	shape(
		'客户跟进表（手工）',
		'客户跟进表.csv',
		'deals',
		11,
		'zh',
		`
客户 ~ account ~ company
联系人 ~ contact ~ contact
电话 ~ - ~ phone
意向产品 ~ product ~ product
预估金额（万元） ~ amount ~ amount:wan
成交几率 ~ probability ~ prob:pct
目前进度 ~ stage ~ stage:初次接触|已报价|谈判中/已签单/已流失
跟单人 ~ owner ~ owner
首次接触时间 ~ created_date ~ created:zh
预计签单时间 ~ expected_close_date ~ expected:zh
上次联系时间 ~ last_activity ~ activity:zh
客户来源 ~ lead_source ~ source
跟进情况 ~ text ~ note
`
	),
	shape(
		'繁中 商機匯出',
		'商機清單.csv',
		'deals',
		11,
		'tw',
		`
商機編號 ~ deal_id ~ id:OPP-
商機名稱 ~ deal_name ~ deal
客戶名稱 ~ account ~ company
聯絡人 ~ contact ~ contact
業務負責人 ~ owner ~ owner
預估金額 ~ amount ~ amount:nt
幣別 ~ currency ~ =TWD
銷售階段 ~ stage ~ stage:初步洽談|需求確認|報價/結案(成交)/結案(失敗)
成交機率 ~ probability ~ prob:pct
預計結案日 ~ expected_close_date ~ expected:sl
建立日期 ~ created_date ~ created:sl
失敗原因 ~ lost_reason ~ reason
商機來源 ~ lead_source ~ source
備註 ~ text ~ note
`
	),
	shape(
		'繁中 銷貨單',
		'銷貨明細表.csv',
		'orders',
		12,
		'tw',
		`
銷貨單號 ~ order_id ~ id:SA
銷貨日期 ~ order_date ~ created:ymd
客戶代號 ~ customer_id ~ cust:C
客戶簡稱 ~ account ~ company
業務人員 ~ owner ~ owner
品號 ~ - ~ =A01|A02|B01
品名 ~ product ~ product
數量 ~ quantity ~ qty
單價 ~ unit_price ~ price
未稅金額 ~ - ~ total
稅額 ~ - ~ tax
含稅金額 ~ amount ~ gross
幣別 ~ currency ~ =NTD
`
	)
];
