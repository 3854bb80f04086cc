import type { Issue } from '$lib/core/result';
import type { FilePart, PartPath, SetAside } from '$lib/core/table';
import type { Reply } from '$lib/workers/reply';

/**
 * One table taken out of its container.
 *
 * `csv` with `clean`: UTF-8 that was written here: comma, LF, every text cell quoted with `"` doubled, numbers in plain exact
 * form, dates ISO, booleans `true` and `false`, nothing between the commas of an empty cell, every row equally wide. Record
 * n is row n of the sheet (`lines: 'rows'`); rows without cells are blank lines. Of a JSON list the names of the columns are
 * record 1 and item n is record n + 1. `csv` without `clean`: a text file as it stood in its archive, encoding unknown.
 */
export type UnpackedPart =
	| {
			readonly kind: 'csv';
			readonly text: Blob;
			readonly clean: boolean;
			readonly lines: 'rows' | 'text';
			/** Record 1 is known to hold the names of the columns: it was made of names. */
			readonly named?: boolean;
			readonly issues: readonly Issue[];
			/** Items that could not be read (at most 1,000, all `dropped`): each is a blank line in `text`, its `line` says which. */
			readonly setAside: readonly SetAside[];
			readonly setAsideTotal: number;
	  }
	| { readonly kind: 'parquet' | 'arrow'; readonly file: Blob; readonly issues: readonly Issue[] };

/** How a part is unpacked. */
export interface UnpackOptions {
	readonly signal: AbortSignal | null;
	/** 0–1, at most ten times a second. */
	readonly progress?: (share: number) => void;
	/** Stop after so many rows: for previews. Archived text files come whole. */
	readonly rows?: number;
}

/** What the worker is asked. */
export type UnpackOrder =
	| { readonly task: 'list'; readonly fileName: string; readonly file: Blob }
	| {
			readonly task: 'unpack';
			readonly fileName: string;
			readonly file: Blob;
			readonly part: PartPath;
			readonly rows: number | null;
	  };

/** What the worker answers: signs of progress, and at the end the parts or the part. */
export type UnpackMessage = { readonly share: number } | { readonly reply: Reply<FilePart[] | UnpackedPart> };
