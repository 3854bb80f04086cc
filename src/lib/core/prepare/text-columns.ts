import { id, sql, type Sql } from '../sql/sql';
import { columnOf, type StepContext } from './step';

/** A column's values as text: itself when it is text. */
export function asText(context: StepContext, name: string): Sql {
	const column = columnOf(context, name);
	return column?.type === 'text' ? id(name) : sql`CAST(${id(name)} AS VARCHAR)`;
}
