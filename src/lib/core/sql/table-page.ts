import type { TableId } from '../table';
import { id, literal, query, sql, type Query } from './sql';

/** Rows `offset` … `offset + limit - 1` of a table as it was loaded, in file order. Not for prepared tables: those have no file order. */
export function tablePage(table: TableId, offset: number, limit: number): Query {
	return query(sql`
		-- Rows ${literal(offset)} and following, in file order
		SELECT * FROM ${id(table)}
		ORDER BY rowid
		LIMIT ${literal(limit)} OFFSET ${literal(offset)}`);
}
