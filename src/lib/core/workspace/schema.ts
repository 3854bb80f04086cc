import * as z from 'zod/mini';
import type { Json } from '../json';
import type { ForecasterKind } from '../forecast/forecaster';
import type { Expr, Role } from '../model/model';
import { dayNumber, dayOf } from '../period';
import type { IssueCode } from '../result';
import { WORKSPACE_FORMAT } from './workspace';

// zod compiles checks with `new Function` unless told not to; our CSP forbids that.
z.config({ jitless: true });

/* Limits are far above what the product writes and far below what hurts. Unknown members are dropped. */
const label = z.string().check(z.maxLength(10_000));
const id = z.string().check(z.minLength(1), z.maxLength(200));
const text = z.string().check(z.maxLength(1_000_000));
const count = z.int().check(z.nonnegative());
const list = <T extends z.core.SomeType>(item: T, max: number) => z.readonly(z.array(item).check(z.maxLength(max)));
const labels = list(label, 100_000);

const instant = z
	.string()
	.check(z.maxLength(40), z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/), z.refine(isDay));
const grain = z.enum(['day', 'week', 'month', 'quarter', 'year']);
const json = z.custom<Json>((value) => value !== undefined);

function isDay(value: string): boolean {
	try {
		return dayOf(dayNumber(value)) === value;
	} catch {
		return false;
	}
}

const columnType = z.enum(['text', 'integer', 'decimal', 'float', 'boolean', 'date', 'timestamp']);
const column = z.object({ name: label, type: columnType, nullable: z.boolean() });
const table = z.object({
	id: z.string().check(z.minLength(1), z.maxLength(10_000)),
	columns: list(column, 100_000),
	rows: count
});
const field = z.object({ table: label, column: label });
const newline = z.enum(['\n', '\r', '\r\n']);

const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift-jis', 'windows-1252']);
const mark = z.string().check(z.maxLength(10));
const headerRows = z.union([z.literal(1), z.literal(2)]);
const dialect = z.object({
	encoding,
	delimiter: mark,
	quote: mark,
	escape: mark,
	newline,
	headerLine: count,
	headerRows,
	preambleLines: count,
	footerLines: count
});
const columnFormat = z.object({ name: label, type: columnType, format: z.exactOptional(json) });
const plan = z.object({
	format: z.enum(['csv', 'parquet', 'excel', 'json', 'arrow']),
	dialect: z.exactOptional(dialect),
	columns: list(columnFormat, 100_000)
});

const setAside = z.object({
	line: count,
	column: z.nullable(label),
	text,
	reason: z.enum([
		'too-many-cells',
		'too-few-cells',
		'unparseable',
		'no-value',
		'bad-quotes',
		'bad-encoding',
		'too-long'
	]),
	dropped: z.boolean()
});
const overrides = z.object({
	encoding: z.exactOptional(encoding),
	delimiter: z.exactOptional(mark),
	quote: z.exactOptional(mark),
	escape: z.exactOptional(mark),
	headerLine: z.exactOptional(count),
	headerRows: z.exactOptional(headerRows),
	footerLines: z.exactOptional(count),
	columns: z.exactOptional(list(columnFormat, 100_000))
});
const fix = z.object({ line: count, column: z.nullable(label), text });
const ledger = z.object({
	bytes: count,
	textBytes: count,
	lines: count,
	preamble: count,
	header: count,
	footer: count,
	blank: count,
	loaded: count,
	setAside: count,
	continued: count
});
const issue = z.object({
	code: z.custom<IssueCode>((value) => typeof value === 'string' && /^[a-z-]{1,60}$/.test(value)),
	at: text,
	details: z.exactOptional(z.record(z.string(), json))
});

const sourceFile = z.object({
	fileName: label,
	part: list(label, 10),
	size: count,
	modified: z.nullable(instant),
	blob: id,
	hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
	plan,
	overrides,
	fixes: list(fix, 100_000),
	rows: count,
	issues: list(issue, 10_000),
	setAside: list(setAside, 1_000),
	setAsideTotal: count,
	ledger: z.nullable(ledger)
});
const files = z.readonly(z.array(sourceFile).check(z.minLength(1), z.maxLength(10_000)));
const snapshot = z.object({ id, taken: day, files, fileColumn: z.nullable(label), rows: count });
const source = z.object({
	table,
	files,
	fileColumn: z.nullable(label),
	taken: z.nullable(day),
	snapshots: list(snapshot, 10_000)
});

const stepParts = { kind: id, params: json, enabled: z.boolean() };
const cleaningStep = z.object({ id, table: label, ...stepParts });

/** Every role once: the compiler refuses a missing or an unknown one. */
const ROLES = {
	deal_id: true,
	deal_name: true,
	account: true,
	contact: true,
	amount: true,
	actual_amount: true,
	weighted_amount: true,
	currency: true,
	stage: true,
	status: true,
	pipeline: true,
	probability: true,
	forecast_category: true,
	close_date: true,
	won_date: true,
	lost_date: true,
	expected_close_date: true,
	created_date: true,
	stage_entered: true,
	last_activity: true,
	owner: true,
	team: true,
	manager: true,
	lead_source: true,
	campaign: true,
	deal_type: true,
	lost_reason: true,
	product: true,
	category: true,
	quantity: true,
	unit_price: true,
	discount: true,
	order_id: true,
	order_date: true,
	customer_id: true,
	cost: true,
	profit: true,
	region: true,
	segment: true,
	quota: true,
	contract_amount: true,
	paid_amount: true,
	text: true
} as const satisfies Record<Role, true>;

