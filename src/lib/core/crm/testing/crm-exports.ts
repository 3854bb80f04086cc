/* eslint-disable max-lines -- one table of exports */
import { rows, type CrmExport } from './export-rows';

/** For tests: invented rows in the shape each system exports. */
export const CRM_EXPORTS: readonly CrmExport[] = [
	{
		system: 'Salesforce Data Loader',
		fileName: 'Opportunity.csv',
		csv: rows(
			'Id,AccountId,Name,StageName,Amount,Probability,ExpectedRevenue,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategoryName,CurrencyIsoCode,OwnerId,CreatedDate,LastStageChangeDate,FiscalYear,Region__c',
			[
				'0065g00000AAAA#,0015g00000BB#,Acme upgrade #,Closed Won,1200.50,100,1200.50,2024-03-@,New Business,,Web,1,1,Closed,USD,0055g000001,2024-01-@T10:00:00.000Z,2024-02-@T09:00:00.000Z,2024,EMEA',
				'0065g00000AAAA#,0015g00000BB#,Beta renewal #,Closed Lost,800,0,0,2024-04-@,Renewal,,Referral,1,0,Omitted,USD,0055g000002,2024-01-@T11:00:00.000Z,2024-02-@T09:30:00.000Z,2024,APAC',
				'0065g00000AAAA#,0015g00000BB#,Gamma add-on #,Negotiation/Review,5000,90,4500,2024-09-@,New Business,Call,Web,0,0,Commit,USD,0055g000001,2024-02-@T10:00:00.000Z,2024-03-@T09:00:00.000Z,2024,EMEA'
			]
		),
		roles: {
			deal_id: 'Id',
			customer_id: 'AccountId',
			deal_name: 'Name',
			stage: 'StageName',
			amount: 'Amount',
			probability: 'Probability',
			weighted_amount: 'ExpectedRevenue',
			close_date: 'CloseDate',
			deal_type: 'Type',
			lead_source: 'LeadSource',
			status: 'IsWon',
			forecast_category: 'ForecastCategoryName',
			currency: 'CurrencyIsoCode',
			owner: 'OwnerId',
			created_date: 'CreatedDate',
			stage_entered: 'LastStageChangeDate',
			region: 'Region__c'
		},
		won: ['Closed Won'],
		lost: ['Closed Lost']
	},
	{
		system: 'HubSpot',
		fileName: 'hubspot-crm-exports-all-deals-2024-06-30.csv',
		csv: rows(
			'\ufeffRecord ID,Deal Name,Deal Stage,Pipeline,Close Date,Amount,Deal owner,Create Date,Last Activity Date,Associated Company IDs (Primary),Associated Company (Primary),Date entered current stage,Deal probability,Closed Lost Reason,Original Traffic Source,Number of Contacts',
			[
				'1234567#,Northwind - pilot #,Closed Won,Sales Pipeline,2024-03-@ 14:05,12000,Ana Soler,2024-01-@ 09:30,2024-03-@ 10:00,99887#;1234,Northwind #,2024-03-@ 10:00,1,,Organic Search,2',
				'1234567#,Contoso - rollout #,Closed Lost,Sales Pipeline,2024-04-@ 08:15,8000,Ben Ito,2024-01-@ 11:00,2024-03-@ 12:00,99887#,Contoso #,2024-03-@ 10:10,0,Price,Direct Traffic,1',
				'1234567#,Fabrikam - seats #,Presentation Scheduled,Sales Pipeline,2024-08-@ 17:45,15500.5,Ana Soler,2024-02-@ 09:30,,99887#,Fabrikam #,2024-02-@ 10:00,0.6,,Paid Search,3'
			]
		),
		roles: {
			deal_id: 'Record ID',
			deal_name: 'Deal Name',
			stage: 'Deal Stage',
			pipeline: 'Pipeline',
			close_date: 'Close Date',
			amount: 'Amount',
			owner: 'Deal owner',
			created_date: 'Create Date',
			last_activity: 'Last Activity Date',
			account: 'Associated Company (Primary)',
			stage_entered: 'Date entered current stage',
			probability: 'Deal probability',
			lost_reason: 'Closed Lost Reason',
			lead_source: 'Original Traffic Source'
		},
		won: ['Closed Won'],
		lost: ['Closed Lost']
	},
	{
		system: 'Dynamics 365',
		fileName: 'All Opportunities.csv',
		csv: rows(
			'(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Potential Customer,Est. Revenue,Est. Close Date,Status,Status Reason,Pipeline Phase,Forecast Category,Probability,Actual Revenue,Actual Close Date,Owner,Created On,Currency',
			[
				'a1b2c3d4-0000-4000-8000-000000000#,xYz#==,6/@/2024 9:12 AM,10 bikes #,Adventure #,"$12,000.00",5/13/2024,Won,Won,4-Close,Closed,100,"$11,500.00",5/@/2024,Ana Soler,1/@/2024 8:00 AM,US Dollar (USD)',
				'a1b2c3d4-0000-4000-8000-000000000#,xYz#==,6/@/2024 9:12 AM,5 helmets #,Blue Yonder #,"$900.00",5/23/2024,Lost,Canceled,3-Propose,Omitted,0,,5/@/2024,Ben Ito,1/@/2024 8:10 AM,US Dollar (USD)',
				'a1b2c3d4-0000-4000-8000-000000000#,xYz#==,6/@/2024 9:12 AM,Service #,City Power #,"$7,250.75",9/30/2024,Open,In Progress,2-Develop,Pipeline,40,,,Ana Soler,2/@/2024 8:00 AM,US Dollar (USD)'
			],
			9
		),
		roles: {
			deal_id: '(Do Not Modify) Opportunity',
			deal_name: 'Topic',
			account: 'Potential Customer',
			amount: 'Est. Revenue',
			expected_close_date: 'Est. Close Date',
			status: 'Status',
			stage: 'Pipeline Phase',
			forecast_category: 'Forecast Category',
			probability: 'Probability',
			actual_amount: 'Actual Revenue',
			close_date: 'Actual Close Date',
			owner: 'Owner',
			created_date: 'Created On',
			currency: 'Currency'
		},
		won: ['Won'],
		lost: ['Lost']
	},
	{
		system: 'Zoho',
		fileName: 'Deals_001.csv',
		csv: rows(
			'Record Id,Deal Owner.id,Deal Owner,Deal Name,Account Name.id,Account Name,Amount,Stage,Closing Date,Created Time,Modified Time,Currency,Expected Revenue,Probability (%),Lead Source,Campaign Source,Contact Name,Reason For Loss,Type',
			[
				'zcrm_55#,zcrm_1,Ana Soler,King deal #,zcrm_77#,King #,60000,Closed Won,2024-05-@,2024-01-@ 10:30:00,2024-06-@ 10:30:00,EUR,60000,100,Cold Call,,Kim #,,New Business',
				'zcrm_55#,zcrm_2,Ben Ito,Truhlar deal #,zcrm_77#,Truhlar #,45000,Closed Lost,2024-05-@,2024-01-@ 11:30:00,2024-06-@ 10:30:00,EUR,0,0,Advertisement,,Lee #,Price,Existing Business',
				'zcrm_55#,zcrm_1,Ana Soler,Feltz deal #,zcrm_77#,Feltz #,70000,Needs Analysis,2024-09-@,2024-02-@ 10:30:00,2024-06-@ 10:30:00,EUR,14000,20,Cold Call,Spring fair,Mo #,,New Business'
			]
		),
		roles: {
			deal_id: 'Record Id',
			owner: 'Deal Owner',
			deal_name: 'Deal Name',
			account: 'Account Name',
			amount: 'Amount',
			stage: 'Stage',
			close_date: 'Closing Date',
			created_date: 'Created Time',
			currency: 'Currency',
			weighted_amount: 'Expected Revenue',
			probability: 'Probability (%)',
			lead_source: 'Lead Source',
			campaign: 'Campaign Source',
			contact: 'Contact Name',
			lost_reason: 'Reason For Loss',
			deal_type: 'Type'
		},
		won: ['Closed Won'],
		lost: ['Closed Lost']
	},
	{
		system: 'Odoo',
		fileName: 'crm.lead.csv',
		csv: rows(
			'Opportunity,Customer,Salesperson,Expected Revenue,Prorated Revenue,Stage,Probability,Expected Closing,Created on,Sales Team,Lost Reason',
			[
				'Desks #,Azure #,Ana Soler,4000,4000,Won,100,2024-05-@,2024-01-@ 10:00:00,Europe,',
				'Chairs #,Deco #,Ben Ito,1500.5,300.1,Qualified,20,2024-09-@,2024-02-@ 10:00:00,America,',
				'Lamps #,Gemini #,Ana Soler,900,630,Proposition,70,2024-10-@,2024-02-@ 12:00:00,Europe,'
			]
		),
		roles: {
			deal_name: 'Opportunity',
			account: 'Customer',
			owner: 'Salesperson',
			amount: 'Expected Revenue',
			weighted_amount: 'Prorated Revenue',
			stage: 'Stage',
			probability: 'Probability',
			expected_close_date: 'Expected Closing',
			created_date: 'Created on',
			team: 'Sales Team',
			lost_reason: 'Lost Reason'
		},
		won: ['Won'],
		lost: []
	},
	{
		system: '销售易',
		fileName: '销售机会.csv',
		csv: rows(
			'机会编号,机会名称,最终客户,机会类型,机会来源,销售金额,销售阶段,赢率,结单日期,阶段分类,预测金额,阶段更新时间,输单阶段,输单描述,赢单原因,市场活动,所有人,创建日期',
			[
				'OPP#,青禾扩容 #,青禾 #,新购,官网,"¥120,000.00",赢单,100%,2024-05-@,已结束,"¥120,000.00",2024-05-@,,,产品,春季展会,林晓,2024-01-@',
				'OPP#,海岳续约 #,海岳 #,续约,客户介绍,"¥58,000.50",输单,0%,2024-04-@,已结束,¥0.00,2024-04-@,方案报价,价格太高,,,何佳,2024-01-@',
				'OPP#,瑞东新购 #,瑞东 #,新购,官网,"¥300,000.00",商务谈判,80%,2024-09-@,承诺,"¥240,000.00",2024-06-@,,,,,林晓,2024-02-@'
			]
		),
		roles: {
			deal_id: '机会编号',
			deal_name: '机会名称',
			account: '最终客户',
			deal_type: '机会类型',
			lead_source: '机会来源',
			amount: '销售金额',
			stage: '销售阶段',
			probability: '赢率',
			close_date: '结单日期',
			forecast_category: '阶段分类',
			weighted_amount: '预测金额',
			stage_entered: '阶段更新时间',
			lost_reason: '输单描述',
			campaign: '市场活动',
			owner: '所有人',
			created_date: '创建日期'
		},
		won: ['赢单'],
		lost: ['输单']
	},
	{
		system: '纷享销客',
		fileName: '商机.csv',
		csv: rows(
			'商机名称,客户名称,商机金额(元),销售阶段,商机状态,赢率,预计成交日期,负责人,归属部门,创建时间,最后跟进时间,商机来源',
			[
				'云平台 #,恒舟 #,120000,方案报价,赢单,100%,2024年5月@日,周启明,华东区,2024-01-@ 10:20,2024-05-@ 16:00,官网',
				'数据仓 #,金桥 #,58000.5,需求确认,输单,0%,2024年6月@日,许文博,华南区,2024-02-@ 10:20,2024-06-@ 16:00,展会',
				'一期 #,远航 #,90000,商务谈判,进行中,60%,2024年9月@日,周启明,华东区,2024-03-@ 10:20,2024-06-@ 17:00,官网',
				'重复 #,远航 #,90000,初步接洽,无效,0%,2024年9月@日,周启明,华东区,2024-03-@ 10:20,2024-06-@ 17:00,官网'
			]
		),
		roles: {
			deal_name: '商机名称',
			account: '客户名称',
			amount: '商机金额(元)',
			stage: '销售阶段',
			status: '商机状态',
			probability: '赢率',
			expected_close_date: '预计成交日期',
			owner: '负责人',
			team: '归属部门',
			created_date: '创建时间',
			last_activity: '最后跟进时间',
			lead_source: '商机来源'
		},
		won: ['赢单'],
		lost: ['输单']
	},
	{
		system: 'CordysCRM',
		fileName: 'opportunity.csv',
		csv: rows('商机名称,客户名称,商机来源,金额,意向产品,可能性,结束时间,负责人,地区,商机阶段,联系人', [
			'一体机 #,甲公司 #,线上,12万,标准版,100%,2024/5/@,王芳,北京市,成功,张三',
			'服务包 #,乙公司 #,线下,3.5万,专业版,0%,2024/4/@,李强,上海市,失败,李四',
			'升级 #,丙公司 #,线上,8万,标准版,60%,2024/9/@,王芳,北京市,方案验证,王五'
		]),
		roles: {
			deal_name: '商机名称',
			account: '客户名称',
			lead_source: '商机来源',
			amount: '金额',
			product: '意向产品',
			probability: '可能性',
			close_date: '结束时间',
			owner: '负责人',
			region: '地区',
			stage: '商机阶段',
			contact: '联系人'
		},
		won: ['成功'],
		lost: ['失败']
	},
	{
		system: 'Salesforce 中文',
		fileName: 'report1719.csv',
		csv: rows(
			'业务机会所有人,客户名,业务机会名称,阶段,财政年度,金额,赢率 (%),期限,结束日期,创建日期,下一步,潜在客户来源,类型,预测类别',
			[
				'陈晨,晨光 #,晨光-#,已结束并赢得,2024,"120,000",100,33,2024/5/@,2024/1/@,,网站,新业务,已结束',
				'刘洋,远景 #,远景-#,已结束但丢失,2024,"58,000",0,20,2024/4/@,2024/1/@,,推荐,现有业务,已省略',
				'陈晨,蓝海 #,蓝海-#,提案/报价,2024,"9,500",75,41,2024/9/@,2024/2/@,电话,网站,新业务,管道'
			]
		),
		roles: {
			owner: '业务机会所有人',
			account: '客户名',
			deal_name: '业务机会名称',
			stage: '阶段',
			amount: '金额',
			probability: '赢率 (%)',
			close_date: '结束日期',
			created_date: '创建日期',
			lead_source: '潜在客户来源',
			deal_type: '类型',
			forecast_category: '预测类别'
		},
		won: ['已结束并赢得'],
		lost: ['已结束但丢失']
	},
	{
		system: '中文表格',
		fileName: '项目跟进表.csv',
		csv: rows('序号,项目名称,客户,阶段,预计金额(万元),成交概率(%),预计成交日期,实际成交日期,销售,区域,备注', [
			'#,仓储一期 #,甲 #,成交,12.5,100,2024.5.@,2024.5.@,赵敏,华北,客户满意，准备二期#',
			'#,仓储二期 #,乙 #,流失,30,0,2024.6.@,2024.6.@,孙磊,华南,预算取消，明年再谈#',
			'#,看板 #,丙 #,报价,8.8,50,2024.9.@,,赵敏,华北,等待对方回复#',
			'#,排产 #,丁 #,跟进,20,20,2024.10.@,,孙磊,华南,下周拜访#'
		]),
		roles: {
			deal_id: '序号',
			deal_name: '项目名称',
			account: '客户',
			stage: '阶段',
			amount: '预计金额(万元)',
			probability: '成交概率(%)',
			expected_close_date: '预计成交日期',
			close_date: '实际成交日期',
			owner: '销售',
			region: '区域',
			text: '备注'
		},
		won: ['成交'],
		lost: ['流失']
	},
	{
		system: 'Pipedrive (plain headers)',
		fileName: 'deals-23.csv',
		csv: rows(
			'Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Status,Deal - Stage,Deal - Owner,Deal - Organization,Deal - Expected close date,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Deal created,Deal - Update time,Deal - Weighted value',
			[
				'#,Site #,1000,EUR,Won,Negotiations Started,Ana Soler,Org #,2024-05-@,2024-05-@ 10:00:00,,,2024-01-@ 10:00:00,2024-06-@ 11:00:00,1000',
				'#,Shop #,2000,EUR,Lost,Proposal Made,Ben Ito,Org #,2024-05-@,,2024-05-@ 10:00:00,Price,2024-01-@ 10:00:00,2024-06-@ 11:00:00,0',
				'#,App #,3000.5,EUR,Open,Demo Scheduled,Ana Soler,Org #,2024-09-@,,,,2024-02-@ 10:00:00,2024-06-@ 11:00:00,900'
			]
		),
		roles: {
			deal_id: 'Deal - ID',
			deal_name: 'Deal - Title',
			amount: 'Deal - Value',
			currency: 'Deal - Currency',
			status: 'Deal - Status',
			stage: 'Deal - Stage',
			owner: 'Deal - Owner',
			account: 'Deal - Organization',
			expected_close_date: 'Deal - Expected close date',
			won_date: 'Deal - Won time',
			lost_date: 'Deal - Lost time',
			lost_reason: 'Deal - Lost reason',
			created_date: 'Deal - Deal created',
			weighted_amount: 'Deal - Weighted value'
		},
		won: ['Won'],
		lost: ['Lost']
	},
	{
		system: 'Shop orders',
		fileName: 'orders_export.csv',
		csv: rows('Order Number;Order Date;Customer;Country;SKU;Product;Category;Qty;Unit Price;Discount;Line Total;Cost', [
			'A-#;@.03.2024;Firma #;Germany;S-1;Widget;Tools;2;10,50;0,1;18,90;12,00',
			'A-#;@.04.2024;Firma #;France;S-2;Gadget;Toys;1;99,00;0;99,00;60,00',
			'A-#;@.05.2024;Firma #;Germany;S-3;Gizmo;Toys;10;1.050,00;0,25;7.875,00;5.000,00'
		]),
		roles: {
			order_id: 'Order Number',
			order_date: 'Order Date',
			account: 'Customer',
			region: 'Country',
			product: 'Product',
			category: 'Category',
			quantity: 'Qty',
			unit_price: 'Unit Price',
			discount: 'Discount',
			amount: 'Line Total',
			cost: 'Cost'
		},
		won: [],
		lost: []
	},
	{
		system: '纷享销客 订单',
		fileName: '销售订单.csv',
		csv: rows('销售订单编号,客户名称,下单日期,订单金额(万元),已回款金额(万元),应收金额(万元),负责人,产品名称,数量', [
			'SO#,青禾 #,2024-03-@,1.25,1.25,0,林晓,标准版,3',
			'SO#,海岳 #,2024-04-@,30,10,20,何佳,专业版,1',
			'SO#,瑞东 #,2024-05-@,8.8,0,8.8,林晓,标准版,12'
		]),
		roles: {
			order_id: '销售订单编号',
			account: '客户名称',
			order_date: '下单日期',
			amount: '订单金额(万元)',
			paid_amount: '已回款金额(万元)',
			owner: '负责人',
			product: '产品名称',
			quantity: '数量'
		},
		won: [],
		lost: []
	}
];
