import { inputRejected } from '$lib/core/errors';
import { previewCsv } from '$lib/core/intake/preview';
import type { Fix, Preview, ReadOverrides } from '$lib/core/table';
import type { Reply } from '$lib/workers/reply';

/** A head to be looked at; crosses the worker boundary as it is. */
export interface PreviewOrder {
	readonly fileName: string;
	/** Bytes of the whole text. */
	readonly size: number;
	readonly head: Uint8Array;
	readonly complete: boolean;
	readonly tail: Uint8Array | null;
	/** Rows of a sheet or a list, written out by us in UTF-8. */
	readonly written: boolean;
	readonly overrides: ReadOverrides;
	/** By the line of the text. */
	readonly fixes: readonly Fix[];
}

/** The worker's script runs and begins, or what came of it. */
export type PreviewMessage = { readonly ready: true } | Reply<Preview>;

/** How a text would be read. Throws 'input-rejected' with the issues of a file that cannot be. */
export function previewText(order: PreviewOrder): Preview {
	const { fileName, size, head, complete, tail, written, overrides, fixes } = order;
	const known = written ? { encoding: 'utf-8' as const } : {};
	const info = { fileName, size, complete, ...(tail ? { tail } : {}), ...known };
	const found = previewCsv(head, info, overrides, fixes);
	if (!found.ok) throw inputRejected(found.issues);
	return found.value;
}
