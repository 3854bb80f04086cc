import type { StepKind } from './step';
import { calculate } from './steps/calculate';
import { combine } from './steps/combine';
import { convertCurrency } from './steps/convert-currency';
import { deduplicate } from './steps/deduplicate';
import { dropColumns } from './steps/drop-columns';
import { dropMissing } from './steps/drop-missing';
import { fill } from './steps/fill';
import { filter } from './steps/filter';
import { mapValues } from './steps/map-values';
import { markOutliers } from './steps/mark-outliers';
import { parse } from './steps/parse';
import { rename } from './steps/rename';
import { replace } from './steps/replace';
import { split } from './steps/split';
import { tidyText } from './steps/tidy-text';

/** Every kind of cleaning step, in the order of the menu. */
export const STEP_KINDS: readonly StepKind[] = [
	tidyText,
	replace,
	mapValues,
	fill,
	dropMissing,
	deduplicate,
	filter,
	parse,
	split,
	combine,
	rename,
	dropColumns,
	calculate,
	convertCurrency,
	markOutliers
];

/** The kind of that name, or null. */
export function stepKind(kind: string): StepKind | null {
	return STEP_KINDS.find((known) => known.kind === kind) ?? null;
}
