import { decimal, id, list, literal, sql, type Sql } from '../../sql/sql';
import type { Column, ColumnType } from '../../table';
import { FUNCTIONS, functionOf, UNITS, type ArgumentShape, type Operand, type ValueKind } from './functions';
import { EXPRESSION_LENGTH, parseExpression, type BinaryOp, type Node } from './parse-expression';
import { ExpressionFailure, failAt, type ExpressionError } from './tokens';

export { EXPRESSION_LENGTH };

/** An expression as SQL over the columns it names. */
export interface CompiledExpression {
	/** Raises no error but overflow; put TRY(…) around it. */
	readonly sql: Sql;
	readonly type: ColumnType;
	/** Columns it reads, each once, in order of appearance. */
	readonly columns: readonly string[];
}

/** Most factors multiplied exactly; more would need more decimals than a DECIMAL has. */
const MOST_FACTORS = 4;

/**
 * Checks and compiles an expression for a table with these columns. Numbers are exact decimals unless a column is a float or something
 * is divided; division by zero is empty; comparing or adding an empty value gives an empty one, `and` and `or` follow SQL; `&` takes an
 * empty value as no text.
 */
export function compileExpression(
	source: string,
	columns: readonly Column[]
): { ok: true; value: CompiledExpression } | { ok: false; error: ExpressionError } {
	try {
		const used = new Set<string>();
		const tree = parseExpression(source);
		const result = compile(tree, { columns, used });
		if (result.kind === 'none') failAt(tree, 'always-empty');
		return { ok: true, value: { sql: result.sql, type: typeOf(result), columns: [...used] } };
	} catch (error) {
		if (error instanceof ExpressionFailure) return { ok: false, error: error.error };
		throw error;
	}
}

interface Scope {
	readonly columns: readonly Column[];
	readonly used: Set<string>;
}

/** Dates with a time of day are marked by `exact: 'float'`. */
function typeOf({ kind, exact }: Operand): ColumnType {
	if (kind === 'number') return exact;
	if (kind === 'date') return exact === 'float' ? 'timestamp' : 'date';
	return kind === 'boolean' ? 'boolean' : 'text';
}

function made(kind: ValueKind, value: Sql, exact: Operand['exact'] = 'decimal', text: string | null = null): Operand {
	return { kind, sql: value, exact, literal: text };
}

function compile(node: Node, scope: Scope): Operand {
	switch (node.kind) {
		case 'number':
			return numberLiteral(node, node.text);
		case 'text':
			return made('text', literal(node.text), 'decimal', node.text);
		case 'boolean':
			return made('boolean', literal(node.value));
		case 'null':
			return made('none', sql`NULL`);
		case 'column':
		case 'name':
			return columnRef(node, scope);
		case 'unary':
			return unary(node, scope);
		case 'binary':
			return binary(node, scope);
		case 'in':
			return among(node, scope);
		case 'call':
			return call(node, scope);
	}
}

function numberLiteral(node: Node, text: string): Operand {
	const [whole = '', fraction = ''] = text.split('.');
	if (whole.length > 18 || fraction.length > 10) failAt(node, 'number-size');
	const plain = fraction === '' ? whole : `${whole || '0'}.${fraction}`;
	return made('number', decimal(plain), fraction === '' ? 'integer' : 'decimal', plain);
}

function columnRef(node: Extract<Node, { text: string }>, scope: Scope): Operand {
	const wanted = node.text.trim();
	const loose = wanted.toLowerCase();
	const column =
		scope.columns.find(({ name }) => name === node.text) ??
		scope.columns.find(({ name }) => name.trim().toLowerCase() === loose) ??
		failAt(node, 'column-unknown', {
			name: wanted,
			close: closest(
				wanted,
				scope.columns.map(({ name }) => name)
			)
		});
	scope.used.add(column.name);
	const name = id(column.name);
	switch (column.type) {
		case 'integer':
		case 'decimal':
		case 'float':
			return made('number', name, column.type);
		case 'boolean':
			return made('boolean', name);
		case 'date':
			return made('date', name);
		case 'timestamp':
			return made('date', name, 'float');
		case 'text':
			return made('text', name);
	}
}

