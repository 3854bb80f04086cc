import type { Role } from '$lib/core/model/model';
import { m } from '$lib/paraglide/messages';

const NAMES: Record<Role, () => string> = {
	deal_id: m.role_deal_id,
	deal_name: m.role_deal_name,
	account: m.role_account,
	contact: m.role_contact,
	amount: m.role_amount,
	actual_amount: m.role_actual_amount,
	weighted_amount: m.role_weighted_amount,
	currency: m.role_currency,
	stage: m.role_stage,
	status: m.role_status,
	pipeline: m.role_pipeline,
	probability: m.role_probability,
	forecast_category: m.role_forecast_category,
	close_date: m.role_close_date,
	won_date: m.role_won_date,
	lost_date: m.role_lost_date,
	expected_close_date: m.role_expected_close_date,
	created_date: m.role_created_date,
	stage_entered: m.role_stage_entered,
	last_activity: m.role_last_activity,
	owner: m.role_owner,
	team: m.role_team,
	manager: m.role_manager,
	lead_source: m.role_lead_source,
	campaign: m.role_campaign,
	deal_type: m.role_deal_type,
	lost_reason: m.role_lost_reason,
	product: m.role_product,
	category: m.role_category,
	quantity: m.role_quantity,
	unit_price: m.role_unit_price,
	discount: m.role_discount,
	order_id: m.role_order_id,
	order_date: m.role_order_date,
	customer_id: m.role_customer_id,
	cost: m.role_cost,
	profit: m.role_profit,
	region: m.role_region,
	segment: m.role_segment,
	quota: m.role_quota,
	contract_amount: m.role_contract_amount,
	paid_amount: m.role_paid_amount,
	text: m.role_text
};

/** All roles, in the order they are offered. */
export const ROLES = Object.keys(NAMES) as Role[];

/** The field's word for a role, in the current language. */
export function roleName(role: Role): string {
	return NAMES[role]();
}
