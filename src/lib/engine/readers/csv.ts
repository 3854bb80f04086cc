import { AppError, inputRejected } from '$lib/core/errors';
import { sniffCsv } from '$lib/core/intake/sniff';
import type { Issue } from '$lib/core/result';
import type { ReadPlan } from '$lib/core/table';
import { loadCsv } from './csv-load';
import { dataRange } from './csv-range';
import { CensusTaker } from './csv-census';
import type { FileReader, ReadRequest } from './reader';

const TAIL_BYTES = 64 << 10;

/** Delimited text, read by DuckDB from the file itself and checked against an independent scan of its bytes. */
export const csvReader: FileReader = {
	async prepare(request) {
		const { plan, issues } = request.plan ? { plan: request.plan, issues: [] } : await sniff(request);
		if (!plan.dialect) throw new AppError('load-failed', { message: 'a CSV plan needs a dialect' });
		const range = await dataRange(request.file, request.head, plan.dialect);
		const taker = new CensusTaker(range, plan.dialect);
		return (session) => loadCsv(session, request, { plan, issues, range, taker });
	}
};

async function sniff(request: ReadRequest): Promise<{ plan: ReadPlan; issues: readonly Issue[] }> {
	const { file, fileName, head } = request;
	const complete = file.size <= head.length;
	const tail = complete ? {} : { tail: new Uint8Array(await file.slice(-TAIL_BYTES).arrayBuffer()) };
	const finding = sniffCsv(head, { fileName, size: file.size, complete, ...tail });
	if (!finding.ok) throw inputRejected(finding.issues);
	return finding.value;
}
