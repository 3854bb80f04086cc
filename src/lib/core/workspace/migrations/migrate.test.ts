import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWorkspace } from '../parse';
import { WORKSPACE_FORMAT } from '../workspace';
import { migrate } from './migrate';
import type { Migration } from './migration';
import { MIGRATIONS } from './registry';

const steps: Migration[] = [
	{ from: 1, migrate: (document) => ({ ...document, two: 2 }) },
	{ from: 0, migrate: ({ title, ...rest }) => ({ ...rest, name: title ?? '' }) }
];

describe('migrate', () => {
	it('goes one step at a time, whatever the order of the registry', () => {
		const old = { format: 0, title: 'Deals' };
		expect(migrate(old, steps, 1)).toEqual({ ok: true, value: { format: 1, name: 'Deals' } });
		expect(migrate(old, steps, 2)).toEqual({ ok: true, value: { format: 2, name: 'Deals', two: 2 } });
		expect(old).toEqual({ format: 0, title: 'Deals' });
	});

	it('leaves the present format alone', () => {
		expect(migrate({ format: 2, x: 1 }, steps, 2)).toEqual({ ok: true, value: { format: 2, x: 1 } });
	});

	it('refuses a newer format, a gap and a format that is none', () => {
		expect(migrate({ format: 3 }, steps, 2)).toMatchObject({ ok: false, issues: [{ code: 'workspace-newer' }] });
		for (const document of [{ format: 0 }, { format: -1 }, { format: 1.5 }, { format: '1' }, {}, null, [], 'x']) {
			expect(migrate(document, [], 1)).toMatchObject({ ok: false, issues: [{ code: 'workspace-invalid' }] });
		}
	});

	it('has a step from every older format', () => {
		const formats = Array.from({ length: WORKSPACE_FORMAT - 1 }, (_, index) => index + 1);
		expect(MIGRATIONS.map((migration) => migration.from).sort()).toEqual(formats);
	});
});

describe('documents of every format that was ever written', () => {
	const folder = new URL('../../../../../tests/fixtures/', import.meta.url);
	const files = readdirSync(folder).filter((name) => /^workspace-\d+\.json$/.test(name));

	it('there is one of each', () => {
		const formats = Array.from({ length: WORKSPACE_FORMAT }, (_, index) => `workspace-${index + 1}.json`);
		expect(files.sort()).toEqual(formats.sort());
	});

	it.each(files)('%s opens', (name) => {
		const parsed = parseWorkspace(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
		expect(parsed.ok || parsed.issues).toBe(true);
		if (parsed.ok) {
			expect(parsed.value.format).toBe(WORKSPACE_FORMAT);
			expect(parsed.value.sources.length).toBeGreaterThan(0);
			expect(parsed.value.forecasts.length).toBeGreaterThan(0);
		}
	});
});