function unary(node: Extract<Node, { kind: 'unary' }>, scope: Scope): Operand {
	const operand = compile(node.operand, scope);
	if (node.op === 'not') {
		needs(node.operand, operand, 'boolean');
		return made('boolean', sql`(NOT ${operand.sql})`);
	}
	needs(node.operand, operand, 'number');
	return made(
		'number',
		sql`(- ${operand.sql})`,
		operand.exact,
		operand.literal === null ? null : `-${operand.literal}`
	);
}

function needs(node: Node, operand: Operand, kind: Exclude<ValueKind, 'none'>): void {
	if (operand.kind !== kind && operand.kind !== 'none') failAt(node, 'type', { need: kind, have: operand.kind });
}

function binary(node: Extract<Node, { kind: 'binary' }>, scope: Scope): Operand {
	const left = compile(node.left, scope);
	const right = compile(node.right, scope);
	const { op } = node;
	if (op === 'and' || op === 'or') {
		needs(node.left, left, 'boolean');
		needs(node.right, right, 'boolean');
		return made('boolean', op === 'and' ? sql`(${left.sql} AND ${right.sql})` : sql`(${left.sql} OR ${right.sql})`);
	}
	if (op === '&') return made('text', sql`concat(${left.sql}, ${right.sql})`);
	const comparison = COMPARISONS[op];
	if (comparison) {
		same(node, [left, right]);
		return made('boolean', sql`(${left.sql} ${comparison} ${right.sql})`);
	}
	needs(node.left, left, 'number');
	needs(node.right, right, 'number');
	return arithmetic(node, op, left, right);
}

const COMPARISONS: Readonly<Partial<Record<BinaryOp, Sql>>> = {
	'=': sql`=`,
	'<>': sql`<>`,
	'<': sql`<`,
	'<=': sql`<=`,
	'>': sql`>`,
	'>=': sql`>=`
};

function arithmetic(node: Extract<Node, { kind: 'binary' }>, op: BinaryOp, left: Operand, right: Operand): Operand {
	const exact = widest([left, right]);
	const first = exact === 'integer' && !isArithmetic(node.left) ? sql`CAST(${left.sql} AS BIGINT)` : left.sql;
	switch (op) {
		case '/':
			return made('number', sql`(CAST(${left.sql} AS DOUBLE) / nullif(CAST(${right.sql} AS DOUBLE), 0))`, 'float');
		case '%':
			return made('number', sql`(${first} % nullif(${right.sql}, 0))`, exact);
		case '*':
			if (exact === 'decimal' && factors(node) > MOST_FACTORS) failAt(node, 'too-many-factors', { most: MOST_FACTORS });
			return made('number', sql`(${first} * ${right.sql})`, exact);
		case '-':
			return made('number', sql`(${first} - ${right.sql})`, exact);
		default:
			return made('number', sql`(${first} + ${right.sql})`, exact);
	}
}

/** Its result is a BIGINT already; whole numbers of narrower columns and literals are widened before they are reckoned with. */
function isArithmetic(node: Node): boolean {
	return node.kind === 'binary' && node.op !== '/';
}

/** How many numbers are multiplied with each other in the deepest product of a tree. */
function factors(node: Node): number {
	switch (node.kind) {
		case 'binary':
			if (node.op === '*') return factors(node.left) + factors(node.right);
			return node.op === '/' ? 1 : Math.max(factors(node.left), factors(node.right));
		case 'unary':
			return factors(node.operand);
		case 'call':
			return Math.max(1, ...node.args.map(factors));
		default:
			return 1;
	}
}

