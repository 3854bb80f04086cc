import { chain, step } from '../sql/chain';
import { id, sql, type Query } from '../sql/sql';
import type { Rows } from '../table';
import type { Join, JoinProposal } from './model';
import { cells, count, text } from './rows';

/**
 * The evidence for a join: how many rows have a key, how many of these find their partner, whether the partner's keys are
 * unique, and the 50 most frequent key values without a partner. Keys are compared as text, exactly.
 * Rows: (kind, value, n), read by {@link readJoinCheck}.
 */
export function joinCheckQuery(join: Join): Query {
	const from = sql`CAST(${id(join.from.column)} AS VARCHAR)`;
	const to = sql`CAST(${id(join.to.column)} AS VARCHAR)`;
	return chain(
		[
			step(
				'used_keys',
				'Keys as they are used, with their rows',
				sql`
					SELECT ${from} AS value, count(*) AS n
					FROM ${id(join.from.table)}
					WHERE ${id(join.from.column)} IS NOT NULL
					GROUP BY ALL`
			),
			step(
				'known_keys',
				'Keys as they are known, with their rows',
				sql`
					SELECT ${to} AS value, count(*) AS n
					FROM ${id(join.to.table)}
					GROUP BY ALL`
			),
			step(
				'compared',
				'Each used key and whether it is known',
				sql`
					SELECT used_keys.value, used_keys.n, known_keys.value IS NOT NULL AS known
					FROM used_keys
					LEFT JOIN known_keys ON known_keys.value = used_keys.value`
			)
		],
		'Counts, then the unknown keys, most frequent first',
		sql`
			SELECT 'keyed' AS kind, CAST(NULL AS VARCHAR) AS value, CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM compared
			UNION ALL
			SELECT 'matched', NULL, CAST(coalesce(sum(n) FILTER (WHERE known), 0) AS BIGINT) FROM compared
			UNION ALL
			SELECT 'repeated', NULL, count(*) FILTER (WHERE n > 1 OR value IS NULL) FROM known_keys
			UNION ALL
			(SELECT 'unmatched', value, n FROM compared WHERE NOT known ORDER BY n DESC, value LIMIT 50)
			ORDER BY kind, n DESC, value`
	);
}

/** The join with its evidence, out of the rows of {@link joinCheckQuery}. */
export function readJoinCheck(join: Join, rows: Rows): JoinProposal {
	const kinds = cells(rows, 'kind');
	const values = cells(rows, 'value');
	const counts = cells(rows, 'n');
	const one = (kind: string) => count(counts[kinds.indexOf(kind)]);
	return {
		from: join.from,
		to: join.to,
		keyed: one('keyed'),
		matched: one('matched'),
		unique: one('repeated') === 0,
		unmatched: [...kinds.keys()]
			.filter((r) => kinds[r] === 'unmatched')
			.map((r) => ({ value: text(values[r]) ?? '', rows: count(counts[r]) }))
	};
}
