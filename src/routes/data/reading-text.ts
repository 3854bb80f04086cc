import type { Ledger } from '$lib/core/table';
import type { SourceFile } from '$lib/core/workspace/workspace';
import { formatBytes, formatCount } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';

const DELIMITERS: Readonly<Record<string, () => string>> = {
	',': m.data_delimiter_comma,
	';': m.data_delimiter_semicolon,
	'\t': m.data_delimiter_tab,
	'|': m.data_delimiter_pipe,
	' ': m.data_delimiter_space
};

/** A delimiter in words; an unusual one stands as it is. */
export function delimiterName(delimiter: string): string {
	return DELIMITERS[delimiter]?.() ?? delimiter;
}

/** How a file was read, in one line. */
export function readingText({ plan: { format, dialect } }: Pick<SourceFile, 'plan'>): string {
	if (format === 'parquet') return m.data_parquet();
	if (format === 'arrow') return m.data_read_arrow();
	if (format === 'json') return m.data_read_json();
	const line = formatCount(dialect?.headerLine ?? 0);
	if (format === 'excel') return dialect?.headerLine ? m.data_read_sheet({ line }) : m.data_read_sheet_no_header();
	if (!dialect) return '';
	const delimiter = delimiterName(dialect.delimiter);
	const encoding = dialect.encoding.toUpperCase();
	if (dialect.headerLine === 0) return m.data_dialect_no_header({ encoding, delimiter });
	if (dialect.headerRows === 2)
		return m.data_dialect_two({ encoding, delimiter, first: formatCount(dialect.headerLine - 1), line });
	return m.data_dialect({ encoding, delimiter, line });
}

/** The ledgers of several files as one; null when one of them has none. */
export function joinedLedger(files: readonly Pick<SourceFile, 'ledger'>[]): Ledger | null {
	const ledgers = files.flatMap(({ ledger }) => ledger ?? []);
	const [first, ...rest] = ledgers;
	if (!first || ledgers.length < files.length) return null;
	return rest.reduce(
		(sum, one) => ({
			bytes: sum.bytes + one.bytes,
			textBytes: sum.textBytes + one.textBytes,
			lines: sum.lines + one.lines,
			preamble: sum.preamble + one.preamble,
			header: sum.header + one.header,
			footer: sum.footer + one.footer,
			blank: sum.blank + one.blank,
			loaded: sum.loaded + one.loaded,
			setAside: sum.setAside + one.setAside,
			continued: sum.continued + one.continued
		}),
		first
	);
}

/** True when every line is accounted for. */
export function addsUp(ledger: Ledger): boolean {
	const { preamble, header, footer, blank, loaded, setAside, continued } = ledger;
	return preamble + header + footer + blank + loaded + setAside + continued === ledger.lines;
}

/** The reconciliation: "1,482 lines = 1,474 rows + 3 set aside + 2 before the header + 1 header + 2 footer". */
export function ledgerText(ledger: Ledger): string {
	const count = formatCount;
	const rows = ledger.loaded === 1 ? m.data_ledger_rows_one() : m.data_ledger_rows({ count: count(ledger.loaded) });
	const others: readonly [number, (inputs: { count: string }) => string][] = [
		[ledger.setAside, m.data_ledger_set_aside],
		[ledger.preamble, m.data_ledger_preamble],
		[ledger.header, m.data_ledger_header],
		[ledger.footer, m.data_ledger_footer],
		[ledger.blank, m.data_ledger_blank],
		[ledger.continued, m.data_ledger_continued]
	];
	const parts = [rows, ...others.filter(([many]) => many > 0).map(([many, say]) => say({ count: count(many) }))];
	const joined = parts.join(' + ');
	return ledger.lines === 1
		? m.data_ledger_one({ parts: joined })
		: m.data_ledger({ lines: count(ledger.lines), parts: joined });
}

/** The bytes of a ledger: what lies on disk, and what it unpacks to where that differs. */
export function bytesText({ bytes, textBytes }: Ledger): string {
	if (textBytes === bytes) return m.data_ledger_bytes({ bytes: formatBytes(bytes) });
	return m.data_ledger_unpacked({ bytes: formatBytes(bytes), text: formatBytes(textBytes) });
}
