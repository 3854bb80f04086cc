import type { Role } from '../../model/model';

/** For tests: invented rows in the shape a system exports, with the role every column must get. Columns not listed have none. */
export interface CrmExport {
	readonly system: string;
	readonly fileName: string;
	readonly csv: string;
	readonly roles: Readonly<Partial<Record<Role, string>>>;
	/** Words of the outcome column. */
	readonly won: readonly string[];
	readonly lost: readonly string[];
	/** Deals without words for the outcome: the days say it. */
	readonly dated?: boolean;
	/** Issues the model must have. */
	readonly issues?: readonly string[];
}

/** Repeats row templates, `#` becoming the row number and `@` a day, until there are enough to see what repeats. */
export function rows(header: string, templates: readonly string[], times = 8): string {
	const lines = Array.from({ length: times * templates.length }, (_, at) => {
		const row = templates[at % templates.length] ?? '';
		return row.replaceAll('#', String(100 + at)).replaceAll('@', String((at % 27) + 1).padStart(2, '0'));
	});
	return [header, ...lines, ''].join('\n');
}
