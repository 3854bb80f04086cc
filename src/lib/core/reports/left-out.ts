import { factStep } from '../model/facts';
import type { SalesModel } from '../model/model';
import { sql, type Sql } from '../sql/sql';
import type { Headline } from './recipe';

/** Whether some outcome words leave every report. */
export function hasExcluded(model: SalesModel): boolean {
	return model.kind === 'deals' && (model.outcome?.excluded.length ?? 0) > 0;
}

/** Column `excluded` of a totals row: deals whose outcome word leaves every report; filters do not change it. */
export function excludedColumn(model: SalesModel): Sql[] {
	if (!hasExcluded(model)) return [];
	return [sql`(SELECT count(*) FROM ${factStep(model)} WHERE outcome = 'excluded') AS excluded`];
}

/** The headline over {@link excludedColumn}. */
export function excludedHeadline(model: SalesModel): Headline[] {
	if (!hasExcluded(model)) return [];
	return [{ label: 'label_excluded', column: 'excluded', unit: 'count', definition: 'definition_excluded' }];
}
