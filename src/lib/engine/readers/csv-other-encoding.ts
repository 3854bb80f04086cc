import { detectEncoding } from '$lib/core/intake/encoding';
import type { TextEncoding } from '$lib/core/table';
import type { CsvJob } from './csv-load';
import type { Census } from './csv-scan';
import type { ReadRequest } from './reader';

/** What bytes far behind a head of plain ASCII say about the encoding of the file; null when nothing else. */
export async function otherEncoding(request: ReadRequest, job: CsvJob, census: Census): Promise<TextEncoding | null> {
	if (!job.asciiHead || request.plan || request.overrides.encoding) return null;
	const bad = census.irregular.filter((record) => record.reason === 'bad-encoding').slice(0, 200);
	const [first] = bad;
	const last = bad.at(-1);
	if (!first || !last) return null;
	const end = Math.min(last.end, first.start + (64 << 10));
	const bytes = new Uint8Array(await job.range.data.slice(first.start, end).arrayBuffer());
	const { encoding, damaged } = detectEncoding(bytes, true);
	return damaged || encoding === 'utf-8' ? null : encoding;
}
