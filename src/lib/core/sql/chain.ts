import { assert } from '../errors';
import { lines, note, query, sql, word, type Query, type Sql } from './sql';

/** One named step of a query: what it holds in one line, and the SELECT that makes it out of earlier steps. */
export interface Step {
	/** Lower case with underscores, unique in its chain. */
	readonly name: string;
	/** One line in English, printed above the step. */
	readonly comment: string;
	readonly body: Sql;
}

/** Makes a {@link Step}. */
export function step(name: string, comment: string, body: Sql): Step {
	return { name, comment, body };
}

/**
 * A query as a chain of named steps in reading order, one comment each, then the final SELECT with a comment of its own.
 * The final SELECT says its ORDER BY unless it returns one row.
 */
export function chain(steps: readonly Step[], comment: string, final: Sql): Query {
	assert(new Set(steps.map((s) => s.name)).size === steps.length, 'step names are unique in a chain');
	const written = steps.map(
		(s, i) => sql`
			${note(s.comment)}
			${i === 0 ? sql`WITH ` : sql``}${word(s.name)} AS (
				${s.body}
			)`
	);
	const last = sql`
		${note(comment)}
		${final}`;
	return query(
		steps.length === 0
			? last
			: sql`
				${lines(written)}
				${last}`
	);
}
