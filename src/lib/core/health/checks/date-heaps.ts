import { supplies, factStep, facts } from '../../model/facts';
import type { DateColumn } from '../../model/date-range';
import type { SalesModel } from '../../model/model';
import { cells, count, text } from '../../model/rows';
import { dayNumber, dayOf, type Day } from '../../period';
import { chain } from '../../sql/chain';
import { day, sql, word, type Query } from '../../sql/sql';
import type { Rows } from '../../table';
import type { HealthCheck } from '../finding';
import { answer, type Question } from '../findings';
import { baseCondition, type Base } from '../probe';

/** Rows needed before a heap is more than chance and habit. */
const FEWEST = 50;
/** How many times the even share, and how many standard deviations above it, make a heap. */
const TIMES = 3;
const DEVIATIONS = 5;
/** One single day: this many times the mean of days like it, and this share of all rows. */
const DAY_TIMES = 10;
const DAY_SHARE = 0.02;

/**
 * Dates that were not chosen but filled in: heaps on the last or first day of months, or on one day. Tested against an even spread over the
 * calendar days between the first and the last: with n rows and an even share p of those days, k rows on them are a heap when k ≥ 3np and
 * (k − np) / √(np(1 − p)) ≥ 5; one day when also k is ten times what such days hold on average, and 2 % of n. Needs 50 rows.
 */
export const dateHeaps: HealthCheck = {
	id: 'date-heaps',
	applies: ({ model }) => datesOf(model).length > 0,
	find: async (context, ask) => {
		const found = [];
		for (const [column, base] of datesOf(context.model)) {
			const days = readDays(await ask(daysQuery(context.model, column, base)));
			for (const heap of heapsOf(days)) found.push(...(await answer(context, question(column, base, heap), ask)));
		}
		return found;
	}
};

function datesOf(model: SalesModel): (readonly [DateColumn, Base])[] {
	const dates: readonly (readonly [DateColumn, Base])[] =
		model.kind === 'deals'
			? [
					['closed_on', 'closed'],
					['expected_on', 'open'],
					['created_on', 'all']
				]
			: [['ordered_on', 'all']];
	return dates.filter(([column]) => supplies(model, column));
}

function daysQuery(model: SalesModel, column: DateColumn, base: Base): Query {
	const date = word(column);
	const outcome = model.kind === 'deals' && model.outcome ? (['outcome'] as const) : [];
	return chain(
		[facts(model, [column, ...outcome])],
		'Rows per day',
		sql`
			SELECT ${date} AS date, count(*) AS n
			FROM ${factStep(model)}
			WHERE ${date} IS NOT NULL AND ${baseCondition(model, base)}
			GROUP BY ALL
			ORDER BY date`
	);
}

interface DayCount {
	readonly day: Day;
	readonly rows: number;
}

function readDays(rows: Rows): DayCount[] {
	const counts = cells(rows, 'n');
	return cells(rows, 'date').flatMap((cell, r) => {
		const date = text(cell);
		return date !== null && /^\d{4}-\d\d-\d\d$/.test(date) ? [{ day: date, rows: count(counts[r]) }] : [];
	});
}

/** A heap of dates. */
export interface Heap {
	readonly on: 'month-end' | 'month-start' | 'one-day';
	/** The day, for 'one-day'. */
	readonly day: Day | null;
	/** Share of the rows with a date that lie there, and the share an even spread would put there, 0–1. */
	readonly share: number;
	readonly even: number;
	/** Standard deviations above the even share. */
	readonly z: number;
}

/** The heaps among rows per day, `days` ascending and without repeats. */
export function heapsOf(days: readonly DayCount[]): Heap[] {
	const first = days[0];
	const last = days.at(-1);
	const n = days.reduce((sum, { rows }) => sum + rows, 0);
	if (!first || !last || n < FEWEST) return [];
	const span = dayNumber(last.day) - dayNumber(first.day) + 1;
	const heaps: Heap[] = [];
	const largest = days.reduce((most, one) => (one.rows > most.rows ? one : most), first);
	let expected = n / span;
	for (const on of ['month-end', 'month-start'] as const) {
		const months = monthDays(first.day, last.day, on);
		const k = days.reduce((sum, one) => sum + (isOn(one.day, on) ? one.rows : 0), 0);
		const heap = heapOf(on, null, k, n, months / span);
		if (!heap || heap.share < TIMES * heap.even) continue;
		heaps.push(heap);
		if (isOn(largest.day, on)) expected = k / months;
	}
	const one = heapOf('one-day', largest.day, largest.rows, n, 1 / span);
	if (one && largest.rows >= DAY_TIMES * expected && one.share >= DAY_SHARE) heaps.push(one);
	return heaps;
}

function heapOf(on: Heap['on'], at: Day | null, k: number, n: number, even: number): Heap | null {
	if (even <= 0 || even >= 1) return null;
	const z = (k - n * even) / Math.sqrt(n * even * (1 - even));
	return z < DEVIATIONS ? null : { on, day: at, share: k / n, even, z };
}

function isOn(at: Day, on: 'month-end' | 'month-start'): boolean {
	return on === 'month-start' ? at.endsWith('-01') : dayOf(dayNumber(at) + 1).endsWith('-01');
}

/** Month ends or month starts from `first` to `last`. */
function monthDays(first: Day, last: Day, on: 'month-end' | 'month-start'): number {
	const shift = on === 'month-end' ? 1 : 0;
	const month = (number: number) => {
		const at = dayOf(number);
		return Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7));
	};
	return month(dayNumber(last) + shift) - month(dayNumber(first) + shift - 1);
}

const CODES = { 'month-end': 'heap-month-end', 'month-start': 'heap-month-start', 'one-day': 'heap-one-day' } as const;

function question(column: DateColumn, base: Base, heap: Heap): Question {
	const date = word(column);
	const hit =
		heap.day !== null
			? sql`${date} = ${day(heap.day)}`
			: heap.on === 'month-end'
				? sql`${date} = last_day(${date})`
				: sql`day(${date}) = 1`;
	return {
		check: 'date-heaps',
		code: CODES[heap.on],
		column,
		probe: { columns: [column], hit, base },
		usual: heap.even,
		details: { date: column, day: heap.day, share: heap.share, even: heap.even, z: Math.round(heap.z * 10) / 10 }
	};
}
