import type { DataKind, Role } from '../model/model';
import type { ColumnProfile } from '../table';
import type { HeaderKey } from './header-key';
import { matchHeader } from './header-match';

/** What the columns of a table together say about each of them. */
export interface TableContext {
	readonly kind: DataKind | null;
	/** A file about customers: its revenue is theirs. */
	readonly accounts: boolean;
	/** A column of weighted revenue stands beside "Expected Revenue" (Odoo), or nothing else is an amount. */
	readonly expectedIsAmount: string | null;
	/** Orders without a day of their own: the day a record was created is the order's. */
	readonly createdIsOrdered: boolean;
	/** A column names customers or accounts. */
	readonly hasAccount: boolean;
	/** A column counts what was sold: rows are lines of orders. */
	readonly hasQuantity: boolean;
	/** A column names products by more than a description. */
	readonly hasProduct: boolean;
	/** The number of the order stands in several rows: totals of orders would be counted once per line. */
	readonly ordersRepeat: boolean;
}

const DEAL_HEADERS =
	/stage|阶段|opportunit|^deal|商机|机会|probab|赢率|close(d|ing)?date|closetime|won|lost|结单|forecast|pipeline|mql|lead|verkaufschance|wahrscheinlich|abschluss|oportunidad|negocio|affaire|etapa|^etape|cierre|cloture|trattativa|案件|商談|赢单|输单|签约/;
const ORDER_HEADERS =
	/order|invoice|订单|quantity|qty|数量|unitprice|单价|ship|发货|stockcode|transaction|下单|refund|lineitem|payment|captured|^sku|fulfil|收货|买家|宝贝|物流|发票|bestell|rechnung|menge|commande|facture|quantite|pedido|factura|cantidad|purchase/;
const ACCOUNT_HEADERS =
	/^(sector|industry|employees?|numberofemployees|yearestablished|founded|annualrevenue|subsidiaryof|parentaccount|website|行业|员工人数|成立时间|注册资本|年收入)$/;
const AMOUNT_HEADERS =
	/^(amount|dealvalue|value|estrevenue|dealamount|closevalue|opportunityamount|金额|商机金额|销售金额)$/;

/** Reads the headers of a table together, and whether its order numbers repeat. */
export function tableContext(
	headers: readonly HeaderKey[],
	profiles: readonly ColumnProfile[],
	fileName: string
): TableContext {
	const deals = headers.filter(({ key }) => DEAL_HEADERS.test(key)).length;
	const orders = headers.filter(({ key }) => ORDER_HEADERS.test(key)).length;
	const accounts = headers.filter(({ key }) => ACCOUNT_HEADERS.test(key)).length;
	const named = /deal|opportunit|pipeline|商机|机会/i.test(fileName)
		? 1
		: /order|sales|invoice|订单|销售/i.test(fileName)
			? -1
			: 0;
	const lean = deals - orders + named * 0.5;
	const prorated = headers.find(({ key }) => key.startsWith('prorated'));
	const hasAmount = headers.some(({ key }) => AMOUNT_HEADERS.test(key));
	const expected = headers.some(({ key }) => key === 'expectedrevenue');
	return {
		kind: lean > 0 ? 'deals' : lean < 0 ? 'orders' : null,
		accounts: accounts >= 2 && deals <= 1 && orders === 0,
		createdIsOrdered: lean < 0 && !headers.some((header) => names(header, 'order_date')),
		hasAccount: headers.some((header) => names(header, 'account')),
		hasQuantity: headers.some((header) => names(header, 'quantity')),
		hasProduct: headers.some((header) => listed(header, 'product')),
		ordersRepeat: headers.some((header, at) => names(header, 'order_id') && repeats(profiles[at])),
		expectedIsAmount: expected && (prorated || !hasAmount) ? (prorated?.words.join(' ') ?? '') : null
	};
}

/** A header that certainly names a role. */
function names(header: HeaderKey, role: Role): boolean {
	return matchHeader(header).some(({ definition, how }) => definition.role === role && how !== 'weak');
}

/** A header that stands in the list of a role. */
function listed(header: HeaderKey, role: Role): boolean {
	return matchHeader(header).some(({ definition, how }) => definition.role === role && how === 'exact');
}

function repeats(profile: ColumnProfile | undefined): boolean {
	return profile !== undefined && profile.distinct > 0 && profile.distinct < (profile.rows - profile.nulls) * 0.9;
}
