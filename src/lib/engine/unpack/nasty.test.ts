import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { Issue } from '$lib/core/result';
import { partOf, partsOf } from './testing/containers';

const ROOT = '../shared/data/nasty';
const CONTAINERS = /\.(xlsx|xlsm|xlsb|xls|ods|json|ndjson|zip|gz)$|^zipped/;

interface Expectation {
	readonly file: string;
	readonly expect: {
		outcome: 'table' | 'reject' | 'table_or_reject';
		rows?: number;
		sum_amount?: string;
		columns?: string[];
	};
}

/** Every part of a file as text, or the codes it was refused with. */
async function read(path: string): Promise<{ texts: string[]; refused: string[] }> {
	const name = path.split('/').at(-1) ?? '';
	const file = new Blob([readFileSync(path)]);
	try {
		const texts: string[] = [];
		for (const { path: part } of await partsOf(name, file)) {
			const got = await partOf(name, file, part);
			texts.push(got.kind === 'csv' ? await got.text.text() : '');
		}
		return { texts, refused: [] };
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'input-rejected') throw error;
		return { texts: [], refused: (error.details['issues'] as unknown as Issue[]).map(({ code }) => code) };
	}
}

const there = existsSync(ROOT);
if (!there) console.info(`skipped: ${ROOT} is not here`);

describe.skipIf(!there)('nasty containers', () => {
	const names = (folder: string): string[] =>
		there ? readdirSync(`${ROOT}/${folder}`).filter((name) => CONTAINERS.test(name) && name !== 'manifest.json') : [];

	it.each(names('spreadsheets'))('spreadsheets/%s is a table or refused, in time', { timeout: 5000 }, async (name) => {
		const { texts, refused } = await read(`${ROOT}/spreadsheets/${name}`);
		if (/^pass_protected/.test(name)) expect(refused).toEqual(['workbook-protected']);
		else if (/\.xlsb$/.test(name)) expect(refused).toEqual(['workbook-binary']);
		else if (/\.xls$/.test(name) && name !== 'too_small.xls') expect(refused).toEqual(['workbook-old']);
		else expect(texts.length).toBeGreaterThan(0);
	});

	it('shows dates of a workbook as a spreadsheet does', async () => {
		const dates = ['2021-01-01,15\n2021-01-02,16\n255:10:10,17\n'];
		expect((await read(`${ROOT}/spreadsheets/date.xlsx`)).texts).toEqual(dates);
		expect((await read(`${ROOT}/spreadsheets/date_1904.xlsx`)).texts).toEqual(dates);
	});

	it.each(names('json-suite'))('json-suite/%s', { timeout: 5000 }, async (name) => {
		const { texts, refused } = await read(`${ROOT}/json-suite/${name}`);
		if (name.startsWith('y_')) expect(refused).toEqual([]);
		if (name.startsWith('n_')) expect(refused).toEqual([expect.stringMatching(/^json-(invalid|deep)$/)]);
		expect(texts.length + refused.length).toBeGreaterThan(0);
	});

	const manifest = there
		? (JSON.parse(readFileSync(`${ROOT}/own/manifest.json`, 'utf8')) as { files: Expectation[] })
		: null;
	const own = (manifest?.files ?? []).filter(({ file }) => CONTAINERS.test(file));
	it.each(own)('own/$file is as its manifest says', { timeout: 5000 }, async ({ file, expect: wanted }) => {
		const { texts, refused } = await read(`${ROOT}/own/${file}`);
		if (wanted.outcome === 'table') expect(refused).toEqual([]);
		if (wanted.outcome === 'reject') expect(refused).toHaveLength(1);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		const [text = ''] = texts;
		if (texts.length !== 1 || file.endsWith('.gz')) return;
		const records = text.trimEnd().split(/\r?\n/);
		if (wanted.rows !== undefined) expect(records.length - 1).toBe(wanted.rows);
		const header = (records[0] ?? '').replaceAll('"', '').split(',');
		if (wanted.columns) expect(header).toEqual(wanted.columns);
		if (!wanted.sum_amount || file === 'ragged_types.json' || file === 'zipped_csv_named.csv') return;
		const at = header.indexOf('amount');
		const cents = records.slice(1).map((record) => {
			const cells = record.match(/(?:"(?:[^"]|"")*"|[^,"])*(?:,|$)/g) ?? [];
			return Math.round(Number((cells[at] ?? '').replace(/[",]/g, '')) * 100);
		});
		expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(Number(wanted.sum_amount) * 100));
	});
});