/** Something for some of the roles, each checked alike. */
function perRole<T extends z.core.SomeType>(item: T): z.ZodMiniObject<Record<Role, z.ZodMiniExactOptional<T>>> {
	const members = Object.keys(ROLES).map((role) => [role, z.exactOptional(item)] as const);
	return z.object(Object.fromEntries(members) as Record<Role, z.ZodMiniExactOptional<T>>);
}

const expr: z.ZodMiniType<Expr> = z.lazy(() =>
	z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('field'), field }),
		z.object({ kind: z.literal('value'), value: z.number() }),
		z.object({ kind: z.literal('op'), op: z.enum(['+', '-', '*', '/']), left: expr, right: expr })
	])
);

const outcomeWords = { won: labels, lost: labels, open: labels, excluded: labels };
const model = z.object({
	kind: z.enum(['deals', 'orders']),
	fact: label,
	joins: list(z.object({ from: field, to: field }), 100),
	fields: perRole(field),
	amount: z.nullable(expr),
	outcome: z.nullable(z.object({ field, ...outcomeWords })),
	stageOrder: labels,
	currency: z.nullable(z.string().check(z.regex(/^[A-Z]{3}$/)))
});

const choices = z.exactOptional(list(z.nullable(label), 100_000));
const filters = z.object({
	from: z.exactOptional(day),
	to: z.exactOptional(day),
	owner: choices,
	region: choices,
	product: choices,
	stage: choices
});

const KINDS = {
	'seasonal-naive': 'seasonal-naive',
	naive: 'naive',
	drift: 'drift',
	'moving-average': 'moving-average',
	ses: 'ses',
	holt: 'holt',
	damped: 'damped',
	theta: 'theta',
	'dynamic-theta': 'dynamic-theta',
	'four-theta': 'four-theta',
	ets: 'ets',
	'ets-average': 'ets-average',
	'ets-damped': 'ets-damped',
	'stl-ets': 'stl-ets',
	arima: 'arima',
	'fourier-regression': 'fourier-regression',
	linear: 'linear',
	croston: 'croston',
	sba: 'sba',
	tsb: 'tsb',
	pretrained: 'pretrained',
	'fine-tuned': 'fine-tuned',
	'residual-network': 'residual-network',
	combination: 'combination'
} as const satisfies { [K in ForecasterKind]: K };
const forecasterKind = z.enum(KINDS);
const share = z.number().check(z.gt(0), z.lt(1));
const amount = z.number().check(z.refine(Number.isFinite));
const calendar = z.object({
	holidays: list(z.string().check(z.regex(/^[A-Z]{2}$/)), 300),
	workingDays: z.boolean(),
	events: list(z.object({ name: label, from: day, to: day }), 10_000)
});
const scenario = z.object({
	id,
	name: label,
	effects: list(
		z.object({
			lever: z.enum(['growth', 'price', 'win-rate', 'headcount', 'event']),
			change: amount,
			from: z.nullable(day),
			to: z.nullable(day),
			elasticity: z.nullable(amount),
			rampMonths: z.nullable(z.number().check(z.nonnegative(), z.maximum(120)))
		}),
		1_000
	)
});
const budgetSeconds = z.number().check(z.nonnegative(), z.maximum(86_400));
const run = z.object({
	made: instant,
	result: id,
	dataHash: label,
	subject: text,
	budgetSeconds,
	mase: z.nullable(amount)
});
const forecast = z.object({
	id,
	name: label,
	measure: label,
	grain,
	horizon: z.int().check(z.positive(), z.maximum(10_000)),
	breakdown: z.nullable(label),
	hierarchy: list(label, 10),
	reconcile: z.nullable(z.enum(['bottom-up', 'top-down', 'mint-shrink'])),
	filters,
	levels: list(share, 20),
	calendar,
	repaired: list(z.object({ key: label, period: day }), 100_000),
	scenarios: list(scenario, 1_000),
	kinds: list(forecasterKind, 100),
	preferred: z.nullable(forecasterKind),
	keepPartial: z.boolean(),
	seed: z.int(),
	budgetSeconds,
	result: z.nullable(id),
	dataHash: z.nullable(label),
	runs: list(run, 1_000)
});
const quota = z.object({ key: label, grain, period: day, amount });

/** The document of the present format. Used by `parse.ts` alone. */
export const workspaceSchema = z.object({
	format: z.literal(WORKSPACE_FORMAT),
	id,
	name: label,
	created: instant,
	sources: list(source, 1_000),
	steps: list(cleaningStep, 10_000),
	model: z.nullable(model),
	modelConfirmed: z.boolean(),
	asOf: z.nullable(day),
	filters,
	grain,
	reports: list(z.object({ recipe: id, params: json }), 1_000),
	forecasts: list(forecast, 10_000),
	quotas: list(quota, 100_000),
	sample: z.boolean()
});

/** What is remembered about files with a certain header. Used by `parse.ts` alone. */
export const memorySchema = z.object({
	signature: z.string().check(z.minLength(1), z.maxLength(1_000_000)),
	fileName: label,
	saved: instant,
	overrides,
	steps: list(z.object(stepParts), 10_000),
	roles: perRole(label),
	outcome: z.nullable(z.object(outcomeWords))
});
