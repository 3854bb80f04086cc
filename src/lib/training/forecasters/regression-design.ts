import { daysInside, holidayWindows, type HolidayRegion, workingDays } from '$lib/core/forecast/holidays';
import { dayNumber, firstDay, type Grain } from '$lib/core/period';

/** Which regressors a model has; plain data, so that rows of the future can be made from a saved model. */
export interface Design {
	readonly grain: Grain;
	/** First period of the history and number of its values. */
	readonly start: number;
	readonly n: number;
	/** Seasons in periods, with their numbers of sine and cosine pairs. */
	readonly seasons: readonly { readonly period: number; readonly pairs: number }[];
	readonly knots: number;
	readonly regions: readonly HolidayRegion[];
	readonly workingDays: boolean;
	/** Known inputs: start period, values, and what to subtract and divide by. */
	readonly inputs: readonly Input[];
}

/** A known input as saved. */
export interface Input {
	readonly start: number;
	readonly values: readonly number[];
	readonly mean: number;
	readonly scale: number;
}

/** Regressors of some periods: [rows · columns] and how much each column is penalised (0 = not). */
export interface Regressors {
	readonly rows: Float64Array;
	readonly columns: number;
	readonly penalties: Float64Array;
	/** Columns from here on are no trend: season, calendar, inputs. */
	readonly effectsFrom: number;
}

/** Penalties: wiggly harmonics more than smooth ones, bends of the trend little, single days hardly. */
const [BEND, DAY, INPUT, WORKING] = [0.3, 0.1, 0.02, 0.02];

/**
 * Regressors for `count` periods from place `from` (0 = first value). Behind the end the trend goes on as the last piece,
 * damped by φ per period.
 */
export function regressors(design: Design, from: number, count: number, phi: number): Regressors {
	const columns: Float64Array[] = [];
	const penalties: number[] = [];
	const add = (penalty: number, value: (t: number) => number) => {
		columns.push(Float64Array.from({ length: count }, (_, i) => value(from + i)));
		penalties.push(penalty);
	};
	addTrend(design, phi, add);
	const effectsFrom = columns.length;
	for (const { period, pairs } of design.seasons) {
		for (let k = 1; k <= pairs; k++) {
			const angle = (t: number) => (2 * Math.PI * k * (design.start + t)) / period;
			add(0.02 + (0.5 * k) / pairs / 2, (t) => Math.cos(angle(t)));
			if (2 * k !== period) add(0.02 + (0.5 * k) / pairs / 2, (t) => Math.sin(angle(t)));
		}
	}
	addCalendar(design, add);
	for (const { start, values, mean, scale } of design.inputs) {
		add(INPUT, (t) => {
			const value = values[design.start + t - start] ?? NaN;
			return Number.isFinite(value) ? (value - mean) / scale : 0;
		});
	}
	const k = columns.length;
	const rows = new Float64Array(count * k);
	for (let i = 0; i < count; i++) for (let c = 0; c < k; c++) rows[i * k + c] = columns[c]![i]!;
	return { rows, columns: k, penalties: Float64Array.from(penalties), effectsFrom };
}

type Add = (penalty: number, value: (t: number) => number) => void;

function addTrend({ n, knots }: Design, phi: number, add: Add): void {
	const damped = (t: number) => {
		if (t < n) return t;
		const beyond = t - n + 1;
		return n - 1 + (phi === 1 ? beyond : (phi * (1 - phi ** beyond)) / (1 - phi));
	};
	add(0, () => 1);
	add(1e-4, (t) => damped(t) / n - 0.5);
	for (let j = 1; j <= knots; j++) {
		const at = (j * n) / (knots + 1);
		add(BEND, (t) => Math.max(0, damped(t) - at) / n);
	}
}

function addCalendar({ grain, start, regions, workingDays: counted }: Design, add: Add): void {
	const known = new Map<number, readonly [first: number, last: number]>();
	const days = (t: number) => {
		let span = known.get(t);
		if (!span) {
			span = [dayNumber(firstDay(start + t, grain)), dayNumber(firstDay(start + t + 1, grain)) - 1];
			known.set(t, span);
		}
		return span;
	};
	for (const region of regions) {
		for (const window of holidayWindows(region)) {
			if (!window.moves && grain !== 'day' && grain !== 'week') continue;
			add(DAY, (t) => daysInside(window, ...days(t)) / window.days);
		}
	}
	if (counted) {
		const usual = grain === 'quarter' ? 65.25 : 21.75;
		add(WORKING, (t) => (workingDays(...days(t)) / usual - 1) * 10);
	}
}
