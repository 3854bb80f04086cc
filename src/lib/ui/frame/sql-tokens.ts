export type SqlTokenKind = 'keyword' | 'name' | 'text' | 'number' | 'comment' | 'plain';

export interface SqlToken {
	readonly kind: SqlTokenKind;
	readonly text: string;
}

const KEYWORDS = new Set(
	`ALL AND AS ASC BETWEEN BY CASE CAST CROSS DATE DESC DISTINCT ELSE END EXCEPT EXISTS FALSE FILTER FIRST FOLLOWING FROM FULL
	GROUP HAVING IN INNER INTERSECT INTERVAL IS JOIN LAST LEFT LIKE LIMIT MATERIALIZED NOT NULL NULLS OFFSET ON OR ORDER OUTER
	OVER PARTITION PRECEDING QUALIFY RANGE RECURSIVE RIGHT ROWS SELECT THEN TIMESTAMP TRUE UNBOUNDED UNION USING VALUES WHEN
	WHERE WINDOW WITH WITHIN CURRENT ROW DECIMAL DOUBLE INTEGER BIGINT VARCHAR BOOLEAN`.split(/\s+/)
);

const PATTERN =
	/(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*(?:'|$))|("(?:[^"]|"")*(?:"|$))|(\b\d+(?:\.\d+)?\b)|([A-Za-z_]\w*)|(\s+|[\s\S])/g;

/** Cuts SQL into runs to colour. Their texts joined are the input, character for character. */
export function sqlTokens(sql: string): SqlToken[] {
	const tokens: SqlToken[] = [];
	for (const [text, comment, string, name, number, word] of sql.matchAll(PATTERN)) {
		const kind = kindOf(comment, string, name, number, word);
		const last = tokens.at(-1);
		if (kind === 'plain' && last?.kind === 'plain') tokens[tokens.length - 1] = { kind, text: last.text + text };
		else tokens.push({ kind, text });
	}
	return tokens;
}

function kindOf(comment?: string, string?: string, name?: string, number?: string, word?: string): SqlTokenKind {
	if (comment !== undefined) return 'comment';
	if (string !== undefined) return 'text';
	if (name !== undefined) return 'name';
	if (number !== undefined) return 'number';
	return word !== undefined && KEYWORDS.has(word.toUpperCase()) ? 'keyword' : 'plain';
}
