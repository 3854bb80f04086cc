import type { ColumnKind } from '$lib/core/profile/column-kind';
import { QUANTILES, type Distribution } from '$lib/core/profile/distribution';
import type { Labels } from '$lib/core/profile/labels';
import type { Column } from '$lib/core/table';
import { counted } from '$lib/i18n/counts';
import { formatCount, formatNumber, formatShare } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import { countShare, figureText, numberText, valueText } from './figure-text';
import type { Overview } from './overviews.svelte';

/** A figure with its name and what it means. */
export interface Figure {
	readonly term: string;
	readonly text: string;
	readonly definition?: string;
}

/** Every figure of a column, in the order they are read. */
export function figuresOf(column: Column, overview: Overview): Figure[] {
	if (overview.kind === 'failed') return [];
	return overview.kind === 'label'
		? labelFigures(column, overview.labels)
		: spreadFigures(overview.kind, overview.spread);
}

function counts(rows: number, nulls: number, distinct: number, exact: boolean): Figure[] {
	const text = formatCount(distinct);
	return [
		{ term: m.profile_rows(), text: formatCount(rows), definition: m.profile_def_rows() },
		{ term: m.profile_nulls(), text: countShare(nulls, rows), definition: m.profile_def_nulls() },
		{
			term: m.profile_distinct(),
			text: exact ? text : m.profile_about({ count: text }),
			definition: exact ? m.profile_def_distinct() : m.profile_def_distinct_about()
		}
	];
}

function spreadFigures(kind: 'number' | 'date', spread: Distribution): Figure[] {
	const extreme = m.profile_def_extreme();
	const date = kind === 'date';
	return [
		...counts(spread.rows, spread.nulls, spread.distinct, spread.distinctExact),
		{ term: date ? m.profile_first_day() : m.profile_min(), text: valueText(kind, spread.min), definition: extreme },
		{ term: date ? m.profile_last_day() : m.profile_max(), text: valueText(kind, spread.max), definition: extreme },
		...(date ? [] : moments(spread)),
		...quantiles(kind, spread),
		...(date ? [] : signs(spread))
	];
}

function moments({ sum, mean, variance, deviation }: Distribution): Figure[] {
	const figure = (value: number | null): string => figureText('number', value);
	return [
		{ term: m.profile_sum(), text: valueText('number', sum), definition: m.profile_def_sum() },
		{ term: m.profile_mean(), text: figure(mean), definition: m.profile_def_mean() },
		{ term: m.profile_deviation(), text: figure(deviation), definition: m.profile_def_deviation() },
		{ term: m.profile_variance(), text: figure(variance), definition: m.profile_def_variance() }
	];
}

function quantiles(kind: ColumnKind, { quantiles }: Distribution): Figure[] {
	const definition = kind === 'date' ? m.profile_def_quantile_date() : m.profile_def_quantile();
	return QUANTILES.map((share, i) => ({
		term: share === 0.5 ? m.profile_median() : m.profile_quantile({ percent: formatShare(share, { digits: 0 }) }),
		text: figureText(kind, quantiles[i] ?? null),
		definition
	}));
}

function signs({ rows, zeros, negatives, notFinite }: Distribution): Figure[] {
	const odd = {
		term: m.profile_not_finite(),
		text: countShare(notFinite, rows),
		definition: m.profile_def_not_finite()
	};
	return [
		{ term: m.profile_zeros(), text: countShare(zeros, rows), definition: m.profile_def_zeros() },
		{ term: m.profile_negatives(), text: countShare(negatives, rows), definition: m.profile_def_negatives() },
		...(notFinite > 0 ? [odd] : [])
	];
}

function labelFigures(column: Column, labels: Labels): Figure[] {
	const { rows, nulls, distinct } = labels;
	return [...counts(rows, nulls, distinct, true), ...(column.type === 'text' ? textFigures(labels) : [])];
}

function textFigures(labels: Labels): Figure[] {
	const { rows, shortest, meanLength, longest, empty, blanks, variants, variantRows } = labels;
	const order = m.profile_def_order();
	const lengths =
		shortest === null || longest === null || meanLength === null
			? []
			: [
					{
						term: m.profile_lengths(),
						text: m.profile_lengths_value({
							min: formatCount(shortest),
							max: formatCount(longest),
							mean: formatNumber(meanLength, { digits: 1 })
						}),
						definition: m.profile_def_lengths()
					}
				];
	return [
		...lengths,
		{ term: m.profile_first_value(), text: valueText('label', labels.min), definition: order },
		{ term: m.profile_last_value(), text: valueText('label', labels.max), definition: order },
		{ term: m.profile_empty_texts(), text: countShare(empty, rows), definition: m.profile_def_empty_texts() },
		{ term: m.profile_blanks(), text: countShare(blanks, rows), definition: m.profile_def_blanks() },
		{
			term: m.profile_variants(),
			text:
				variants === 0
					? formatCount(0)
					: m.profile_variants_rows({ values: formatCount(variants), rows: counted('rows', variantRows) }),
			definition: m.profile_def_variants()
		}
	];
}

/** The limits of outliers as text. */
export function limitsText({ low, high }: { readonly low: number; readonly high: number }): {
	low: string;
	high: string;
} {
	return { low: numberText(low), high: numberText(high) };
}
