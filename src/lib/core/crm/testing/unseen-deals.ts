/* eslint-disable max-lines -- tables of headers, a line per column */
import { shape, type Shape } from './unseen-shape';

/** For tests: headers of deal and contact exports, written before the guessing knew them. */
export const UNSEEN_DEALS: readonly Shape[] = [
	shape(
		'Zoho CRM Deals',
		'Deals_2026_01_12.csv',
		'deals',
		12,
		'en',
		`
Record Id ~ deal_id ~ id:zcrm_48713
Deal Owner.id ~ - ~ =zcrm_11|zcrm_12|zcrm_13
Deal Owner ~ owner ~ owner
Amount ~ amount ~ amount:2
Deal Name ~ deal_name ~ deal
Closing Date ~ close_date ~ closeany
Account Name.id ~ - ~ cust:zcrm_2
Account Name ~ account ~ company
Stage ~ stage ~ stage:Qualification|Needs Analysis|Proposal/Closed Won/Closed Lost
Type ~ deal_type ~ type
Probability (%) ~ probability ~ prob
Expected Revenue ~ weighted_amount ~ weighted:2
Lead Source ~ lead_source ~ source
Campaign Source ~ campaign ~ campaign
Created Time ~ created_date ~ created:isot
Modified Time ~ - ~ activity:isot
Last Activity Time ~ last_activity ~ activity:isot
Reason For Loss ~ lost_reason ~ reason
Description ~ text ~ note
`
	),
	shape(
		'Zoho CRM Contacts',
		'Contacts_2026.csv',
		'none',
		10,
		'en',
		`
Contact Id ~ ? ~ id:zcrm_99
Contact Owner ~ owner ~ owner
Full Name ~ contact ~ contact
Account Name ~ account ~ company
Email ~ - ~ email
Phone ~ - ~ phone
Lead Source ~ lead_source ~ source
Mailing City ~ region ~ city
Mailing Country ~ region ~ region
Created Time ~ created_date ~ created:isot
Description ~ text ~ note
`
	),
	shape(
		'Pipedrive export',
		'deals-998812-14.csv',
		'deals',
		14,
		'en',
		`
Deal - ID ~ deal_id ~ n
Deal - Title ~ deal_name ~ deal
Deal - Creator ~ - ~ =Emma Doyle
Deal - Owner ~ owner ~ owner
Deal - Value ~ amount ~ amount
Deal - Currency of Value ~ currency ~ =EUR
Deal - Weighted value ~ weighted_amount ~ weighted
Deal - Probability ~ probability ~ prob
Deal - Organization ~ account ~ company
Deal - Contact person ~ contact ~ contact
Deal - Pipeline ~ pipeline ~ =Sales Pipeline|Renewals
Deal - Stage ~ stage ~ =Qualified|Contact Made|Demo Scheduled|Proposal Made|Negotiations Started
Deal - Status ~ status ~ stage:Open/Won/Lost
Deal - Deal created ~ created_date ~ created:isot
Deal - Last stage change ~ stage_entered ~ staged:isot
Deal - Won time ~ won_date ~ won:isot
Deal - Lost time ~ lost_date ~ lost:isot
Deal - Lost reason ~ lost_reason ~ reason
Deal - Expected close date ~ expected_close_date ~ expected
Deal - Last activity date ~ last_activity ~ activity
Deal - Done activities ~ - ~ qty
Deal - Source channel ~ lead_source ~ source
`
	),
	shape(
		'Dynamics 365 view',
		'All Opportunities 1-12-2026 9-14-02 AM.csv',
		'deals',
		12,
		'en',
		`
Topic ~ deal_name ~ deal
Potential Customer ~ account ~ company
Est. close date ~ expected_close_date ~ expected:us
Est. revenue ~ amount ~ amount:$
Contact ~ contact ~ contact
Account ~ account ~ company
Probability ~ probability ~ prob
Rating ~ ? ~ =Hot|Warm|Cold
Status ~ status ~ stage:Open/Won/Lost
Status Reason ~ - ~ stage:In Progress/Won/Out-Sold
Actual Revenue ~ actual_amount ~ actual:$
Actual Close Date ~ close_date ~ closed:us
Sales Stage ~ stage ~ =Qualify|Develop|Propose|Close
Owner ~ owner ~ owner
Created On ~ created_date ~ created:ust
Originating Lead ~ - ~ contact
Currency ~ currency ~ =US Dollar
Forecast category ~ forecast_category ~ stage:Pipeline|Best case|Committed/Won/Lost
`
	),
	shape(
		'Insightly',
		'opportunities.csv',
		'deals',
		11,
		'en',
		`
RecordId ~ deal_id ~ id
OpportunityName ~ deal_name ~ deal
OpportunityDetails ~ text ~ note
BidCurrency ~ currency ~ =USD
BidAmount ~ amount ~ amount
BidType ~ ? ~ =Fixed Bid|Per Month
Probability ~ probability ~ prob
ForecastCloseDate ~ expected_close_date ~ expected
ActualCloseDate ~ close_date ~ closed
OpportunityState ~ status ~ stage:Open/Won/Lost
Category ~ category ~ =Software|Services
PipelineName ~ pipeline ~ =New sales
CurrentStageName ~ stage ~ =Discovery|Scoping|Quote|Agreement
UserResponsible ~ owner ~ owner
OrganizationName ~ account ~ company
DateCreated ~ created_date ~ created:isot
LastActivityDate ~ last_activity ~ activity
`
	),
	shape(
		'Bitrix24',
		'DEAL_20260112_4a1f.csv',
		'deals',
		13,
		'en',
		`
ID ~ deal_id ~ id
Deal Name ~ deal_name ~ deal
Pipeline ~ pipeline ~ =General|Partners
Deal Stage ~ stage ~ stage:New|Prepare document|Invoice/Deal won/Deal lost
Type ~ deal_type ~ =Sale|Service|Goods
Probability ~ probability ~ prob
Currency ~ currency ~ =EUR
Total ~ amount ~ amount:2
Company ~ account ~ company
Contact ~ contact ~ contact
Start date ~ created_date ~ created:det
Expected close date ~ expected_close_date ~ expected:de
Responsible person ~ owner ~ owner
Source ~ lead_source ~ source
Closed ~ ? ~ stage:No/Yes/Yes
Comment ~ text ~ note
`,
		';'
	),
	shape(
		'Bitrix24 API names',
		'crm_deal_list.csv',
		'deals',
		12,
		'en',
		`
ID ~ deal_id ~ id
TITLE ~ deal_name ~ deal
TYPE_ID ~ deal_type ~ =SALE|SERVICES|GOODS
STAGE_ID ~ stage ~ stage:NEW|PREPARATION|EXECUTING/WON/LOSE
CURRENCY_ID ~ currency ~ =EUR
OPPORTUNITY ~ amount ~ amount:2
COMPANY_TITLE ~ account ~ company
ASSIGNED_BY_NAME ~ owner ~ owner
DATE_CREATE ~ created_date ~ created:isoz
CLOSEDATE ~ close_date ~ closeany:isoz
SOURCE_ID ~ lead_source ~ =WEB|CALL|PARTNER
COMMENTS ~ text ~ note
`
	),
	shape(
		'monday.com board',
		'Deals_1700000.csv',
		'deals',
		10,
		'en',
		`
Name ~ deal_name ~ deal
Stage ~ stage ~ stage:Lead|Discovery|Proposal|Negotiation/Won/Lost
Owner ~ owner ~ owner
Deal Value ~ amount ~ amount
Close Probability ~ probability ~ prob
Forecast Value ~ weighted_amount ~ weighted
Expected Close Date ~ expected_close_date ~ expected
Close Date ~ close_date ~ closed
Accounts ~ account ~ company
Contacts ~ contact ~ contact
Priority ~ - ~ =High|Medium|Low
Deal creation date ~ created_date ~ created
Last interaction ~ last_activity ~ activity
Item ID ~ deal_id ~ id:39
`
	),
	shape(
		'Zendesk Sell',
		'deals_export.csv',
		'deals',
		12,
		'en',
		`
id ~ deal_id ~ id
name ~ deal_name ~ deal
value ~ amount ~ amount
currency ~ currency ~ =GBP
stage_name ~ stage ~ stage:Incoming|Qualified|Quote/Won/Lost
pipeline_name ~ pipeline ~ =Default
organization_name ~ account ~ company
primary_contact_name ~ contact ~ contact
owner_name ~ owner ~ owner
source_name ~ lead_source ~ source
loss_reason_name ~ lost_reason ~ reason
estimated_close_date ~ expected_close_date ~ expected
created_at ~ created_date ~ created:isoz
last_stage_change_at ~ stage_entered ~ staged:isoz
hot ~ - ~ =true|false
tags ~ - ~ =vip||eu
`
	),
	shape(
		'Nutshell',
		'leads-export.csv',
		'deals',
		11,
		'en',
		`
Lead number ~ deal_id ~ n
Lead name ~ deal_name ~ deal
Primary company ~ account ~ company
Primary person ~ contact ~ contact
Assignee ~ owner ~ owner
Value ~ amount ~ amount:$
Confidence ~ probability ~ prob:pct
Projected close date ~ expected_close_date ~ expected:us
Closed date ~ close_date ~ closed:us
Status ~ status ~ stage:Open/Won/Lost
Current stage ~ stage ~ =First contact|Demo|Trial|Contract
Pipeline ~ pipeline ~ =Inbound|Outbound
Outcome ~ ? ~ reason
Source(s) ~ lead_source ~ source
Created ~ created_date ~ created:us
Market ~ ? ~ =Retail|Health
`
	),
	shape(
		'Keap',
		'opportunity-export.csv',
		'deals',
		10,
		'en',
		`
Opportunity Id ~ deal_id ~ id
Opportunity Title ~ deal_name ~ deal
Contact Name ~ contact ~ contact
Company ~ account ~ company
User ~ owner ~ owner
Stage ~ stage ~ stage:New Opportunity|Contacting|Engaging/Win/Loss
Projected Revenue (High) ~ amount ~ amount:$
Next Action Date ~ - ~ activity:us2
Est. Close Date ~ expected_close_date ~ expected:us2
Date Created ~ created_date ~ created:us2
Objection ~ lost_reason ~ reason
Leadsource ~ lead_source ~ source
`
	),
	shape(
		'ActiveCampaign',
		'deals.csv',
		'deals',
		12,
		'en',
		`
Deal ID ~ deal_id ~ n
Deal Title ~ deal_name ~ deal
Deal Value ~ amount ~ amount:2
Currency ~ currency ~ =usd
Deal Pipeline ~ pipeline ~ =Sales
Deal Stage ~ stage ~ =To contact|In contact|Follow up|Offer
Deal Status ~ status ~ stage:Open/Won/Lost
Deal Owner ~ owner ~ owner
Contact ~ contact ~ contact
Account Name ~ account ~ company
Forecasted Close Date ~ expected_close_date ~ expected
Win Probability ~ probability ~ prob
Date Created ~ created_date ~ created:isot
Last Updated ~ - ~ activity:isot
`
	),
	shape(
		'Oro CRM',
		'export_opportunity.csv',
		'deals',
		10,
		'en',
		`
ID ~ deal_id ~ id
Opportunity Name ~ deal_name ~ deal
Expected Close Date ~ expected_close_date ~ expected
Probability ~ probability ~ prob:frac
Budget Amount ~ amount ~ amount:2
Budget Amount Currency ~ currency ~ =USD
Close Revenue ~ actual_amount ~ actual:2
Close Reason Name ~ lost_reason ~ reason
Status Id ~ status ~ stage:in_progress|identification_alignment/won/lost
Owner Username ~ owner ~ =edoyle|lprado|hmori
Account Account name ~ account ~ company
Created At ~ created_date ~ created:isot
`
	),
	shape(
		'NetSuite saved search',
		'OpportunitiesResults88.csv',
		'deals',
		12,
		'en',
		`
Internal ID ~ - ~ id
Document Number ~ deal_id ~ id:OP
Title ~ deal_name ~ deal
Customer ~ account ~ company
Date ~ created_date ~ created:us
Expected Close ~ expected_close_date ~ expected:us
Opportunity Status ~ status ~ stage:Qualified|Proposal|In Negotiation/Closed Won/Closed Lost
Probability ~ probability ~ prob:pct
Projected Total ~ amount ~ amount:c
Weighted Total ~ weighted_amount ~ weighted:c
Sales Rep ~ owner ~ owner
Forecast Type ~ forecast_category ~ =Worst Case|Most Likely|Upside
Win/Loss Reason ~ lost_reason ~ reason
Subsidiary ~ ? ~ =Parent : US|Parent : UK
Memo ~ text ~ note
`
	),
	shape(
		'ActiveCampaign-like snake case from a warehouse',
		'fct_opportunities.csv',
		'deals',
		12,
		'en',
		`
opportunity_key ~ deal_id ~ uuid
opportunity_name ~ deal_name ~ deal
account_name ~ account ~ company
sales_rep_name ~ owner ~ owner
region_name ~ region ~ region
current_stage ~ stage ~ stage:discovery|evaluation|contracting/closed_won/closed_lost
amount_usd ~ amount ~ amount:2
win_probability ~ probability ~ prob:frac
created_at ~ created_date ~ created:isoz
expected_close_dt ~ expected_close_date ~ expected
closed_at ~ close_date ~ closed:isoz
is_won ~ status ~ stage:false/true/false
lead_channel ~ lead_source ~ source
`
	),
	shape(
		'Hand-made English tracker',
		'Sales pipeline Q1.csv',
		'deals',
		10,
		'en',
		`
# ~ - ~ n
Client ~ account ~ company
Opportunity ~ deal_name ~ deal
Salesperson ~ owner ~ owner
Est. Value ($) ~ amount ~ amount:c
Chance % ~ probability ~ prob
Sales Phase ~ stage ~ stage:Prospect|Meeting|Quote sent/Won/Lost
Lead From ~ lead_source ~ source
First contact ~ created_date ~ created:dmy
Likely close ~ expected_close_date ~ expected:dmy
Last touch ~ last_activity ~ activity:dmy
Notes / next steps ~ text ~ note
`
	),
	shape(
		'Quota sheet',
		'targets.csv',
		'none',
		12,
		'en',
		`
Rep ~ owner ~ =Emma Doyle|Luis Prado|Hana Mori
Month ~ ? ~ =2026-01|2026-01|2026-01|2026-02|2026-02|2026-02
Target ($) ~ quota ~ amount:0
`
	),
	shape(
		'German Pipedrive locale',
		'Deals-Export.csv',
		'deals',
		12,
		'en',
		`
Titel ~ deal_name ~ deal
Organisation ~ account ~ company
Ansprechpartner ~ contact ~ contact
Wert ~ amount ~ amount:€
Phase ~ stage ~ stage:Erstkontakt|Angebot|Verhandlung/Gewonnen/Verloren
Wahrscheinlichkeit ~ probability ~ prob:pct
Verantwortlicher ~ owner ~ owner
Erstellt am ~ created_date ~ created:de
Voraussichtlicher Abschluss ~ expected_close_date ~ expected:de
Abgeschlossen am ~ close_date ~ closed:de
Verlustgrund ~ lost_reason ~ reason
Quelle ~ lead_source ~ source
`,
		';'
	),
	shape(
		'Freshworks deals',
		'deals_freshworks.csv',
		'deals',
		12,
		'en',
		`
Deal ID ~ deal_id ~ id:70001
Name ~ deal_name ~ deal
Deal value in Base Currency ~ amount ~ amount:2
Deal pipeline ~ pipeline ~ =Default Pipeline
Deal stage ~ stage ~ stage:New|Qualification|Demo|Negotiation/Won/Lost
Probability (%) ~ probability ~ prob
Expected deal value ~ weighted_amount ~ weighted:2
Expected close date ~ expected_close_date ~ expected
Closed date ~ close_date ~ closed:isot
Sales owner ~ owner ~ owner
Sales account ~ account ~ company
Territory ~ region ~ region
Lost reason ~ lost_reason ~ reason
Last contacted time ~ last_activity ~ activity:isot
Created at ~ created_date ~ created:isot
Updated at ~ - ~ activity:isot
Age (in days) ~ - ~ days
`
	)
];
