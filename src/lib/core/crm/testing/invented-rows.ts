import { dateText, day, money } from './invented-texts';
import type { Words } from './invented-words';

const AMOUNTS = [12500, 4800, 36000, 980.5, 15200, 7400, 52000, 2300, 8850.75, 19900, 640, 27500, 11000, 3120, 45800];
const PROBS = [20, 40, 60, 80];

/** Everything one row can say. */
export function row(i: number, w: Words) {
	const at = <T>(list: readonly T[], by = i): T => list[by % list.length] as T;
	const outcome = at(['open', 'won', 'open', 'lost', 'won', 'open', 'open', 'won', 'lost'] as const);
	const created = day(i * 9 + (i % 4));
	const expected = day(i * 9 + 40 + (i % 7) * 5);
	const closed = outcome === 'open' ? null : day(i * 9 + 35 + (i % 5) * 6);
	const amount = at(AMOUNTS);
	const prob = outcome === 'won' ? 100 : outcome === 'lost' ? 0 : at(PROBS);
	const qty = (i % 4) + 1;
	const price = at([129, 349.5, 24.9, 89, 12.4, 19.99]);
	const total = Math.round(qty * price * 100) / 100;
	const paid = outcome === 'won' ? amount : i % 3 === 0 ? Math.round(amount * 30) / 100 : 0;
	const product = at(w.products);
	const company = at(w.companies);
	return {
		i,
		outcome,
		created,
		expected,
		closed,
		amount,
		prob,
		qty,
		price,
		total,
		paid,
		product,
		company,
		owner: at(w.people, i * 3 + (i % 2)),
		contact: at(w.contacts),
		manager: at(w.managers, i * 3),
		team: at(w.teams, i * 2 + (i % 3)),
		category: at(w.categories),
		region: at(w.regions, i + (i >> 1)),
		city: at(w.cities),
		source: at(w.sources, i + (i >> 2)),
		campaign: at(w.campaigns),
		type: at(w.types, i >> 1),
		reason: outcome === 'lost' ? at(w.reasons, i >> 1) : '',
		note: at(w.notes),
		deal: w.deal(company, product),
		activity: day(i * 9 + 20 + (i % 6)),
		staged: day(i * 9 + 12 + (i % 5))
	};
}
type Row = ReturnType<typeof row>;

/** The cell of one field spec: a fixed cycle `=a|b`, or `field:format`. */
export function cell(spec: string, r: Row): string {
	if (spec.startsWith('=')) {
		const list = spec.slice(1).split('|');
		return (list[r.i % list.length] ?? '').replaceAll('#', String(100 + r.i));
	}
	const [field = '', ...rest] = spec.split(':');
	const f = rest.join(':');
	switch (field) {
		case 'id':
			return `${f}${10407 + r.i * 3}`;
		case 'long':
			return `${f}${20250106112233}${4407 + r.i * 31}`;
		case 'uuid':
			return `${(0x3f2a91c4 + r.i * 7919).toString(16)}-7b1e-4c0d-9a55-${(0xa1b2c3d4 + r.i * 104729).toString(16)}00`.slice(
				0,
				36
			);
		case 'hash':
			return `${f}${(91_234_567 + r.i * 6_700_417).toString(36)}${(77 + r.i * 31).toString(36)}`;
		case 'cust':
			return `${f}${5200 + ((r.i * 7) % 60)}`;
		case 'email':
			return `${r.i % 3 ? 'info' : 'orders'}${r.i}@example.com`;
		case 'phone':
			return `138${String(10_000_000 + r.i * 1_234_567).slice(0, 8)}`;
		case 'stage': {
			const [open = '', won = '', lost = ''] = f.split('/');
			const list = open.split('|');
			return r.outcome === 'won' ? won : r.outcome === 'lost' ? lost : (list[r.i % list.length] ?? '');
		}
		case 'prob':
			return f === 'pct' ? `${r.prob}%` : f === 'frac' ? String(r.prob / 100) : String(r.prob);
		case 'amount':
			return money(r.amount, f);
		case 'weighted':
			return money(Math.round(r.amount * r.prob) / 100, f);
		case 'actual':
			return money(r.outcome === 'won' ? r.amount : null, f);
		case 'paid':
			return money(r.paid, f);
		case 'due':
			return money(Math.round((r.amount - r.paid) * 100) / 100, f);
		case 'created':
			return dateText(r.created, f, r.i);
		case 'expected':
			return dateText(r.expected, f, r.i);
		case 'closed':
			return dateText(r.closed, f, r.i);
		case 'closeany':
			return dateText(r.closed ?? r.expected, f, r.i);
		case 'won':
			return dateText(r.outcome === 'won' ? r.closed : null, f, r.i);
		case 'lost':
			return dateText(r.outcome === 'lost' ? r.closed : null, f, r.i);
		case 'activity':
			return dateText(r.activity, f, r.i);
		case 'staged':
			return dateText(r.staged, f, r.i);
		case 'qty':
			return String(r.qty);
		case 'price':
			return money(r.price, f);
		case 'total':
			return money(r.total, f);
		case 'disc':
			return money(r.i % 3 ? 0 : Math.round(r.total * 10) / 100, f);
		case 'net':
			return money(Math.round((r.total - (r.i % 3 ? 0 : Math.round(r.total * 10) / 100)) * 100) / 100, f);
		case 'tax':
			return money(Math.round(r.total * 19) / 100, f);
		case 'gross':
			return money(Math.round(r.total * 119) / 100, f);
		case 'ship':
			return money(r.i % 2 ? 4.9 : 0, f);
		case 'cost':
			return money(Math.round(r.total * 62) / 100, f);
		case 'profit':
			return money(Math.round(r.total * 38) / 100, f);
		case 'days':
			return String(20 + ((r.i * 7) % 45));
		case 'n':
			return String(r.i + 1);
		default: {
			const value = r[field as 'company'];
			if (typeof value !== 'string') throw new Error(`no field ${field}`);
			return value;
		}
	}
}
