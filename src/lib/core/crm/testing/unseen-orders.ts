import { shape, type Shape } from './unseen-shape';

/** For tests: headers of shops, tills and ledgers, written before the guessing knew them. */
export const UNSEEN_ORDERS: readonly Shape[] = [
	shape(
		'SAP sales orders',
		'EXPORT_VA05.csv',
		'orders',
		12,
		'en',
		`
SD Doc. ~ order_id ~ id:00000
Item ~ - ~ =10|20|30
Doc. Date ~ order_date ~ created:de
Sold-to pt ~ customer_id ~ cust:0000
Name of sold-to party ~ account ~ company
Material ~ - ~ =MZ-TG-Y120|MZ-TG-Y200|MZ-RM-C990
Description ~ product ~ product
Order Quantity ~ quantity ~ qty
SU ~ - ~ =PC|EA
Net price ~ unit_price ~ price:eu
Net value ~ amount ~ total:eu
Curr. ~ currency ~ =EUR
Sales Org. ~ ? ~ =1000|2000
Plnt ~ - ~ =1100
Created by ~ ? ~ =MUELLERK|SCHMIDTA
`,
		';'
	),
	shape(
		'QuickBooks Online invoices',
		'Sales by Customer Detail.csv',
		'orders',
		12,
		'en',
		`
Date ~ order_date ~ created:us2
Transaction Type ~ - ~ =Invoice|Sales Receipt
Num ~ order_id ~ id
Customer ~ account ~ company
Product/Service ~ product ~ product
Memo/Description ~ text ~ note
Qty ~ quantity ~ qty
Sales Price ~ unit_price ~ price:2
Amount ~ amount ~ total:c
Balance ~ - ~ gross:c
`
	),
	shape(
		'Xero invoices',
		'SalesInvoices-20260112.csv',
		'orders',
		12,
		'en',
		`
*ContactName ~ account ~ company
EmailAddress ~ - ~ email
POCountry ~ region ~ region
*InvoiceNumber ~ order_id ~ id:INV-
Reference ~ - ~ =PO-77||REF 9
*InvoiceDate ~ order_date ~ created:dmy
*DueDate ~ - ~ expected:dmy
Total ~ amount ~ gross:2
InvoiceAmountPaid ~ paid_amount ~ =0|153.51|0|88
InventoryItemCode ~ - ~ =DSK|CHR|LMP
*Description ~ product ~ product
*Quantity ~ quantity ~ qty
*UnitAmount ~ unit_price ~ price:2
Discount ~ discount ~ =0||10
LineAmount ~ amount ~ total:2
*AccountCode ~ - ~ =200
*TaxType ~ - ~ =20% (VAT on Income)
Currency ~ currency ~ =GBP
Type ~ - ~ =Sales invoice
Status ~ status ~ =Paid|Awaiting Payment|Draft
`
	),
	shape(
		'Stripe payments (dashboard)',
		'unified_payments.csv',
		'orders',
		14,
		'en',
		`
id ~ order_id ~ hash:ch_3
Created date (UTC) ~ order_date ~ created:isot
Amount ~ amount ~ gross:2
Amount Refunded ~ - ~ =0.00|0.00|12.50
Currency ~ currency ~ =usd
Captured ~ - ~ =true
Converted Amount ~ - ~ gross:2
Decline Reason ~ - ~ =||card_declined
Description ~ text ~ note
Fee ~ ? ~ =1.05|0.59|3.20
Customer ID ~ customer_id ~ hash:cus_
Customer Email ~ - ~ email
Seller Message ~ - ~ =Payment complete.
Status ~ status ~ =Paid|Paid|Refunded|Failed
`
	),
	shape(
		'BigCommerce orders',
		'orders-2026-01-12.csv',
		'orders',
		12,
		'en',
		`
Order ID ~ order_id ~ id
Customer ID ~ customer_id ~ cust
Customer Name ~ account ~ contact
Customer Email ~ - ~ email
Order Date ~ order_date ~ created:dmy
Order Status ~ status ~ =Completed|Shipped|Awaiting Fulfillment|Cancelled
Subtotal (inc tax) ~ - ~ total:2
Shipping Cost (inc tax) ~ - ~ ship:2
Tax Total ~ - ~ tax:2
Order Total (inc tax) ~ amount ~ gross:2
Order Currency Code ~ currency ~ =USD
Total Quantity ~ quantity ~ qty
Payment Method ~ - ~ =Visa|PayPal
Shipping Country ~ region ~ region
Coupon Details ~ ? ~ =||SPRING10
Customer Message ~ ? ~ note
`
	),
	shape(
		'Magento sales grid',
		'export.csv',
		'orders',
		12,
		'en',
		`
ID ~ order_id ~ id:0000
Purchase Point ~ ? ~ =Main Website Store Default|B2B Store
Purchase Date ~ order_date ~ created:monus
Bill-to Name ~ account ~ contact
Ship-to Name ~ ? ~ contact
Grand Total (Base) ~ amount ~ gross:$
Grand Total (Purchased) ~ amount ~ gross:$
Status ~ status ~ =Complete|Processing|Canceled|Closed
Customer Group ~ segment ~ =General|Wholesale|Retailer
Subtotal ~ - ~ total:$
Shipping and Handling ~ - ~ ship:$
Customer Name ~ account ~ contact
Total Refunded ~ - ~ =$0.00|$0.00|$31.00
`
	),
	shape(
		'Amazon seller order report',
		'58219019999.txt',
		'orders',
		14,
		'en',
		`
amazon-order-id ~ order_id ~ id:114-8830217-49
merchant-order-id ~ - ~ =
purchase-date ~ order_date ~ created:isoz
last-updated-date ~ - ~ activity:isoz
order-status ~ status ~ =Shipped|Shipped|Pending|Cancelled
fulfillment-channel ~ ? ~ =Amazon|Merchant
sales-channel ~ ? ~ =Amazon.com|Amazon.de
product-name ~ product ~ product
sku ~ - ~ =DK-1|CH-2|LM-3
asin ~ - ~ =B0C1XYZ111|B0C1XYZ222
quantity ~ quantity ~ qty
currency ~ currency ~ =USD
item-price ~ amount ~ total:2
item-tax ~ - ~ tax:2
shipping-price ~ - ~ ship:2
item-promotion-discount ~ discount ~ disc:2
ship-city ~ region ~ city
ship-state ~ region ~ =CA|TX|NY
ship-country ~ region ~ =US|DE
`,
		'\t'
	),
	shape(
		'eBay orders report',
		'eBay-OrdersReport-Jan-12-2026.csv',
		'orders',
		12,
		'en',
		`
Sales Record Number ~ - ~ n
Order Number ~ order_id ~ id:12-10553-
Buyer Username ~ customer_id ~ =bluebird_77|kato99|m.larsen|toolfan
Buyer Name ~ account ~ contact
Buyer Email ~ - ~ email
Buyer Country ~ region ~ region
Item Number ~ - ~ id:33451
Item Title ~ product ~ product
Quantity ~ quantity ~ qty
Sold For ~ unit_price ~ price:$
Shipping And Handling ~ - ~ ship:$
eBay Collected Tax ~ - ~ tax:$
Total Price ~ amount ~ gross:$
Payment Method ~ - ~ =PayPal|Credit card
Sale Date ~ order_date ~ created:mon
Paid On Date ~ - ~ created:mon
Tracking Number ~ - ~ id:9400
`
	),
	shape(
		'Square items sold',
		'items-2026-01-01-2026-01-31.csv',
		'orders',
		14,
		'en',
		`
Date ~ order_date ~ created
Time ~ - ~ =10:12:31|11:45:02|15:20:44
Time Zone ~ - ~ =Eastern Time (US & Canada)
Category ~ category ~ category
Item ~ product ~ product
Qty ~ quantity ~ =1.0|2.0|3.0|4.0
Price Point Name ~ - ~ =Regular|Large
SKU ~ - ~ =DK-1|CH-2
Gross Sales ~ ? ~ total:$
Discounts ~ discount ~ disc:$
Net Sales ~ amount ~ net:$
Tax ~ - ~ tax:$
Transaction ID ~ order_id ~ hash:
Payment ID ~ - ~ hash:p
Device Name ~ - ~ =Till 1|Till 2
Location ~ region ~ =Main St|Harbour
Customer ID ~ customer_id ~ cust:SQ
Customer Name ~ account ~ contact
Employee ~ owner ~ owner
`
	),
	shape(
		'Lightspeed Retail',
		'listing-sales.csv',
		'orders',
		12,
		'en',
		`
Sale ID ~ order_id ~ id:2200
Completed Time ~ order_date ~ created:isot
Customer Full Name ~ account ~ contact
Item ~ product ~ product
Category ~ category ~ category
Qty. ~ quantity ~ qty
Retail ~ unit_price ~ price:$
Subtotal ~ - ~ total:$
Discounts ~ discount ~ disc:$
Total ~ amount ~ net:$
Cost ~ cost ~ cost:$
Profit ~ profit ~ profit:$
Margin ~ - ~ =38.00%
Employee ~ owner ~ owner
Shop ~ ? ~ =Downtown|Mall
`
	),
	shape(
		'HubSpot quotes & line items',
		'hubspot-crm-exports-line-items.csv',
		'orders',
		12,
		'en',
		`
Line item ID ~ - ~ id:77
Associated Deal ~ deal_name ~ deal
Name ~ product ~ product
SKU ~ - ~ =DK-1|CH-2
Quantity ~ quantity ~ qty
Unit price ~ unit_price ~ price
Unit cost ~ cost ~ =70|190.2|11
Unit discount ~ discount ~ =0|0|5
Net price ~ amount ~ total
Currency ~ currency ~ =USD
Create Date ~ order_date ~ created:isot
`
	),
	shape(
		'Sales log of a small shop',
		'sales 2025.csv',
		'orders',
		14,
		'en',
		`
Date sold ~ order_date ~ created:dmy
Receipt No ~ order_id ~ id:R
Customer ~ account ~ contact
Item sold ~ product ~ product
Type ~ category ~ category
Units ~ quantity ~ qty
Price each ~ unit_price ~ price:2
Line total ~ amount ~ total:2
Paid by ~ - ~ =Cash|Card
Sold by ~ owner ~ owner
Town ~ region ~ city
`
	)
];