function widest(operands: readonly Operand[]): Operand['exact'] {
	const numbers = operands.filter(({ kind }) => kind === 'number');
	if (numbers.some(({ exact }) => exact === 'float')) return 'float';
	return numbers.some(({ exact }) => exact === 'decimal') ? 'decimal' : 'integer';
}

/** The one kind of several operands; `none` fits every kind. */
function same(node: Node, operands: readonly Operand[]): ValueKind {
	const [first, other] = [...new Set(operands.map(({ kind }) => kind).filter((kind) => kind !== 'none'))];
	if (first !== undefined && other !== undefined) failAt(node, 'types-differ', { left: first, right: other });
	return first ?? 'none';
}

function among(node: Extract<Node, { kind: 'in' }>, scope: Scope): Operand {
	const value = compile(node.value, scope);
	const items = node.list.map((item) => compile(item, scope));
	same(node, [value, ...items]);
	const values = list(items.map((item) => item.sql));
	return made('boolean', node.negated ? sql`(${value.sql} NOT IN (${values}))` : sql`(${value.sql} IN (${values}))`);
}

function call(node: Extract<Node, { kind: 'call' }>, scope: Scope): Operand {
	const found = functionOf(node.name);
	if (!found) {
		const close = closest(
			node.name.toLowerCase(),
			FUNCTIONS.map(({ name }) => name)
		);
		return failAt({ at: node.at, length: node.name.length }, 'function-unknown', { name: node.name, close });
	}
	const least = found.args.length - found.optional;
	const most = found.repeats ? 50 : found.args.length;
	if (node.args.length < least || node.args.length > most)
		failAt(node, 'arguments', { name: found.name, least, most: found.repeats ? 0 : most });
	const shapes = node.args.map((_, index) => found.args[index] ?? found.args[found.args.length - 1] ?? 'any');
	const args = node.args.map((arg, index) => argument(arg, shapes[index] ?? 'any', scope));
	const alike = args.filter((_, index) => shapes[index] === 'same');
	const kind = found.result === 'same' ? same(node, alike) : found.result;
	const numbers = found.result === 'same' ? alike : args;
	const exact =
		kind === 'date'
			? timed(found.result === 'same' ? alike : [])
			: found.exact === 'integer'
				? 'integer'
				: numberOf(found.name, numbers);
	return made(kind, found.sql(args), exact);
}

function timed(operands: readonly Operand[]): Operand['exact'] {
	return operands.some(({ kind, exact }) => kind === 'date' && exact === 'float') ? 'float' : 'decimal';
}

function numberOf(name: string, operands: readonly Operand[]): Operand['exact'] {
	return name === 'number' ? 'decimal' : widest(operands);
}

function argument(node: Node, shape: ArgumentShape, scope: Scope): Operand {
	const operand = compile(node, scope);
	if (shape === 'unit') {
		const unit = operand.literal?.toLowerCase().replace(/s$/, '');
		if (operand.kind !== 'text' || unit === undefined || !UNITS.some((known) => known === unit))
			failAt(node, 'unit', { text: operand.literal ?? '' });
		return { ...operand, literal: unit };
	}
	if (shape === 'digits') {
		if (operand.kind !== 'number' || !/^-?\d{1,2}$/.test(operand.literal ?? '')) failAt(node, 'whole-literal');
		return operand;
	}
	if (shape !== 'any' && shape !== 'same') needs(node, operand, shape);
	return operand;
}

/** Up to three names that start alike or contain what was typed. */
function closest(wanted: string, names: readonly string[]): string[] {
	const lower = wanted.toLowerCase();
	const starts = names.filter((name) => name.toLowerCase().startsWith(lower.slice(0, 3)));
	const holds = names.filter(
		(name) => name.toLowerCase().includes(lower) || (name.length > 2 && lower.includes(name.toLowerCase()))
	);
	return [...new Set([...holds, ...starts])].slice(0, 3);
}
