import type { FileKind } from '$lib/core/intake/file-kind';
import type { FileReader } from './reader';

/** Readers by kind of file, loaded when first needed. A new file type is one line here and one file beside it. */
export const READERS: Readonly<Partial<Record<FileKind, () => Promise<FileReader>>>> = {
	csv: async () => (await import('./csv')).csvReader,
	parquet: async () => (await import('./parquet')).parquetReader
};
