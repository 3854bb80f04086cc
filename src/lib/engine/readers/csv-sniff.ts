import { inputRejected } from '$lib/core/errors';
import { sniffCsv, type SniffInfo } from '$lib/core/intake/sniff';
import type { Issue } from '$lib/core/result';
import type { ReadOverrides, ReadPlan } from '$lib/core/table';

/** A head to be sniffed; crosses the worker boundary as it is. */
export interface SniffOrder {
	readonly head: Uint8Array;
	readonly info: SniffInfo;
	readonly overrides: ReadOverrides;
}

/** How a text shall be read, and what is told about that. */
export interface SniffedPlan {
	readonly plan: ReadPlan;
	readonly issues: readonly Issue[];
}

/** How the text with this head shall be read. Throws 'input-rejected' with the issues of a text that cannot be. */
export function sniffHead({ head, info, overrides }: SniffOrder): Promise<SniffedPlan> {
	const found = sniffCsv(head, info, overrides);
	if (!found.ok) return Promise.reject(inputRejected(found.issues));
	const { plan, issues } = found.value;
	return Promise.resolve({ plan, issues });
}
