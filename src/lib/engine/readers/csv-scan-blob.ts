import { CsvScanner, type Census, type ScanDialect, type ScanKind } from './csv-scan';

const CHUNK = 4 << 20;

/** A scan to make; crosses the worker boundary as it is. */
export interface ScanOrder {
	readonly data: Blob;
	readonly dialect: ScanDialect;
	readonly kinds: readonly ScanKind[];
	readonly wanted: readonly number[];
	readonly validate: boolean;
}

/** Scans a Blob piece by piece. */
export async function scanBlob(order: ScanOrder, progress: (share: number) => void): Promise<Census> {
	const { data, dialect, kinds, wanted, validate } = order;
	const scanner = new CsvScanner(dialect, kinds, new Set(wanted), validate);
	for (let at = 0; at < data.size; at += CHUNK) {
		const chunk = new Uint8Array(await data.slice(at, at + CHUNK).arrayBuffer());
		scanner.push(chunk, at + CHUNK >= data.size);
		progress(Math.min(1, (at + CHUNK) / data.size));
	}
	return scanner.census;
}
