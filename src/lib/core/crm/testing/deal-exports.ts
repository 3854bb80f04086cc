import { rows, type CrmExport } from './export-rows';

/** For tests: more invented rows in the shape of CRM exports, by system and by habit of naming. */
export const DEAL_EXPORTS: readonly CrmExport[] = [
	{
		system: 'Salesforce report',
		fileName: 'report1700000000000.csv',
		csv: rows(
			'"Opportunity Owner","Account Name","Opportunity Name","Stage","Fiscal Period","Amount Currency","Amount","Probability (%)","Age","Close Date","Created Date","Next Step","Lead Source","Type","Forecast Category","Owner Role"',
			[
				'"Ana Soler","Acme #","Acme - new #","Closed Won","Q1-2024","USD","$12,000.00","100","40","3/@/2024","1/21/2024","","Web","New Business","Closed","EMEA Sales"',
				'"Ben Ito","Beta #","Beta - renewal #","Closed Lost","Q2-2024","USD","$8,500.50","0","22","4/@/2024","1/15/2024","","Partner","Existing Business","Omitted","APAC Sales"',
				'"Ana Soler","Gamma #","Gamma - upsell #","Negotiation/Review","Q3-2024","USD","$150,000.00","90","75","9/@/2024","2/14/2024","Call","Web","Existing Business","Commit","EMEA Sales"'
			]
		),
		roles: {
			owner: 'Opportunity Owner',
			account: 'Account Name',
			deal_name: 'Opportunity Name',
			stage: 'Stage',
			currency: 'Amount Currency',
			amount: 'Amount',
			probability: 'Probability (%)',
			close_date: 'Close Date',
			created_date: 'Created Date',
			lead_source: 'Lead Source',
			deal_type: 'Type',
			forecast_category: 'Forecast Category',
			team: 'Owner Role'
		},
		won: ['Closed Won'],
		lost: ['Closed Lost']
	},
	{
		system: 'Freshsales',
		fileName: 'deals.csv',
		csv: rows(
			'Id,Name,Deal value,Deal stage,Deal pipeline,Sales owner,Account name,Related contacts,Expected close date,Closed date,Created at,Updated at,Lost reason,Probability (%),Product,Territory,Source,Currency,Last contacted time',
			[
				'70#,Rollout #,12000,Won,Default Pipeline,Ana Soler,Acme #,Kim #,2024-03-@,2024-03-@,2024-01-@ 10:00:00,2024-06-@ 10:00:00,,100,Suite,EMEA,Web,USD,2024-03-@ 10:00:00',
				'70#,Pilot #,8000,Lost,Default Pipeline,Ben Ito,Beta #,Lee #,2024-04-@,2024-04-@,2024-01-@ 11:00:00,2024-06-@ 10:00:00,Price,0,Basic,APAC,Referral,USD,2024-04-@ 10:00:00',
				'70#,Seats #,5000.5,Negotiation,Default Pipeline,Ana Soler,Gamma #,Mo #,2024-09-@,,2024-02-@ 10:00:00,2024-06-@ 10:00:00,,60,Suite,EMEA,Web,USD,2024-05-@ 10:00:00'
			]
		),
		roles: {
			deal_id: 'Id',
			deal_name: 'Name',
			amount: 'Deal value',
			stage: 'Deal stage',
			pipeline: 'Deal pipeline',
			owner: 'Sales owner',
			account: 'Account name',
			contact: 'Related contacts',
			expected_close_date: 'Expected close date',
			close_date: 'Closed date',
			created_date: 'Created at',
			lost_reason: 'Lost reason',
			probability: 'Probability (%)',
			product: 'Product',
			region: 'Territory',
			lead_source: 'Source',
			currency: 'Currency',
			last_activity: 'Last contacted time'
		},
		won: ['Won'],
		lost: ['Lost']
	},
	{
		system: 'Close',
		fileName: 'opportunities.csv',
		csv: rows(
			'id,date_created,date_updated,lead_id,lead_name,contact_name,user_name,status_label,status_type,pipeline_name,value,value_currency,value_period,confidence,expected_value,date_won,date_lost,note',
			[
				'oppo_#,2024-01-@T10:00:00Z,2024-06-@T10:00:00Z,lead_#,Acme #,Kim #,Ana Soler,Won,won,Sales,12000,USD,one_time,100,12000,2024-03-@,,Signed by the board after long talks #',
				'oppo_#,2024-01-@T11:00:00Z,2024-06-@T10:00:00Z,lead_#,Beta #,Lee #,Ben Ito,Lost,lost,Sales,8000,USD,one_time,0,0,,2024-04-@,Went with another vendor in the end #',
				'oppo_#,2024-02-@T10:00:00Z,2024-06-@T10:00:00Z,lead_#,Gamma #,Mo #,Ana Soler,Proposal Sent,active,Sales,5000.5,USD,one_time,60,3000.3,,,Waiting for legal to read the paper #'
			]
		),
		roles: {
			deal_id: 'id',
			created_date: 'date_created',
			account: 'lead_name',
			contact: 'contact_name',
			owner: 'user_name',
			stage: 'status_label',
			status: 'status_type',
			pipeline: 'pipeline_name',
			amount: 'value',
			currency: 'value_currency',
			probability: 'confidence',
			weighted_amount: 'expected_value',
			won_date: 'date_won',
			lost_date: 'date_lost',
			text: 'note'
		},
		won: ['won'],
		lost: ['lost']
	},
	{
		system: 'Copper',
		fileName: 'copper_opportunities.csv',
		csv: rows(
			'Copper ID,Opportunity Name,Primary Contact,Company,Owned By,Pipeline,Stage,Status,Close Date,Opportunity Value,Currency,Win Probability,Priority,Loss Reason,Source,Created At,Last Contacted,Details',
			[
				'4#,Rollout #,Kim #,Acme #,Ana Soler,Sales,Contract,Won,3/@/2024,"$12,000.00",USD,100%,High,,Web,1/21/2024,3/@/2024,',
				'4#,Pilot #,Lee #,Beta #,Ben Ito,Sales,Proposal,Lost,4/@/2024,"$8,000.00",USD,0%,Low,Price,Referral,1/15/2024,4/@/2024,',
				'4#,Seats #,Mo #,Gamma #,Ana Soler,Sales,Qualified,Open,9/@/2024,"$5,000.50",USD,40%,None,,Web,2/14/2024,5/@/2024,'
			]
		),
		roles: {
			deal_id: 'Copper ID',
			deal_name: 'Opportunity Name',
			contact: 'Primary Contact',
			account: 'Company',
			owner: 'Owned By',
			pipeline: 'Pipeline',
			stage: 'Stage',
			status: 'Status',
			close_date: 'Close Date',
			amount: 'Opportunity Value',
			currency: 'Currency',
			probability: 'Win Probability',
			lost_reason: 'Loss Reason',
			lead_source: 'Source',
			created_date: 'Created At',
			last_activity: 'Last Contacted',
			text: 'Details'
		},
		won: ['Won'],
		lost: ['Lost']
	},
	{
		system: 'SugarCRM',
		fileName: 'Opportunities.csv',
		csv: rows(
			'id,name,account_name,opportunity_type,lead_source,amount,currency_id,amount_usdollar,date_closed,next_step,sales_stage,probability,assigned_user_name,date_entered,date_modified,description,campaign_name',
			[
				'a-#,Rollout #,Acme #,New Business,Web Site,12000.00,-99,12000.00,2024-03-@,,Closed Won,100,asoler,2024-01-@ 10:00,2024-06-@ 10:00,,Spring',
				'b-#,Pilot #,Beta #,Existing Business,Partner,8000.00,-99,8000.00,2024-04-@,,Closed Lost,0,bito,2024-01-@ 11:00,2024-06-@ 10:00,,',
				'c-#,Seats #,Gamma #,New Business,Web Site,5000.50,-99,5000.50,2024-09-@,,Needs Analysis,25,asoler,2024-02-@ 10:00,2024-06-@ 10:00,,Spring'
			]
		),
		roles: {
			deal_id: 'id',
			deal_name: 'name',
			account: 'account_name',
			deal_type: 'opportunity_type',
			lead_source: 'lead_source',
			amount: 'amount',
			close_date: 'date_closed',
			stage: 'sales_stage',
			probability: 'probability',
			owner: 'assigned_user_name',
			created_date: 'date_entered',
			campaign: 'campaign_name',
			text: 'description'
		},
		won: ['Closed Won'],
		lost: ['Closed Lost']
	},
	{
		system: 'Salesforce flags only',
		fileName: 'opps.csv',
		csv: rows('OpportunityId,OwnerName,AccountName,Amount__c,IsClosed,IsWon,CloseDate,CreatedDate,Region__c', [
			'006#,Ana Soler,Acme #,12000,true,true,2024-03-@,2024-01-@,EMEA',
			'006#,Ben Ito,Beta #,8000,true,false,2024-04-@,2024-01-@,APAC',
			'006#,Ana Soler,Gamma #,5000.5,false,false,2024-09-@,2024-02-@,EMEA'
		]),
		roles: {
			deal_id: 'OpportunityId',
			owner: 'OwnerName',
			account: 'AccountName',
			amount: 'Amount__c',
			status: 'IsWon',
			close_date: 'CloseDate',
			created_date: 'CreatedDate',
			region: 'Region__c'
		},
		won: ['true'],
		lost: ['false']
	},
	{
		system: 'Won days only',
		fileName: 'closed_deals.csv',
		csv: rows('deal_id,rep,lead_type,won_date,contract_value,created', [
			'd#,Ana Soler,online,2024-03-@,1200,2024-01-@',
			'd#,Ben Ito,offline,,800,2024-01-@',
			'd#,Ana Soler,online,2024-05-@,500.5,2024-02-@'
		]),
		roles: {
			deal_id: 'deal_id',
			owner: 'rep',
			won_date: 'won_date',
			contract_amount: 'contract_value',
			created_date: 'created'
		},
		won: [],
		lost: [],
		dated: true
	},
	{
		system: 'Plain spreadsheet',
		fileName: 'pipeline tracker.csv',
		csv: rows('Deal,Client,Sales Rep,Value (USD),Stage,Win %,Expected Close,Date Created,Country,Remarks', [
			'Site #,Acme #,Ana,"12,000",Won,100%,05-Mar-2024,02-Jan-2024,Spain,Signed quickly after the second demo #',
			'Shop #,Beta #,Ben,"8,000",Lost,0%,@-Apr-2024,05-Jan-2024,Japan,Lost on price although they liked it #',
			'App #,Gamma #,Ana,"5,000",Proposal,50%,@-Sep-2024,07-Feb-2024,Spain,Waiting for the budget round in May #'
		]),
		roles: {
			deal_name: 'Deal',
			account: 'Client',
			owner: 'Sales Rep',
			amount: 'Value (USD)',
			stage: 'Stage',
			probability: 'Win %',
			expected_close_date: 'Expected Close',
			created_date: 'Date Created',
			region: 'Country',
			text: 'Remarks'
		},
		won: ['Won'],
		lost: ['Lost']
	},
	{
		system: 'Deutsch',
		fileName: 'Verkaufschancen.csv',
		csv: rows(
			'Verkaufschance;Kunde;Betrag;Phase;Wahrscheinlichkeit;Abschlussdatum;Erstellt am;Verantwortlicher;Region;Verlustgrund',
			[
				'Projekt #;Nord #;12.000,00 €;Gewonnen;100 %;@.03.2024;02.01.2024;Anja Busch;Nord;',
				'Wartung #;Süd #;8.500,50 €;Verloren;0 %;@.04.2024;15.01.2024;Ben Kern;Süd;Preis',
				'Ausbau #;West #;150.000,00 €;Angebot;60 %;@.09.2024;14.02.2024;Anja Busch;Nord;'
			]
		),
		roles: {
			deal_name: 'Verkaufschance',
			account: 'Kunde',
			amount: 'Betrag',
			stage: 'Phase',
			probability: 'Wahrscheinlichkeit',
			close_date: 'Abschlussdatum',
			created_date: 'Erstellt am',
			owner: 'Verantwortlicher',
			region: 'Region',
			lost_reason: 'Verlustgrund'
		},
		won: ['Gewonnen'],
		lost: ['Verloren']
	},
	{
		system: 'Français',
		fileName: 'affaires.csv',
		csv: rows(
			"Nom de l'affaire;Client;Montant;Étape;Probabilité;Date de clôture;Date de création;Propriétaire;Région",
			[
				'Projet #;Acier #;12 000,00 €;Gagné;100 %;@/03/2024;21/01/2024;Anne Petit;Sud',
				'Service #;Bois #;8 500,50 €;Perdu;0 %;@/04/2024;15/01/2024;Benoît Roy;Nord',
				'Extension #;Cuivre #;150 000,00 €;Proposition;60 %;@/09/2024;14/02/2024;Anne Petit;Sud'
			]
		),
		roles: {
			deal_name: "Nom de l'affaire",
			account: 'Client',
			amount: 'Montant',
			stage: 'Étape',
			probability: 'Probabilité',
			close_date: 'Date de clôture',
			created_date: 'Date de création',
			owner: 'Propriétaire',
			region: 'Région'
		},
		won: ['Gagné'],
		lost: ['Perdu']
	},
	{
		system: 'Español',
		fileName: 'oportunidades.csv',
		csv: rows('Oportunidad,Cliente,Importe,Etapa,Probabilidad,Fecha de cierre,Fecha de creación,Propietario,País', [
			'Proyecto #,Aceros #,12000.50,Ganada,100,21/03/2024,@/01/2024,Ana Soler,España',
			'Servicio #,Maderas #,8500.00,Perdida,0,@/04/2024,15/01/2024,Luis Vega,México',
			'Ampliación #,Cobres #,150000.00,Propuesta,60,@/09/2024,14/02/2024,Ana Soler,España'
		]),
		roles: {
			deal_name: 'Oportunidad',
			account: 'Cliente',
			amount: 'Importe',
			stage: 'Etapa',
			probability: 'Probabilidad',
			close_date: 'Fecha de cierre',
			created_date: 'Fecha de creación',
			owner: 'Propietario',
			region: 'País'
		},
		won: ['Ganada'],
		lost: ['Perdida']
	},
	{
		system: '繁體中文',
		fileName: '商機清單.csv',
		csv: rows(
			'商機名稱,客戶名稱,商機金額(萬元),銷售階段,商機狀態,預計成交日期,負責人,所屬部門,建立時間,客戶來源,輸單原因',
			[
				'雲端 #,甲 #,12.5,報價,贏單,2024/3/@,林小姐,北區,2024/1/@,官網,',
				'資料 #,乙 #,5.8,需求確認,輸單,2024/4/@,何先生,南區,2024/1/@,展覽,價格',
				'擴充 #,丙 #,9,商務談判,進行中,2024/9/@,林小姐,北區,2024/2/@,官網,'
			]
		),
		roles: {
			deal_name: '商機名稱',
			account: '客戶名稱',
			amount: '商機金額(萬元)',
			stage: '銷售階段',
			status: '商機狀態',
			expected_close_date: '預計成交日期',
			owner: '負責人',
			team: '所屬部門',
			created_date: '建立時間',
			lead_source: '客戶來源',
			lost_reason: '輸單原因'
		},
		won: ['贏單'],
		lost: ['輸單']
	},
	{
		system: '合同台账',
		fileName: '合同台账.csv',
		csv: rows(
			'合同编号,合同名称,客户单位,合同总额（万元）,签约日期,已回款金额（万元）,项目经理,所属部门,项目状态,省份',
			[
				'HT#,一期 #,甲公司 #,120.5,2024年3月@日,60,周启明,华东区,已签约,浙江',
				'HT#,二期 #,乙公司 #,58,2024年4月@日,0,许文博,华南区,丢单,广东',
				'HT#,三期 #,丙公司 #,90,2024年9月@日,30,周启明,华东区,谈判中,浙江'
			]
		),
		roles: {
			deal_id: '合同编号',
			deal_name: '合同名称',
			account: '客户单位',
			contract_amount: '合同总额（万元）',
			close_date: '签约日期',
			paid_amount: '已回款金额（万元）',
			owner: '项目经理',
			team: '所属部门',
			status: '项目状态',
			region: '省份'
		},
		won: ['已签约'],
		lost: ['丢单']
	}
];
