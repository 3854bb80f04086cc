import type { Numeric } from './formatting';
import { formatCount } from './formatting';
import { m } from '$lib/paraglide/messages';

type Counted = 'rows' | 'columns' | 'files';

const WORDS: Record<Counted, { one: () => string; many: (inputs: { count: string }) => string }> = {
	rows: { one: m.count_rows_one, many: m.count_rows },
	columns: { one: m.count_columns_one, many: m.count_columns },
	files: { one: m.count_files_one, many: m.count_files }
};

/** A number of things with its noun: "1 row", "1,482 rows". */
export function counted(what: Counted, count: Numeric): string {
	const words = WORDS[what];
	return String(count) === '1' ? words.one() : words.many({ count: formatCount(count) });
}
