import { FUNCTIONS, type ArgumentShape } from '$lib/core/prepare/expression/functions';
import type { ExpressionError, ExpressionErrorCode } from '$lib/core/prepare/expression/tokens';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

type Details = ExpressionError['details'];

const SENTENCES: Record<ExpressionErrorCode, (d: Details) => string> = {
	'too-long': m.clean_expression_too_long,
	'too-deep': m.clean_expression_too_deep,
	empty: m.clean_expression_empty,
	character: (d) => m.clean_expression_character({ text: text(d['text']) }),
	'text-open': m.clean_expression_text_open,
	'column-open': m.clean_expression_column_open,
	'number-size': m.clean_expression_number_size,
	unexpected: (d) => m.clean_expression_unexpected({ text: text(d['text']) }),
	'ends-early': m.clean_expression_ends_early,
	'column-unknown': (d) => {
		const close = names(d['close']);
		const name = text(d['name']);
		return close ? m.clean_expression_column_close({ name, close }) : m.clean_expression_column_unknown({ name });
	},
	'function-unknown': (d) => {
		const close = names(d['close']);
		const name = text(d['name']);
		return close ? m.clean_expression_function_close({ name, close }) : m.clean_expression_function_unknown({ name });
	},
	arguments: (d) => m.clean_expression_arguments({ name: text(d['name']), usage: functionUsage(text(d['name'])) }),
	type: (d) => m.clean_expression_type({ have: kindName(d['have']), need: kindName(d['need']) }),
	'types-differ': (d) => m.clean_expression_types_differ({ left: kindName(d['left']), right: kindName(d['right']) }),
	unit: m.clean_expression_unit,
	'whole-literal': m.clean_expression_whole_literal,
	'too-many-factors': (d) => m.clean_expression_too_many_factors({ most: text(d['most']) }),
	'always-empty': m.clean_expression_always_empty
};

/** What is wrong with an expression, as a sentence. */
export function expressionSentence(code: string, details: Details): string {
	const sentence = SENTENCES[code as ExpressionErrorCode] as ((d: Details) => string) | undefined;
	return sentence ? sentence(details) : code;
}

const SHAPES: Record<ArgumentShape, string> = {
	number: 'number',
	text: 'text',
	boolean: 'condition',
	date: 'date',
	any: 'value',
	same: 'value',
	unit: "'month'",
	digits: 'decimals'
};

/** How a function is written: `round(number, decimals)`. The language's own words, the same in every tongue. */
export function functionUsage(name: string): string {
	const found = FUNCTIONS.find((one) => one.name === name);
	if (!found) return name;
	const args = found.args.map((shape) => SHAPES[shape]);
	return `${name}(${args.join(', ')}${found.repeats ? ', …' : ''})`;
}

function kindName(kind: Details[string] | undefined): string {
	const names: Readonly<Record<string, () => string>> = {
		number: m.clean_kind_number,
		text: m.clean_kind_text,
		boolean: m.clean_kind_boolean,
		date: m.clean_kind_date
	};
	return names[text(kind)]?.() ?? text(kind);
}

function names(value: Details[string] | undefined): string {
	const all = Array.isArray(value) ? value : [];
	return all.map((name) => `“${name}”`).join(getLocale() === 'zh-CN' ? '、' : ', ');
}

function text(value: Details[string] | undefined): string {
	return value === undefined ? '' : String(value);
}
