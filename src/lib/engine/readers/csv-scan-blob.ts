import type { Dialect } from '$lib/core/table';
import { CsvScanner, type Census, type ScanDialect, type ScanKind } from './csv-scan';
import type { ReadStep } from './reader';

/** Bytes between two reports. */
const REPORT_BYTES = 4 << 20;

/** A scan to make; crosses the worker boundary as it is. */
export interface ScanOrder {
	readonly data: Blob;
	readonly dialect: ScanDialect;
	readonly kinds: readonly ScanKind[];
	/** Ordinals of records whose lines are asked for. */
	readonly wanted: readonly number[];
	readonly validate: boolean;
	readonly decoded: boolean;
	readonly rows: boolean;
	/** Bytes of the parts the text shall be cut into; null: none. */
	readonly part: number | null;
}

/** Scans a Blob piece by piece, as they come from disk. */
export async function scanBlob(order: ScanOrder, progress: (step: ReadStep) => void): Promise<Census> {
	const { data, dialect, kinds, wanted, validate, decoded, rows, part } = order;
	const scanner = new CsvScanner(dialect, kinds, { wanted: new Set(wanted), validate, decoded, rows, part });
	const reader = data.stream().getReader();
	let at = 0;
	let told = 0;
	for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
		at += piece.value.length;
		scanner.push(piece.value, at >= data.size);
		if (at < told + REPORT_BYTES) continue;
		told = at;
		const { records, cuts } = scanner.census;
		progress({ share: at / data.size, rows: records, cuts });
	}
	return scanner.census;
}

/** The marks of a dialect as bytes; of a delimiter that takes several the first. */
export function scanDialect({
	delimiter,
	quote,
	escape
}: Pick<Dialect, 'delimiter' | 'quote' | 'escape'>): ScanDialect {
	return { delimiter: delimiter.charCodeAt(0), quote: byteOf(quote), escape: byteOf(escape || quote) };
}

function byteOf(mark: string): number {
	return mark === '' ? -1 : mark.charCodeAt(0);
}
