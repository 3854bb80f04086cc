import type { PlanFormat } from '$lib/core/table';
import type { FileReader } from './reader';

/** Readers by format, loaded when first needed. A new file type is one line here and one file beside it. */
export const READERS: Readonly<Partial<Record<PlanFormat, () => Promise<FileReader>>>> = {
	csv: async () => (await import('./csv')).csvReader,
	excel: async () => (await import('./csv')).csvReader,
	json: async () => (await import('./csv')).csvReader,
	parquet: async () => (await import('./parquet')).parquetReader,
	arrow: async () => (await import('./arrow')).arrowReader
};
