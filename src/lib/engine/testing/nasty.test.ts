import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { fileKind } from '$lib/core/intake/file-kind';
import { ENGINE_SETTINGS } from '$lib/core/sql/load';
import type { Ledger } from '$lib/core/table';
import { addsUp } from '../readers/csv-ledger';
import { nodeLoad } from './node-load';
import { nodeSession, type NodeSession } from './node-session';

const NASTY = '../shared/data/nasty';
const present = existsSync(NASTY);
if (!present) console.log(`skipped: ${NASTY} is not there`);

/** Text files, plain or gzipped; containers are the business of other tests. */
function texts(folder: string): string[] {
	return readdirSync(folder)
		.map((name) => join(folder, name))
		.filter((path) => statSync(path).isFile() && /\.(csv|tsv|txt)(\.gz)?$/.test(path))
		.filter((path) => ['csv', 'empty', 'binary'].includes(fileKind(bytesOf(path).subarray(0, 1 << 20), path)))
		.sort();
}

/** All of our own, and every third of the others. */
const files = present
	? [
			...['own', 'csv-spectrum'].flatMap(folderTexts),
			...['duckdb-csv', 'arrow-csv-fuzz'].flatMap(folderTexts).filter((_, i) => i % 3 === 0)
		]
	: [];

function folderTexts(name: string): string[] {
	const folder = join(NASTY, name);
	if (!existsSync(folder)) return [];
	return [folder, ...readdirSync(folder).map((inner) => join(folder, inner))]
		.filter((path) => statSync(path).isDirectory())
		.flatMap(texts);
}

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
	const bytes = readFileSync(path);
	return new Uint8Array(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Physical lines, counted by another hand. */
function linesOf(bytes: Uint8Array<ArrayBuffer>, encoding: string): number {
	const text = new TextDecoder(encoding).decode(bytes);
	const lines = text.split(/\r\n|\r|\n/);
	return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

let session: NodeSession;
beforeAll(async () => {
	session = await nodeSession(ENGINE_SETTINGS);
}, 60_000);

describe.skipIf(!present)('every line of a nasty text is accounted for', () => {
	it.each(files)(
		'%s',
		async (path) => {
			const bytes = bytesOf(path);
			const fileName = path.replace(/^.*\//, '').replace(/\.gz$/, '');
			const loaded = await nodeLoad(session, [{ fileName, file: new Blob([bytes]) }]).catch((error: unknown) => error);
			if (loaded instanceof Error) {
				expect(loaded).toBeInstanceOf(AppError);
				expect(loaded).toMatchObject({ code: 'input-rejected' });
				return;
			}
			const { files: reports, rows } = loaded as Awaited<ReturnType<typeof nodeLoad>>;
			const [report] = reports;
			const ledger = report?.ledger as Ledger;
			expect(addsUp(ledger), JSON.stringify(ledger)).toBe(true);
			expect(ledger.loaded).toBe(rows);
			expect(ledger.bytes).toBe(bytes.length);
			expect(ledger.lines).toBe(linesOf(bytes, report?.plan.dialect?.encoding ?? 'utf-8'));
			expect(report?.issues.map((issue) => issue.code)).not.toContain('rows-unaccounted');
			const dropped = report?.setAside.filter((entry) => entry.dropped).length ?? 0;
			expect(dropped).toBe(Math.min(1000, ledger.setAside));
		},
		60_000
	);
});
