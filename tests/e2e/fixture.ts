import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';

/** Real files, kept beside the project and not part of it. */
const sharedFolder = join(import.meta.dirname, '../../../shared');

interface Fixtures {
	/** For tests that break the app on purpose: errors thrown in pages do not fail them. */
	readonly errorsAllowed: boolean;
	/** Other origins that pages may ask, for tests in which the user asks for a file from there. */
	readonly originsAllowed: readonly string[];
	/** Fails the test after the fact when any page asked another origin for something or threw an error. */
	readonly clean: void;
	/** The path of a file or folder in ../shared, or a skipped test with the reason printed. */
	readonly shared: (path: string) => string;
}

export const test = base.extend<Fixtures>({
	errorsAllowed: [false, { option: true }],
	originsAllowed: [[], { option: true }],
	clean: [
		async ({ context, baseURL, errorsAllowed, originsAllowed }, use) => {
			const foreign: string[] = [];
			const errors: string[] = [];
			const known = [new URL(baseURL ?? 'http://localhost/').origin, ...originsAllowed];
			context.on('request', (request) => {
				const url = request.url();
				if (/^(blob|data):/.test(url) || known.includes(new URL(url).origin)) return;
				foreign.push(`${request.method()} ${url}`);
			});
			context.on('weberror', (error) => errors.push(error.error().stack || String(error.error())));
			await use();
			expect(foreign, 'requests to other origins').toEqual([]);
			if (!errorsAllowed) expect(errors, 'errors thrown in pages').toEqual([]);
		},
		{ auto: true }
	],
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it must set up from the pattern
	shared: async ({}, use, testInfo) => {
		await use((path) => {
			const full = join(sharedFolder, path);
			if (!existsSync(full)) {
				console.log(`skipped: ${testInfo.title} (../shared/${path} is not there)`);
				testInfo.skip(true, `../shared/${path} is not there`);
			}
			return full;
		});
	}
});

export { expect };
