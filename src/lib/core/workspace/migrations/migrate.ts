import type { Json } from '../../json';
import { fail, ok } from '../../result';
import type { Result } from '../../result';
import { WORKSPACE_FORMAT } from '../workspace';
import type { Migration, OldDocument } from './migration';
import { MIGRATIONS } from './registry';

/**
 * Brings a document to the format `target`, one step at a time. Issues: 'workspace-newer' (details.format,
 * details.supported) when a newer build wrote it; 'workspace-invalid' when it has no usable format number.
 */
export function migrate(
	input: Json,
	migrations: readonly Migration[] = MIGRATIONS,
	target: number = WORKSPACE_FORMAT
): Result<OldDocument> {
	if (input === null || typeof input !== 'object' || Array.isArray(input)) {
		return fail({ code: 'workspace-invalid', at: '' });
	}
	let document = input as OldDocument;
	const written = document['format'];
	if (typeof written !== 'number' || !Number.isSafeInteger(written) || written < 0) {
		return fail({ code: 'workspace-invalid', at: 'format' });
	}
	if (written > target) {
		return fail({ code: 'workspace-newer', at: 'format', details: { format: written, supported: target } });
	}
	for (let format = written; format < target; format++) {
		const step = migrations.find((migration) => migration.from === format);
		if (!step) return fail({ code: 'workspace-invalid', at: 'format', details: { format } });
		document = { ...step.migrate(document), format: format + 1 };
	}
	return ok(document);
}
