import { strToU8, zipSync } from 'fflate';
import { AppError } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import type { FilePart, PartPath } from '$lib/core/table';
import { Pace } from '../pace';
import type { UnpackedPart } from '../part';
import { list, unpack } from '../unpack';

/** For tests: a zip of these texts or bytes. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Blob {
	const bytes = Object.entries(members).map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data]);
	return new Blob([new Uint8Array(zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>))]);
}

/** For tests: an .xlsx whose sheets are these inner texts of `<worksheet>`. */
export function workbookOf(
	sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[],
	{ strings = '', styles = '', properties = '' } = {}
): Blob {
	const relation = (id: string, type: string, target: string): string =>
		`<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`;
	const members: Record<string, string> = {
		'[Content_Types].xml': '<Types/>',
		'_rels/.rels': `<Relationships>${relation('r0', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
		'xl/workbook.xml': `<workbook>${properties}<sheets>${sheets
			.map(
				({ name, state = 'visible' }, at) =>
					`<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="r${at + 1}"/>`
			)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
			.map((_, at) => relation(`r${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
			.join(
				''
			)}${relation('s1', 'sharedStrings', 'strings.xml')}${relation('s2', 'styles', '/xl/styles.xml')}</Relationships>`,
		'xl/strings.xml': `<sst>${strings}</sst>`,
		'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`
	};
	sheets.forEach(({ xml }, at) => (members[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet>${xml}</worksheet>`));
	return zipOf(members);
}

/** For tests: the parts of a file. */
export function partsOf(name: string, file: Blob): Promise<FilePart[]> {
	return list({ fileName: name, file }, new Pace(name, file.size));
}

/** For tests: a part as it is unpacked. */
export function partOf(
	name: string,
	file: Blob,
	part: PartPath = [],
	rows: number | null = null
): Promise<UnpackedPart> {
	return unpack({ fileName: name, file, part, rows }, new Pace(name, file.size));
}

/** For tests: the text of a part, and the codes told about it. */
export async function textOf(
	name: string,
	file: Blob,
	part: PartPath = []
): Promise<{ text: string; codes: string[] }> {
	const got = await partOf(name, file, part);
	if (got.kind !== 'csv') throw new Error(`${name} is ${got.kind}`);
	return { text: await got.text.text(), codes: got.issues.map(({ code }) => code) };
}

/** For tests: the first issue a work is refused with. */
export async function refusalOf(work: () => Promise<unknown>): Promise<Issue> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'input-rejected') throw error;
		const [issue] = error.details['issues'] as unknown as Issue[];
		if (issue) return issue;
	}
	throw new Error('nothing was refused');
}
