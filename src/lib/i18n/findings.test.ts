import { afterAll, describe, expect, test } from 'vitest';
import { sniffCsv } from '$lib/core/intake/sniff';
import type { Finding } from '$lib/core/table';
import { overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';
import { findingText } from './findings';

let locale: Locale = 'en';
overwriteGetLocale(() => locale);
afterAll(() => overwriteGetLocale(() => 'en'));

function findingsOf(text: string): readonly Finding[] {
	const bytes = new TextEncoder().encode(text);
	const found = sniffCsv(bytes, { fileName: 'f.csv', size: bytes.length, complete: true });
	if (!found.ok) throw new Error(JSON.stringify(found.issues));
	return found.value.findings;
}

const FILES = [
	'Report\n\nid;Betrag;Datum\n1;1.234,50;03.04.2024\n2;2.000,10;05.06.2024\n3;17,25;11.12.2024\n\nTotal;3.251,85;\n',
	'sep=|\nname|won|when\n"a"|true|2024-01-02\n"b"|false|2024-02-03\n',
	'a,b\nc,d\ne,f\n',
	'1,2\n3,4\n',
	'only\n'
];

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
	test('every finding has a sentence of its own', () => {
		locale = language;
		for (const file of FILES) {
			for (const finding of findingsOf(file)) {
				const said = findingText(finding);
				expect(said.length, JSON.stringify(finding)).toBeGreaterThan(6);
				expect(said).not.toMatch(/[{}]|undefined|NaN|%[a-zA-Z]/);
				if (language === 'zh-CN' && finding.because !== 'given') expect(said).toMatch(/[\u4e00-\u9fff]/);
			}
		}
	});
});

test('an undecidable order of day and month is asked with both days', () => {
	locale = 'en';
	const asked = findingsOf('id,when\n1,03/04/2024\n2,05/06/2024\n').find(({ confidence }) => confidence === 'asked');
	expect(asked).toMatchObject({ about: 'column', column: 'when', value: 'text' });
	expect(asked && findingText(asked)).toContain('2024-04-03');
	expect(asked && findingText(asked)).toContain('2024-03-04');
});
