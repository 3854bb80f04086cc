import { id, lines, sql, stack, word, type Sql } from '../sql/sql';
import type { FieldRef, TableId } from '../table';
import type { Join, SalesModel } from './model';

/** The FROM of the model's fact table, and how to name its columns and those of the tables joined to it. */
export interface Source {
	/** A column of the fact table or of a joined one, inside this FROM. Throws RangeError when no join leads to its table. */
	column(field: FieldRef): Sql;
	/** `FROM … LEFT JOIN …`. Only tables that `column` was asked for are joined, so call it last. */
	from(): Sql;
}

interface Joined {
	readonly join: Join;
	readonly alias: Sql;
	/** Columns of the joined table and their names inside the join. */
	readonly columns: Map<string, Sql>;
}

/**
 * Reads the model's tables as one. A joined table is reduced to one row per key first, so that a join can never multiply
 * rows; where a key has several rows, the first in the order of the values is taken. Keys are compared as text.
 */
export function sourceOf(model: SalesModel): Source {
	const joined = new Map<TableId, Joined>();

	function column(field: FieldRef): Sql {
		if (field.table === model.fact) return sql`fact.${id(field.column)}`;
		const entry = reach(field.table);
		const name = entry.columns.get(field.column) ?? nameInJoin(field.column, entry.columns);
		entry.columns.set(field.column, name);
		return sql`${entry.alias}.${name}`;
	}

	function reach(table: TableId): Joined {
		const known = joined.get(table);
		if (known) return known;
		const found = model.joins.find((candidate) => candidate.to.table === table);
		if (!found || !reachable(model, table)) throw new RangeError(`no join leads to the table ${table}`);
		column(found.from);
		const entry = { join: found, alias: word(`joined_${joined.size + 1}`), columns: new Map<string, Sql>() };
		joined.set(table, entry);
		return entry;
	}

	function from(): Sql {
		const joins = [...joined.values()].map((entry) => leftJoin(entry, column(entry.join.from)));
		return stack([sql`FROM ${id(model.fact)} AS fact`, ...joins]);
	}

	return { column, from };
}

/** Whether a chain of joins leads from the fact table to `table`. */
export function reachable(model: SalesModel, table: TableId): boolean {
	const seen = new Set<TableId>();
	let at = table;
	while (at !== model.fact) {
		const found = model.joins.find((candidate) => candidate.to.table === at);
		if (!found || seen.has(at)) return false;
		seen.add(at);
		at = found.from.table;
	}
	return true;
}

/** `its_` and the column's name when that is a plain word, else a made name: never a keyword, never taken twice. */
function nameInJoin(column: string, taken: ReadonlyMap<string, Sql>): Sql {
	const plain = `its_${column.toLowerCase()}`;
	const free = [...taken.values()].every((name) => name.text !== plain);
	return word(free && /^[a-z0-9_]+$/.test(plain) ? plain : `its_column_${taken.size + 1}`);
}

function leftJoin({ join, alias, columns }: Joined, from: Sql): Sql {
	const key = sql`CAST(${id(join.to.column)} AS VARCHAR)`;
	const read = [...columns].map(([column, name]) => sql`${id(column)} AS ${name}`);
	return sql`
		LEFT JOIN (
			SELECT DISTINCT ON (join_key)
				${lines([sql`${key} AS join_key`, ...read])}
			FROM ${id(join.to.table)}
			WHERE ${id(join.to.column)} IS NOT NULL
			ORDER BY ALL
		) AS ${alias} ON ${alias}.join_key = CAST(${from} AS VARCHAR)`;
}
