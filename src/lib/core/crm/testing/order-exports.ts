import { rows, type CrmExport } from './export-rows';

/** For tests: invented rows in the shape of shops' and payment providers' order exports. */
export const ORDER_EXPORTS: readonly CrmExport[] = [
	{
		system: 'Shopify',
		fileName: 'orders_export_1.csv',
		csv: rows(
			'Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country,Shipping City,Notes,Id',
			[
				'#1#,a#@mail.example,paid,2024-03-@ 10:00:00 -0500,fulfilled,USD,40.00,5.00,3.20,48.20,,0.00,2024-03-@ 10:00:00 -0500,2,Mug,20.00,MUG-1,Ana #,US,Austin,,55000#',
				'#1#,b#@mail.example,refunded,2024-04-@ 11:30:00 -0500,fulfilled,USD,120.00,0.00,9.60,129.60,SPRING,12.00,2024-04-@ 11:30:00 -0500,1,Lamp,120.00,LMP-2,Ben #,CA,Toronto,,55000#',
				'#1#,c#@mail.example,paid,2024-05-@ 12:45:00 -0500,unfulfilled,USD,60.00,5.00,4.80,69.80,,0.00,2024-05-@ 12:45:00 -0500,3,Mug,20.00,MUG-1,Cia #,US,Reno,,55000#'
			]
		),
		roles: {
			order_id: 'Id',
			order_date: 'Created at',
			currency: 'Currency',
			amount: 'Total',
			quantity: 'Lineitem quantity',
			product: 'Lineitem name',
			unit_price: 'Lineitem price',
			account: 'Billing Name',
			region: 'Billing Country',
			text: 'Notes'
		},
		won: [],
		lost: []
	},
	{
		system: 'Amazon',
		fileName: 'amazon-orders.csv',
		csv: rows(
			'amazon-order-id,merchant-order-id,purchase-date,last-updated-date,order-status,fulfillment-channel,sales-channel,product-name,sku,asin,item-status,quantity,currency,item-price,item-tax,ship-city,ship-state,ship-country',
			[
				'111-#,111-#,2024-03-@T10:00:00+00:00,2024-03-@T10:00:00+00:00,Shipped,Amazon,Amazon.com,Steel bottle,BT-1,B0AA1,Shipped,1,USD,19.99,1.60,AUSTIN,TX,US',
				'112-#,112-#,2024-04-@T11:00:00+00:00,2024-04-@T11:00:00+00:00,Cancelled,Merchant,Amazon.com,Glass bottle,BT-2,B0AA2,Cancelled,2,USD,49.98,4.00,RENO,NV,US',
				'113-#,113-#,2024-05-@T12:00:00+00:00,2024-05-@T12:00:00+00:00,Shipped,Amazon,Amazon.ca,Steel bottle,BT-1,B0AA1,Shipped,3,CAD,79.50,6.30,TORONTO,ON,CA'
			]
		),
		roles: {
			order_id: 'amazon-order-id',
			order_date: 'purchase-date',
			lead_source: 'sales-channel',
			product: 'product-name',
			quantity: 'quantity',
			currency: 'currency',
			amount: 'item-price',
			region: 'ship-country',
			status: 'order-status'
		},
		won: [],
		lost: [],
		issues: ['model-currencies-mixed']
	},
	{
		system: 'Stripe',
		fileName: 'unified_payments.csv',
		csv: rows(
			'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Customer Description,Customer Email,Customer ID,Description,Fee,Status,Statement Descriptor,Taxes On Fee',
			[
				'ch_A#,2024-03-@ 10:15,49.00,0.00,usd,true,Acme #,a#@mail.example,cus_#,Subscription update,1.72,Paid,DEMO,0.00',
				'ch_B#,2024-04-@ 11:20,99.00,99.00,usd,true,Beta #,b#@mail.example,cus_#,Subscription creation,3.17,Refunded,DEMO,0.00',
				'ch_C#,2024-05-@ 12:25,19.50,0.00,usd,false,Gamma #,c#@mail.example,cus_#,Invoice,0.87,Failed,DEMO,0.00'
			]
		),
		roles: {
			order_id: 'id',
			order_date: 'Created date (UTC)',
			amount: 'Amount',
			currency: 'Currency',
			customer_id: 'Customer ID',
			account: 'Customer Description',
			text: 'Description',
			status: 'Status'
		},
		won: [],
		lost: []
	},
	{
		system: '淘宝',
		fileName: 'ExportOrderList.csv',
		csv: rows(
			'订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流公司,订单备注,宝贝总数量,店铺名称',
			[
				'="2301#",小明#,a#@x.example,120.00,0.00,120.00,118.00,交易成功,张#,浙江省杭州市,2024-03-@ 10:01:02,2024-03-@ 10:05:00,保温杯 500ml,1,顺丰,,2,清风旗舰店',
				'="2302#",小红#,b#@x.example,59.90,10.00,69.90,69.90,交易关闭,李#,江苏省南京市,2024-04-@ 11:01:02,2024-04-@ 11:05:00,玻璃杯,1,圆通,,1,清风旗舰店',
				'="2303#",小刚#,c#@x.example,240.00,0.00,240.00,235.50,卖家已发货，等待买家确认,王#,上海,2024-05-@ 12:01:02,2024-05-@ 12:05:00,保温杯 500ml,1,顺丰,,4,清风旗舰店'
			]
		),
		roles: {
			order_id: '订单编号',
			account: '买家会员名',
			amount: '买家实际支付金额',
			order_date: '订单创建时间',
			product: '宝贝标题',
			text: '订单备注',
			quantity: '宝贝总数量',
			status: '订单状态'
		},
		won: [],
		lost: []
	},
	{
		system: '京东',
		fileName: '订单导出.csv',
		csv: rows(
			'订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,下单帐号,客户姓名,客户地址,付款确认时间,订单完成时间',
			[
				'2860#,1000#,无线键盘,1,在线支付,2024-03-@ 10:10:10,199.00,199.00,189.00,0.00,189.00,完成,jd_a#,张#,北京市海淀区,2024-03-@ 10:12:00,2024-03-@ 18:00:00',
				'2861#,1001#,无线鼠标,2,在线支付,2024-04-@ 11:10:10,89.50,179.00,169.00,0.00,169.00,完成,jd_b#,李#,北京市朝阳区,2024-04-@ 11:12:00,2024-04-@ 18:00:00',
				'2862#,1000#,无线键盘,3,货到付款,2024-05-@ 12:10:10,199.00,597.00,570.00,0.00,570.00,已取消,jd_c#,王#,天津市,2024-05-@ 12:12:00,2024-05-@ 18:00:00'
			]
		),
		roles: {
			order_id: '订单号',
			product: '商品名称',
			quantity: '订购数量',
			order_date: '下单时间',
			unit_price: '京东价',
			amount: '订单金额',
			account: '客户姓名',
			customer_id: '下单帐号',
			status: '订单状态'
		},
		won: [],
		lost: []
	},
	{
		system: '有赞',
		fileName: '有赞订单.csv',
		csv: rows(
			'订单号,订单状态,订单创建时间,买家付款时间,买家昵称,商品名称,商品规格,商品单价,商品数量,商品总价,运费,订单实付金额,收货人省份,收货人城市,买家备注,归属店铺',
			[
				'E2024#,交易完成,2024-03-@ 10:00:00,2024-03-@ 10:01:00,小明#,燕麦片,500g,29.90,2,59.80,0.00,59.80,浙江省,杭州市,,总店',
				'E2025#,交易关闭,2024-04-@ 11:00:00,2024-04-@ 11:01:00,小红#,坚果礼盒,1kg,128.00,1,128.00,10.00,138.00,江苏省,南京市,,分店',
				'E2026#,待发货,2024-05-@ 12:00:00,2024-05-@ 12:01:00,小刚#,燕麦片,500g,29.90,5,149.50,0.00,139.50,广东省,深圳市,,总店'
			]
		),
		roles: {
			order_id: '订单号',
			order_date: '订单创建时间',
			account: '买家昵称',
			product: '商品名称',
			unit_price: '商品单价',
			quantity: '商品数量',
			amount: '订单实付金额',
			region: '收货人省份',
			text: '买家备注',
			status: '订单状态'
		},
		won: [],
		lost: []
	},
	{
		system: 'Superstore 中文',
		fileName: '订单.csv',
		csv: rows(
			'行 ID,订单 ID,订单日期,发货日期,邮寄方式,客户 ID,客户名称,细分,城市,省/自治区,国家,地区,产品 ID,类别,子类别,产品名称,销售额,数量,折扣,利润',
			[
				'#,CN-2024-#,2024年4月@日,2024年4月@日,二级,曾-#,曾#,公司,杭州,浙江,中国,华东,办公-1,办公用品,用品,剪刀 蓝色,129.696,2,0.4,-60.704',
				'#,CN-2024-#,2024年6月@日,2024年6月@日,标准级,许-#,许#,消费者,内江,四川,中国,西南,办公-2,办公用品,信封,搭扣信封 红色,125.44,2,0,42.56',
				'#,CN-2024-#,2024年8月@日,2024年8月@日,标准级,宋-#,宋#,小型企业,镇江,江苏,中国,华东,技术-3,技术,设备,收据打印机,1326.5,2,0.4,-398.1'
			]
		),
		roles: {
			order_id: '订单 ID',
			order_date: '订单日期',
			customer_id: '客户 ID',
			account: '客户名称',
			segment: '细分',
			region: '地区',
			category: '类别',
			product: '产品名称',
			amount: '销售额',
			quantity: '数量',
			discount: '折扣',
			profit: '利润'
		},
		won: [],
		lost: []
	},
	{
		system: 'WooCommerce',
		fileName: 'woocommerce_orders.csv',
		csv: rows(
			'order_number,order_date,status,billing_company,billing_country,order_total,order_currency,item_name,item_quantity,item_total,customer_note,payment_method',
			[
				'#,2024-03-@ 09:00:00,completed,Firma #,DE,118.90,EUR,Chair,1,118.90,,paypal',
				'#,2024-04-@ 10:00:00,processing,Maison #,FR,79.00,EUR,Desk mat,2,79.00,,stripe',
				'#,2024-05-@ 11:00:00,cancelled,Casa #,ES,240.50,EUR,Chair,2,240.50,,paypal'
			]
		),
		roles: {
			order_id: 'order_number',
			order_date: 'order_date',
			account: 'billing_company',
			region: 'billing_country',
			amount: 'order_total',
			currency: 'order_currency',
			product: 'item_name',
			quantity: 'item_quantity',
			text: 'customer_note',
			status: 'status'
		},
		won: [],
		lost: []
	},
	{
		system: 'ERP invoice lines (camelCase)',
		fileName: 'invoiceLines.csv',
		csv: rows(
			'invoiceNo,invoiceDate,customerNo,customerName,itemDescription,qty,unitPrice,lineAmount,salesPersonName,territory',
			[
				'90#,31.03.2024,C#,Nord #,Filter A,10,12.5,125,Ana Soler,North',
				'90#,30.04.2024,C#,Sued #,Filter B,4,30.25,121,Ben Ito,South',
				'90#,15.05.2024,C#,Ost #,Filter A,2,12.5,25,Ana Soler,East'
			]
		),
		roles: {
			order_id: 'invoiceNo',
			order_date: 'invoiceDate',
			customer_id: 'customerNo',
			account: 'customerName',
			product: 'itemDescription',
			quantity: 'qty',
			unit_price: 'unitPrice',
			amount: 'lineAmount',
			owner: 'salesPersonName',
			region: 'territory'
		},
		won: [],
		lost: []
	}
];
