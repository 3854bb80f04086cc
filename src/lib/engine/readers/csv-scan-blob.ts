import type { Dialect } from '$lib/core/table';
import { CsvScanner, type Census, type ScanDialect, type ScanKind } from './csv-scan';
import type { ReadStep } from './reader';

const CHUNK = 4 << 20;

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
}

/** Scans a Blob piece by piece. */
export async function scanBlob(order: ScanOrder, progress: (step: ReadStep) => void): Promise<Census> {
	const { data, dialect, kinds, wanted, validate, decoded, rows } = order;
	const scanner = new CsvScanner(dialect, kinds, { wanted: new Set(wanted), validate, decoded, rows });
	for (let at = 0; at < data.size; at += CHUNK) {
		const chunk = new Uint8Array(await data.slice(at, at + CHUNK).arrayBuffer());
		scanner.push(chunk, at + CHUNK >= data.size);
		progress({ share: Math.min(1, (at + CHUNK) / data.size), rows: scanner.census.records });
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
