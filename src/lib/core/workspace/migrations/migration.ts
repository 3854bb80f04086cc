import type { Json } from '../../json';

/** A document of some format: plain JSON, its shape not yet checked. */
export type OldDocument = { readonly [key: string]: Json };

/** One step: a document of format `from` becomes one of format `from + 1`. Pure; it need not set `format`. */
export interface Migration {
	readonly from: number;
	migrate(document: OldDocument): OldDocument;
}

/** The members of a list changed, where it is one; what is no record stays as it is, for the schema to refuse. */
export function each(list: Json | undefined, change: (item: OldDocument) => OldDocument): Json {
	return Array.isArray(list) ? list.map((item: Json) => (isRecord(item) ? change(item) : item)) : (list ?? null);
}

export function isRecord(value: Json | undefined): value is OldDocument {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
