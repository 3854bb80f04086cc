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

const dialect = z.object({
	encoding: z.literal('utf-8'),
	delimiter: z.string().check(z.maxLength(10)),
	quote: z.string().check(z.maxLength(10)),
	escape: z.string().check(z.maxLength(10)),
	newline,
	headerLine: count,
	preambleLines: count,
	footerLines: count
});
const columnFormat = z.object({ name: label, type: columnType, format: z.exactOptional(json) });
const plan = z.object({
	format: z.enum(['csv', 'parquet']),
	dialect: z.exactOptional(dialect),
	columns: list(columnFormat, 100_000)
});

const setAside = z.object({
	line: count,
	column: z.nullable(label),
	text,
	reason: z.enum(['too-many-cells', 'too-few-cells', 'unparseable', 'bad-quotes', 'bad-encoding', 'too-long'])
});
const issue = z.object({
	code: z.custom<IssueCode>((value) => typeof value === 'string' && /^[a-z-]{1,60}$/.test(value)),
	at: text,
	details: z.exactOptional(z.record(z.string(), json))
});

const source = z.object({
	table,
	fileName: label,
	size: count,
	modified: z.nullable(instant),
	blob: id,
	hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
	plan,
	issues: list(issue, 10_000),
	setAside: list(setAside, 1_000),
	setAsideTotal: count
});

/** Every role once: the compiler refuses a missing or an unknown one. */
const ROLES = {
	deal_id: z.exactOptional(field),
	deal_name: z.exactOptional(field),
	account: z.exactOptional(field),
	contact: z.exactOptional(field),
	amount: z.exactOptional(field),
	actual_amount: z.exactOptional(field),
	weighted_amount: z.exactOptional(field),
	currency: z.exactOptional(field),
	stage: z.exactOptional(field),
	status: z.exactOptional(field),
	pipeline: z.exactOptional(field),
	probability: z.exactOptional(field),
	forecast_category: z.exactOptional(field),
	close_date: z.exactOptional(field),
	won_date: z.exactOptional(field),
	lost_date: z.exactOptional(field),
	expected_close_date: z.exactOptional(field),
	created_date: z.exactOptional(field),
	stage_entered: z.exactOptional(field),
	last_activity: z.exactOptional(field),
	owner: z.exactOptional(field),
	team: z.exactOptional(field),
	manager: z.exactOptional(field),
	lead_source: z.exactOptional(field),
	campaign: z.exactOptional(field),
	deal_type: z.exactOptional(field),
	lost_reason: z.exactOptional(field),
	product: z.exactOptional(field),
	category: z.exactOptional(field),
	quantity: z.exactOptional(field),
	unit_price: z.exactOptional(field),
	discount: z.exactOptional(field),
	order_id: z.exactOptional(field),
	order_date: z.exactOptional(field),
	customer_id: z.exactOptional(field),
	cost: z.exactOptional(field),
	profit: z.exactOptional(field),
	region: z.exactOptional(field),
	segment: z.exactOptional(field),
	quota: z.exactOptional(field),
	contract_amount: z.exactOptional(field),
	paid_amount: z.exactOptional(field),
	text: z.exactOptional(field)
} satisfies Record<Role, unknown>;

const expr: z.ZodMiniType<Expr> = z.lazy(() =>
	z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('field'), field }),
		z.object({ kind: z.literal('value'), value: z.number() }),
		z.object({ kind: z.literal('op'), op: z.enum(['+', '-', '*', '/']), left: expr, right: expr })
	])
);

const model = z.object({
	kind: z.enum(['deals', 'orders']),
	fact: label,
	joins: list(z.object({ from: field, to: field }), 100),
	fields: z.object(ROLES),
	amount: z.nullable(expr),
	outcome: z.nullable(z.object({ field, won: labels, lost: labels, open: labels, excluded: labels })),
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
	theta: 'theta',
	'ets-damped': 'ets-damped',
	'residual-network': 'residual-network',
	combination: 'combination'
} as const satisfies { [K in ForecasterKind]: K };
const forecasterKind = z.enum(KINDS);
const forecast = z.object({
	id,
	name: label,
	measure: label,
	grain,
	horizon: z.int().check(z.positive(), z.maximum(10_000)),
	breakdown: z.nullable(label),
	filters,
	kinds: list(forecasterKind, 100),
	preferred: z.nullable(forecasterKind),
	keepPartial: z.boolean(),
	seed: z.int(),
	budgetSeconds: z.number().check(z.nonnegative(), z.maximum(86_400)),
	result: z.nullable(id),
	dataHash: z.nullable(label)
});

/** The document of the present format. Used by `parse.ts` alone. */
export const workspaceSchema = z.object({
	format: z.literal(WORKSPACE_FORMAT),
	id,
	name: label,
	created: instant,
	sources: list(source, 1_000),
	model: z.nullable(model),
	modelConfirmed: z.boolean(),
	asOf: z.nullable(day),
	filters,
	grain,
	reports: list(z.object({ recipe: id, params: json }), 1_000),
	forecasts: list(forecast, 10_000),
	sample: z.boolean()
});
