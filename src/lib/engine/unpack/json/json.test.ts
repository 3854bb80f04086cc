import { describe, expect, it } from 'vitest';
import { partOf, partsOf, refusalOf, textOf } from '../testing/containers';
import { plainNumber } from './number-text';

const json = (text: string): Blob => new Blob([text]);

describe('JSON', () => {
	it('flattens objects, keeps lists as text and numbers exactly', async () => {
		const text = '[{"id":12345678901234567890,"a":{"b":0.10,"c":true}},{"a":{"b":1e2},"l":[1,{"x":"é"}],"n":null}]';
		const got = await textOf('a.json', json(text));
		expect(got.text).toBe(
			'"id","a.b","a.c","l"\n12345678901234567890,0.10,true,\n,100,,"[1,{""x"":""é""}]"\n'
				.replace('"l"', '"l","n"')
				.replace('true,\n', 'true,,\n')
				.replace('}]"\n', '}]",\n')
		);
		expect(got.codes).toEqual(['json-lists-as-text']);
	});

	it('takes names such as __proto__ as names, and tells repeated ones', async () => {
		const got = await textOf('a.json', json('[{"__proto__":1,"constructor":{"prototype":2},"a":1,"a":3}]'));
		expect(got).toEqual({ text: '"__proto__","constructor.prototype","a"\n1,2,3\n', codes: ['json-keys-repeated'] });
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	it('reads a value a line, sets bad lines aside and keeps the numbering', async () => {
		const got = await partOf('a.ndjson', json('{"a":1}\n{"a":\n\n{"a":2}\n{"a":null}\n'));
		if (got.kind !== 'csv') throw new Error(got.kind);
		expect(await got.text.text()).toBe('"a"\n1\n\n\n2\n""\n');
		expect(got.setAside).toEqual([{ line: 2, column: null, text: '{"a":', reason: 'unparseable', dropped: true }]);
		expect(got.issues.map(({ code }) => code)).toEqual(['json-lines-set-aside']);
	});

	it.each([
		['[{"a":1}]', true],
		['{"a":[1,2],"b":[3,4]}', true],
		['{"columns":["a"],"data":[[1]]}', true],
		['{"a":1}\n{"a":2}', true],
		['[["a"],[1]]', false]
	])('%j: whether record 1 is known to be names is %s', async (text, named) => {
		expect(await partOf('a.json', json(text))).toMatchObject({ named });
	});

	it('sets a line aside as a whole when only its end is wrong', async () => {
		const got = await partOf('a.ndjson', json('{"a":1}\n{"a":2} x\n{"a":5}]\n{"a":3}\n{"a":4}\n'));
		if (got.kind !== 'csv') throw new Error(got.kind);
		expect(await got.text.text()).toBe('"a"\n1\n\n\n3\n4\n');
		expect(got.setAside.map(({ line }) => line)).toEqual([2, 3]);
	});

	it('keeps objects with lists of their own apart', async () => {
		const file = json('{"deals":{"items":[{"a":1},{"a":2}]},"owners":{"items":[{"b":1}]}}');
		expect((await partsOf('a.json', file)).map(({ path, rows }) => [path[0], rows])).toEqual([
			['deals.items', 2],
			['owners.items', 1]
		]);
	});

	it('offers the lists of a wrapper, the longest first', async () => {
		const file = json('{"ok":true,"data":{"few":[{"a":1}],"many":[{"a":1},{"a":2}]},"tags":["x","y","z"]}');
		expect((await partsOf('a.json', file)).map(({ path, rows, minor }) => [path[0], rows, minor])).toEqual([
			['data.many', 2, false],
			['data.few', 1, false],
			['tags', 3, true]
		]);
		expect((await textOf('a.json', file, ['data.many'])).text).toBe('"a"\n1\n2\n');
		expect((await refusalOf(() => textOf('a.json', file))).code).toBe('part-choose');
		expect((await refusalOf(() => textOf('a.json', file, ['data.none']))).code).toBe('part-missing');
	});

	it.each([
		['{"a":[1,2],"b":["x",null]}', '"a","b"\n1,"x"\n2,\n'],
		['[["id","n"],[1,"x"],[2]]', '"id","n"\n1,"x"\n2,\n'],
		// As pandas writes tables: split, index, columns.
		['{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2,null]]}', '"a","b"\n1,"x"\n2,\n'],
		['{"columns":["a",7],"data":[[[1,2],"x"],[2]]}', '"a","7"\n"[1,2]","x"\n2,\n'],
		['{"columns":["a"],"index":["p",9],"data":[[1],[2]]}', '"index","a"\n"p",1\n9,2\n'],
		['{"0":{"a":1,"b":{"c":"x"}},"1":{"a":2,"l":[1]}}', '"a","b.c","l"\n1,"x",\n2,,"[1]"\n'],
		['{"7":{"a":1},"3":{"a":null}}', '"key","a"\n"7",1\n"3",\n'],
		['{"D-1":{"a":1,"b":2},"D-2":{"a":3,"b":4}}', '"key","a","b"\n"D-1",1,2\n"D-2",3,4\n'],
		['{"a":{"0":1,"1":2},"b":{"0":"x","1":null}}', '"a","b"\n1,"x"\n2,\n'],
		['{"a":{"5":1,"8":2},"b":{"5":"x","8":null}}', '"key","a","b"\n"5",1,"x"\n"8",2,\n'],
		['{"ok":true,"r":{"x":{"0":{"a":1},"1":{"a":[2]}}}}', '"a"\n1\n"[2]"\n'],
		['[1,"a",null]', '"value"\n1\n"a"\n""\n'],
		['{"a":1,"b":{"c":"x"}}', '"a","b.c"\n1,"x"\n'],
		['\ufeff[{"a":"\\u00e9\\n"}]', '"a"\n"é\n"\n']
	])('%s', async (text, csv) => expect((await textOf('a.json', json(text))).text).toBe(csv));

	it.each([
		['[{"a":1},\n {"a":}]', 2, 7, 'unexpected'],
		['[{"a":1}', 1, 9, 'end'],
		['[01]', 1, 2, 'number'],
		['["a\tb"]', 1, 4, 'string'],
		['[1] x', 1, 5, 'unexpected']
	])('%j is refused at line %i, column %i', async (text, line, column, reason) => {
		const issue = await refusalOf(() => textOf('a.json', json(text)));
		expect(issue).toMatchObject({ code: 'json-invalid', details: { line, column, reason } });
	});

	it('refuses depth without end, quickly', async () => {
		expect((await refusalOf(() => textOf('a.json', json('['.repeat(200_000))))).code).toBe('json-deep');
	});

	it.each([
		['1.5e3', '1500'],
		['-1.25E-2', '-0.0125'],
		['0e5', '0'],
		['1e400', '1e400'],
		['10.50', '10.50']
	])('the number %s is %s', (written, text) => expect(plainNumber(written)).toBe(text));
});
