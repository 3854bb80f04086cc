import type { Issue } from '$lib/core/result';
import { ArrowSource } from './arrow-source';
import { loadBatches } from './parquet';
import type { FileReader } from './reader';

/** Arrow IPC files and streams, checked batch by batch in a disposable worker and handed to DuckDB. */
export const arrowReader: FileReader = {
	async prepare(request) {
		const { fileName, file, signal } = request;
		const { source, shape } = await ArrowSource.open(fileName, file, signal);
		let opened: ArrowSource | null = source;
		return {
			async read(session, staged) {
				// A second reading starts over with a worker of its own.
				const used = opened ?? (await ArrowSource.open(fileName, file, signal)).source;
				opened = null;
				const outcome = await loadBatches(session, request, staged, used, shape).finally(() => used.close());
				const renamed = shape.renamed.map((one) => ({ ...one }));
				if (renamed.length === 0) return outcome;
				const details = { total: renamed.length, renamed: renamed.slice(0, 20) };
				const issue: Issue = { code: 'header-renamed', at: fileName, details };
				return { ...outcome, issues: [...outcome.issues, issue] };
			},
			close: () => opened?.close()
		};
	}
};
