import { describe, expect, it } from 'vitest';
import { pastedFile } from './pasted-file';

describe('pasted text', () => {
	it('becomes a file of its kind', async () => {
		const cells = pastedFile('Deal\tAmount\r\nA\t1\r\n', 'Pasted 2026-11-22');
		expect(cells?.name).toBe('Pasted 2026-11-22.tsv');
		expect(await cells?.text()).toBe('Deal\tAmount\r\nA\t1\n');
		expect(pastedFile('Deal;Amount\nA;1', 'x')?.name).toBe('x.csv');
		expect(pastedFile('[{"a":1},\n{"a":2}]', 'x')?.name).toBe('x.json');
	});
	it('is no table when it is one line', () => {
		expect(pastedFile('just a word\n', 'x')).toBeNull();
	});
});
