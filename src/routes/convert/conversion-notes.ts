import type { Json } from '$lib/core/json';
import type { Issue } from '$lib/core/result';
import { issueText } from '$lib/i18n/issues';
import type { Conversion } from '$lib/state/converting.svelte';
import { refusalLines } from '../refusals';

/**
 * Everything that is known about how a file was read, as plain JSON: what lies beside each converted table. `warnings` is empty when
 * the file was read without any doubt; a refused file has `refused: true` and says why in `warnings`.
 */
export function conversionNotes({ fileName, part, result, error }: Conversion): Json {
	if (!result) {
		const issues = (error?.details['issues'] ?? []) as unknown as readonly Issue[];
		const warnings = error
			? refusalLines(error).map((text, at) => ({ code: error.code, issue: issues[at]?.code ?? null, text }))
			: [];
		return { file: fileName, part: [...part], refused: true, warnings };
	}
	const { table, report, guesses } = result;
	const { plan, ledger, setAside, setAsideTotal, issues } = report;
	const { encoding = null, ...dialect } = plan.dialect ?? {};
	return {
		file: fileName,
		part: [...part],
		refused: false,
		format: plan.format,
		encoding,
		dialect: plan.dialect ? { ...dialect } : null,
		header: table.columns.map(({ name }) => name),
		columns: plan.columns.map(({ name, type, format = null }) => ({ name, type, format })),
		roles: Object.fromEntries(guesses.flatMap(({ role, column }) => (role ? [[role, column]] : []))),
		rows: table.rows,
		ledger: { ...ledger },
		setAside: setAside.map((one) => ({ ...one })),
		setAsideTotal,
		warnings: [
			...issues.map(({ code, at, details = {} }: Issue) => ({
				code,
				at,
				details: { ...details },
				text: issueText({ code, at, details })
			})),
			...setAside.map(({ line, column, reason, text }) => ({ code: `set-aside-${reason}`, line, column, text }))
		]
	};
}

/** Name of the converted file, without extension: the file's own, and the part's where the file holds several. */
export function conversionName({ fileName, part }: Conversion, parts: number): string {
	const name = parts > 1 ? [fileName, ...part].join(' - ') : fileName;
	return name.replace(/[\\/:*?"<>|]/gu, '_');
}
