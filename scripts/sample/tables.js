import { OWNERS, PRODUCTS } from './catalogue.js';
import { isoDay } from './calendar.js';

/** @param {unknown} value */
function cell(value) {
	const text = value === null ? '' : String(value);
	return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A CSV as systems export it: header, comma, LF, UTF-8 without mark.
 * @param {readonly string[]} header
 * @param {readonly (readonly unknown[])[]} rows
 */
const csv = (header, rows) => [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');

/** @param {readonly import('./catalogue.js').Account[]} accounts */
export const accountsCsv = (accounts) =>
	csv(
		['Account ID', 'Account Name', 'Industry', 'Segment', 'Territory', 'City', 'Employees'],
		accounts.map((a) => [a.id, a.name, a.industry, a.segment.name, a.region.name, a.city, a.employees])
	);

export const productsCsv = () =>
	csv(
		['Product', 'Category', 'List Price'],
		PRODUCTS.map((product) => [product.name, product.line.name, product.price])
	);

export const teamCsv = () =>
	csv(
		['Deal Owner', 'Manager', 'Region', 'Monthly Quota'],
		OWNERS.map((owner) => [owner.name, owner.region.manager, owner.region.name, quota(owner)])
	);

/** Shares a round sum of the region's plan. @param {import('./catalogue.js').Owner} owner */
const quota = (owner) => Math.round((owner.region.share * 600_000) / owner.region.owners.length / 1000) * 1000;

/** @param {readonly import('./deals.js').Deal[]} deals */
export const dealsCsv = (deals) =>
	csv(
		[
			'Deal ID',
			'Deal Name',
			'Account Name',
			'Deal Owner',
			'Deal Stage',
			'Amount',
			'Create Date',
			'Close Date',
			'Product',
			'Lead Source',
			'Lost Reason'
		],
		deals.map((deal) => [
			deal.id,
			`${deal.short} ${deal.item.name} ×${deal.units}`.trim(),
			deal.account,
			deal.owner,
			deal.stage,
			deal.amount,
			isoDay(deal.created),
			isoDay(deal.closed),
			deal.product,
			deal.source,
			deal.lostReason
		])
	);

/** @param {ReturnType<typeof import('./history.js').makeHistory>} changes */
export const historyCsv = (changes) =>
	csv(
		['Deal ID', 'Change Date', 'Deal Stage', 'Amount', 'Close Date'],
		changes.map((change) => [change.id, isoDay(change.changed), change.stage, change.amount, isoDay(change.closed)])
	);

/** @param {readonly import('./orders.js').OrderLine[]} lines */
export const ordersCsv = (lines) =>
	csv(
		['Order ID', 'Order Date', 'Account ID', 'Product', 'Quantity', 'Unit Price', 'Amount'],
		lines.map((line) => [
			line.id,
			isoDay(line.day),
			line.account,
			line.product.name,
			line.quantity,
			money(line.unitCents),
			money(line.unitCents * line.quantity)
		])
	);

/** @param {number} cents */
const money = (cents) => (cents / 100).toFixed(2);
