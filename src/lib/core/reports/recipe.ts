import type { LabelCode } from './label-codes';
import type { DataKind, Role, SalesModel } from '../model/model';
import type { Day, Grain } from '../period';
import type { Result } from '../result';
import type { Query } from '../sql/sql';

/** Values a report keeps; an empty or absent list keeps all. `null` in a list keeps rows without a value. */
export interface Filters {
	readonly from?: Day;
	/** Inclusive. */
	readonly to?: Day;
	readonly owner?: readonly (string | null)[];
	readonly region?: readonly (string | null)[];
	readonly product?: readonly (string | null)[];
	readonly stage?: readonly (string | null)[];
}

/** The filters that choose among values of a dimension. */
export const FILTER_DIMENSIONS = ['owner', 'region', 'product', 'stage'] as const;
export type FilterDimension = (typeof FILTER_DIMENSIONS)[number];

/** Parameters every report takes. A recipe adds its own beside them. */
export interface ReportParams {
	readonly filters: Filters;
	readonly grain: Grain;
}

/** What numbers of a column are: decides formatting. Shares are 0–1. */
export type Unit = 'money' | 'count' | 'share' | 'days' | 'number' | 'text' | 'period' | 'date' | 'grade';

/** A code of {@link LABEL_CODES}. */
export type { LabelCode };

/** A number at the head of a report: taken from a column of the one-row `totals` query. */
export interface Headline {
	readonly label: LabelCode;
	readonly column: string;
	readonly unit: Unit;
	/** Definition printed under the number: formula, denominator, date field. */
	readonly definition: LabelCode;
	/** Column of `totals` counting rows left out of the number (null amounts …), if any. */
	readonly excluded?: string;
}

/** A column of the report's table, in order. */
export interface ViewColumn<L extends string = LabelCode> {
	readonly column: string;
	readonly label: L;
	readonly unit: Unit;
	readonly definition?: L;
}

/** A chart over the report's main rows, by column name; drawn by `ui/chart`. */
export interface ChartSpec<L extends string = LabelCode> {
	readonly kind: 'columns' | 'bars' | 'line' | 'pareto' | 'histogram';
	/** Category or period column. */
	readonly x: string;
	readonly xUnit: Unit;
	readonly series: readonly {
		readonly column: string;
		readonly label: L;
		readonly unit: Unit;
		readonly mark: 'bar' | 'line' | 'area';
		readonly axis: 'left' | 'right';
	}[];
	/** Column that is true on an incomplete last period: drawn hatched and named in the caption. */
	readonly partial?: string;
	/** At most this many categories are drawn; the table shows all. */
	readonly limit?: number;
}

/** How a report's rows are shown. */
export interface View {
	readonly headlines: readonly Headline[];
	readonly chart: ChartSpec | null;
	readonly columns: readonly ViewColumn[];
	/** Drawn beside the first chart, e.g. the histogram of the sales cycle, over rows of `extra`. */
	readonly extraChart?: ChartSpec;
	/** Sentences shown above the table when the named boolean column of `totals` is true, e.g. why a number is refused. */
	readonly notices?: readonly { readonly column: string; readonly label: LabelCode }[];
}

/** The statements of a report. What is shown under "Show SQL" is exactly what ran. */
export interface ReportQueries {
	/** The table and chart. Explicit ORDER BY. */
	readonly main: Query;
	/** One row: the headline numbers and counts of what was left out. */
	readonly totals: Query;
	/** A second result set for `extraChart`. */
	readonly extra?: Query;
}

/** What a report lacks: any one of these roles would do. Empty = it can be built. */
export type MissingRoles = readonly (readonly Role[])[];

/**
 * A report: pure data and three pure functions. New report = one file in `recipes/`, one line in `registry.ts`, its test.
 * `asOf` is the day the data stands for; never `now()`.
 */
export interface Recipe<P extends ReportParams = ReportParams> {
	readonly id: string;
	readonly title: LabelCode;
	/** One sentence: what the report answers. */
	readonly question: LabelCode;
	readonly kinds: readonly DataKind[];
	/** Filters that apply to it; others are hidden. */
	readonly filters: readonly FilterDimension[];
	/** Whether `grain` changes anything. */
	readonly grained: boolean;
	/**
	 * The recipe's own parameters as choices for its controls (rank by customer or product …). An option is offered when the
	 * model has any one of the roles it `needs`: `offeredChoices` in the registry.
	 */
	readonly choices: readonly {
		readonly param: string;
		readonly label: LabelCode;
		readonly options: readonly {
			readonly value: string;
			readonly label: LabelCode;
			readonly needs?: readonly Role[];
		}[];
	}[];
	missing(model: SalesModel): MissingRoles;
	defaults(model: SalesModel): P;
	/** Checks parameters from a document or a link. */
	parse(input: unknown): Result<P>;
	build(params: P, model: SalesModel, asOf: Day): ReportQueries;
	view(params: P, model: SalesModel): View;
	readonly examples: readonly Partial<P>[];
}
