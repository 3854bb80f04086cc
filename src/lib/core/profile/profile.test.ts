import type { DuckDBConnection } from '@duckdb/node-api';
import { fc, test as property } from '@fast-check/vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { decoded, openDuck, run, sharedData } from '../../../../tests/oracles/duck';
import type { ColumnType, Table } from '../table';
import { periodOf } from '../period';
import { binEnds, binsFor, type Bins } from './bins';
import { columnKind } from './column-kind';
import { crossTableQuery, readCrossTable } from './cross-table';
import { distributionQuery, readDistribution, readTopValues, topValuesQuery } from './distribution';
import { histogramQuery, readHistogram } from './histogram';
import { labelsQuery, patternsQuery, readLabels, readPatterns, readVariants, variantsQuery } from './labels';
import { fencesOf, outliersQuery, readOutliers } from './outliers';
import { correlationQuery, groupsQuery, readCorrelation, readGroups, readScatter, scatterQuery } from './relation';

let db: DuckDBConnection;
beforeAll(async () => {
	db = await openDuck();
});

const TYPES: Readonly<Record<string, ColumnType>> = {
	VARCHAR: 'text',
	DOUBLE: 'float',
	DATE: 'date',
	TIMESTAMP: 'timestamp',
	BOOLEAN: 'boolean',
	BIGINT: 'integer',
	INTEGER: 'integer',
	HUGEINT: 'integer'
};

/** Creates a table out of a SELECT and describes it. */
async function table(name: string, select: string): Promise<Table> {
	await db.run(`CREATE OR REPLACE TABLE "${name}" AS ${select}`);
	const described = await decoded(db, `DESCRIBE "${name}"`);
	const rows = await decoded(db, `SELECT count(*) AS n FROM "${name}"`);
	const columns = (described.values[0] ?? []).map((column, i) => ({
		name: String(column),
		type: TYPES[String(described.values[1]?.[i])] ?? 'decimal',
		nullable: true
	}));
	return { id: name, columns, rows: Number(rows.values[0]?.[0]) };
}

function columnOf(from: Table, name: string) {
	const column = from.columns.find((one) => one.name === name);
	if (!column) throw new Error(`no column ${name}`);
	return column;
}

async function spread(from: Table, name: string) {
	const column = columnOf(from, name);
	return readDistribution(from, column, await run(db, distributionQuery(from, column)));
}

async function labels(from: Table, name: string) {
	const column = columnOf(from, name);
	return readLabels(column, await run(db, labelsQuery(from, column, 5)));
}

async function histogram(from: Table, name: string) {
	const column = columnOf(from, name);
	const kind = columnKind(column);
	if (kind === 'label') throw new Error('no histogram of labels');
	const bins = binsFor(kind, await spread(from, name), column.type === 'integer');
	if (!bins) throw new Error('no bins');
	return { bins, counts: readHistogram(bins, await run(db, histogramQuery(from, column, bins))) };
}

async function correlation(from: Table, x: string, y: string) {
	return readCorrelation(await run(db, correlationQuery(from, columnOf(from, x), columnOf(from, y))));
}

describe('distribution', () => {
	test('quantiles are those of R type 7, variance is divided by n − 1', async () => {
		// R: quantile(c(1, 2, 4, 8, 16, NA), c(.05, .25, .5, .75, .95), na.rm = TRUE); var(...) = 37.2
		const t = await table('five', 'SELECT unnest([1, 2, 4, 8, 16, NULL])::BIGINT AS x');
		const found = await spread(t, 'x');
		[1.2, 2, 4, 8, 14.4].forEach((value, i) => expect(found.quantiles[i]).toBeCloseTo(value, 12));
		expect(found).toMatchObject({ rows: 6, nulls: 1, distinct: 5, min: '1', max: '16', sum: '31', mean: 6.2 });
		expect(found.variance).toBeCloseTo(37.2, 12);
		expect(found.deviation).toBeCloseTo(Math.sqrt(37.2), 12);
	});

	test('sums of decimals and large integers are exact', async () => {
		const t = await table(
			'exact',
			`SELECT * FROM (VALUES (90071992547409.93::DECIMAL(18, 2), 9223372036854775807), (0.01, 9223372036854775807)) AS t(d, i)`
		);
		expect((await spread(t, 'd')).sum).toBe('90071992547409.94');
		expect((await spread(t, 'i')).sum).toBe('18446744073709551614');
	});

	test('NaN and infinities are counted and left out', async () => {
		const t = await table('odd', `SELECT unnest(['1.5', 'nan', 'inf', '-inf', NULL, '-2.5', '0']::DOUBLE[]) AS x`);
		const found = await spread(t, 'x');
		expect(found).toMatchObject({ rows: 7, nulls: 1, notFinite: 3, min: '-2.5', max: '1.5', zeros: 1, negatives: 1 });
		expect(found.mean).toBeCloseTo(-1 / 3, 12);
	});

	test('floats whose squares are out of range have no variance', async () => {
		const t = await table('vast', 'SELECT unnest([1e200, 2e200, -3e307])::DOUBLE AS x');
		const found = await spread(t, 'x');
		expect(found.variance).toBeNull();
		expect(found.max).toBe('2e+200');
		expect((await correlation(t, 'x', 'x')).pearson).toBeNull();
	});

	test('dates: the median is a day that is there', async () => {
		const t = await table('days', `SELECT unnest(['2024-01-01', '2024-01-02', '2024-03-01', NULL]::DATE[]) AS d`);
		const found = await spread(t, 'd');
		expect(found).toMatchObject({ min: '2024-01-01', max: '2024-03-01', nulls: 1, mean: null, sum: null });
		expect(found.quantiles[2]).toBe(19724);
	});

	test('an empty column', async () => {
		const t = await table('none', 'SELECT NULL::DOUBLE AS x, NULL::DATE AS d, NULL::VARCHAR AS s WHERE FALSE');
		expect(await spread(t, 'x')).toMatchObject({ rows: 0, distinct: 0, min: null, mean: null, variance: null });
		expect(binsFor('number', await spread(t, 'x'), false)).toBeNull();
		expect(binsFor('date', await spread(t, 'd'), false)).toBeNull();
		expect(await labels(t, 's')).toMatchObject({ rows: 0, distinct: 0, top: [] });
	});

	test('mtcars: the published figures', async () => {
		const folder = sharedData('reference');
		if (!folder) return;
		const t = await table('mtcars', `FROM read_csv('${folder}/mtcars.csv')`);
		const found = await spread(t, 'mpg');
		expect(found.mean).toBeCloseTo(20.090625, 9);
		expect(found.variance).toBeCloseTo(36.324103, 5);
		expect(found.deviation).toBeCloseTo(6.026948, 6);
		expect(found.quantiles[1]).toBeCloseTo(15.425, 12);
		expect(found.quantiles[2]).toBeCloseTo(19.2, 12);
		expect(found.quantiles[3]).toBeCloseTo(22.8, 12);
	});

	test('Maven: mean and median of the won deals', async () => {
		const folder = sharedData('maven_crm');
		if (!folder) return;
		const t = await table(
			'won',
			`SELECT close_value::DECIMAL(18, 2) AS v FROM read_csv('${folder}/sales_pipeline.csv') WHERE deal_stage = 'Won'`
		);
		const found = await spread(t, 'v');
		expect(found.sum).toBe('10005534.00');
		expect(found.mean).toBeCloseTo(2360.91, 2);
		expect(found.quantiles[2]).toBe(1117);
		expect(found.max).toBe('30288.00');
	});
});

/** The bin a day or number should lie in. */
function binIndex(bins: Bins, value: number | string): number {
	const at =
		bins.kind === 'number'
			? Math.floor(Number(((Number(value) - bins.start) / bins.width).toFixed(9)))
			: periodOf(String(value), bins.grain) - bins.first;
	return Math.min(Math.max(at, 0), bins.count - 1);
}

describe('histogram', () => {
	test('values on an edge belong to the bin that starts there', async () => {
		const t = await table('edges', `SELECT (i / 10)::DECIMAL(9, 1) AS x FROM range(0, 11) AS r(i)`);
		const column = columnOf(t, 'x');
		const bins = { kind: 'number', start: 0, width: 0.1, count: 11, openBelow: false, openAbove: false } as const;
		const counts = readHistogram(bins, await run(db, histogramQuery(t, column, bins)));
		expect(counts).toEqual(new Array(11).fill(1));
	});

	test('a far value does not press the others into one bar', async () => {
		const t = await table('far', 'SELECT (i % 100)::BIGINT AS x FROM range(1000) AS r(i) UNION ALL SELECT 1000000');
		const { bins, counts } = await histogram(t, 'x');
		expect(bins.openAbove).toBe(true);
		expect(binEnds(bins, bins.count - 1).to).toBeNull();
		expect(counts.reduce((a, b) => a + b)).toBe(1001);
		expect(counts.filter((n) => n > 0).length).toBeGreaterThan(10);
	});

	test('dates by month, without a gap', async () => {
		const t = await table('months', `SELECT unnest(['2023-01-31', '2023-03-01', '2024-02-29']::DATE[]) AS d`);
		const { bins, counts } = await histogram(t, 'd');
		expect(bins).toMatchObject({ kind: 'date', grain: 'month', count: 14 });
		expect(counts).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
		expect(binEnds(bins, 13)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
	});

	property.prop([
		fc.array(fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.integer({ min: -50, max: 50 })), {
			minLength: 1,
			maxLength: 30
		})
	])('every finite value is in one bin, the one that binIndex says', async (values) => {
		const t = await table('drawn', `SELECT unnest([${values.join(', ')}]::DOUBLE[]) AS x`);
		const { bins, counts } = await histogram(t, 'x');
		expect(counts.reduce((a, b) => a + b)).toBe(values.length);
		const ours = new Array<number>(bins.count).fill(0);
		for (const value of values) ours[binIndex(bins, value)]! += 1;
		// The two roundings to nine decimals may part at an exact half: at most by a value on an edge.
		expect(counts.reduce((off, n, i) => off + Math.abs(n - (ours[i] ?? 0)), 0)).toBeLessThanOrEqual(2);
		expect(bins.count).toBeLessThanOrEqual(60);
	});

	property.prop([
		fc.array(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), {
			minLength: 1,
			maxLength: 20
		})
	])('every day is in one bin', async (dates) => {
		const days = dates.map((date) => `'${date.toISOString().slice(0, 10)}'`);
		const t = await table('drawn_days', `SELECT unnest([${days.join(', ')}]::DATE[]) AS d`);
		const { bins, counts } = await histogram(t, 'd');
		expect(counts.reduce((a, b) => a + b)).toBe(dates.length);
		const ours = new Array<number>(bins.count).fill(0);
		for (const date of dates) ours[binIndex(bins, date.toISOString().slice(0, 10))]! += 1;
		expect(counts).toEqual(ours);
	});
});

describe('labels', () => {
	test('lengths, blanks, empties and variants', async () => {
		const t = await table(
			'words',
			`SELECT unnest(['Technology', 'technology', 'Technology ', '', NULL, '中文', '中文', '\u3000x']) AS s`
		);
		expect(await labels(t, 's')).toMatchObject({
			rows: 8,
			nulls: 1,
			distinct: 6,
			shortest: 0,
			longest: 11,
			empty: 1,
			blanks: 2,
			variants: 3,
			variantRows: 3,
			top: [{ value: '中文', count: 2 }, { value: '', count: 1 }, {}, {}, {}]
		});
		const found = readVariants(await run(db, variantsQuery(t, columnOf(t, 's'), 10)));
		expect(found).toHaveLength(1);
		expect(found[0]?.spellings.map(({ value }) => value)).toEqual(['Technology', 'Technology ', 'technology']);
	});

	test('patterns', async () => {
		const t = await table(
			'codes',
			`SELECT unnest(['ABC-123', 'XYZ-999', 'x1', 'Rangreen', 'Cancity', '2024年3月5日', '上海分公司', 'É9', 'カナ']) AS s`
		);
		const found = readPatterns(await run(db, patternsQuery(t, columnOf(t, 's'), 10)));
		expect(found.map(({ pattern, rows }) => [pattern, rows])).toEqual(
			expect.arrayContaining([
				['AAA-999', 2],
				['Aa+', 2],
				['a9', 1],
				['9999字9字9字', 1],
				['字+', 1],
				['A9', 1],
				['ああ', 1]
			])
		);
		expect(found[0]?.example).toBe('XYZ-999');
		expect(found.every(({ of }) => of === 9)).toBe(true);
	});

	test('the most frequent values of any type', async () => {
		const t = await table('numbers', 'SELECT unnest([3, 3, 1, NULL, 2, 2])::BIGINT AS x');
		const found = readTopValues(await run(db, topValuesQuery(t, columnOf(t, 'x'), 2)));
		expect(found).toEqual([
			{ value: '2', count: 2 },
			{ value: '3', count: 2 }
		]);
	});
});

describe('outliers', () => {
	test('Tukey: beyond 1.5 times the quartile distance', async () => {
		const t = await table('tukey', 'SELECT unnest([-40, 10, 11, 12, 13, 14, 15, 16, 40, 41, NULL])::BIGINT AS x');
		const found = await spread(t, 'x');
		const fences = fencesOf(found);
		if (!fences) throw new Error('there are quartiles');
		const outliers = readOutliers(fences, await run(db, outliersQuery(t, columnOf(t, 'x'), fences)));
		// quartiles 11.25 and 15.75, distance 4.5
		expect(outliers).toMatchObject({ low: 4.5, high: 22.5, below: 1, above: 2 });
		expect(outliers.lowest).toEqual([{ value: '-40', count: 1 }]);
		expect(outliers.highest.map(({ value }) => value)).toEqual(['41', '40']);
	});

	test('equal quartiles make no outliers', async () => {
		const t = await table('flat', 'SELECT unnest([0, 0, 0, 0, 5])::BIGINT AS x');
		expect(fencesOf(await spread(t, 'x'))).toBeNull();
	});
});

describe('relations', () => {
	test('Anscombe: four coefficients', async () => {
		const folder = sharedData('reference');
		if (!folder) return;
		const t = await table('anscombe', `FROM read_csv('${folder}/anscombe.csv')`);
		for (const [i, r] of [0.81642, 0.81624, 0.81629, 0.81652].entries()) {
			const found = await correlation(t, `x${i + 1}`, `y${i + 1}`);
			expect(found.pearson?.r).toBeCloseTo(r, 5);
			expect(found.slope).toBeCloseTo(0.5, 2);
			expect(found.intercept).toBeCloseTo(3, 1);
		}
		expect((await correlation(t, 'x1', 'y1')).pearson?.p).toBeCloseTo(0.00217, 5);
	});

	test('mtcars and iris: Pearson, Spearman with ties, η²', async () => {
		const folder = sharedData('reference');
		if (!folder) return;
		const cars = await table('mtcars', `FROM read_csv('${folder}/mtcars.csv')`);
		const found = await correlation(cars, 'mpg', 'wt');
		expect(found.n).toBe(32);
		expect(found.pearson?.r).toBeCloseTo(-0.8676594, 7);
		expect((found.pearson?.p ?? 0) / 1.294e-10).toBeCloseTo(1, 3);
		expect(found.spearman?.r).toBeCloseTo(-0.886422, 6);
		// R: cor.test(mpg, wt, method = "spearman", exact = FALSE): p-value = 1.488e-11
		expect((found.spearman?.p ?? 0) / 1.488e-11).toBeCloseTo(1, 3);
		// R: summary(aov(Sepal.Length ~ Species)): 63.21 between, 38.96 within
		const iris = await table('iris', `FROM read_csv('${folder}/iris.csv')`);
		const rows = await run(db, groupsQuery(iris, columnOf(iris, 'Species'), columnOf(iris, 'Sepal.Length'), 10));
		const groups = readGroups(rows);
		expect(groups).toMatchObject({ n: 150, count: 3 });
		expect(groups.groups.map(({ label, mean }) => [label, Number(mean.toFixed(3))])).toEqual([
			['setosa', 5.006],
			['versicolor', 5.936],
			['virginica', 6.588]
		]);
		expect(groups.explained).toBeCloseTo(63.21 / (63.21 + 38.96), 4);
	});

	test('Superstore: the published coefficients', async () => {
		const folder = sharedData('superstore_us');
		if (!folder) return;
		const t = await table('superstore', `FROM read_csv('${folder}/orders.csv')`);
		expect((await correlation(t, 'Sales', 'Profit')).pearson?.r).toBeCloseTo(0.4791, 4);
		expect((await correlation(t, 'Discount', 'Profit')).pearson?.r).toBeCloseTo(-0.2195, 4);
		const points = readScatter(await run(db, scatterQuery(t, columnOf(t, 'Sales'), columnOf(t, 'Profit'), 500)));
		const again = readScatter(await run(db, scatterQuery(t, columnOf(t, 'Sales'), columnOf(t, 'Profit'), 500)));
		expect(points).toHaveLength(500);
		expect(again).toEqual(points);
	});

	test('constant columns and too few pairs have no coefficient', async () => {
		const t = await table('flat', 'SELECT * FROM (VALUES (1, 2, NULL), (1, 3, 4), (1, 5, 5)) AS t(a, b, c)');
		expect(await correlation(t, 'a', 'b')).toMatchObject({ n: 3, pearson: null, spearman: null, slope: null });
		expect(await correlation(t, 'b', 'c')).toMatchObject({ n: 2, pearson: null });
	});

	test("Cramér's V: by hand", async () => {
		// 2 × 2: 30 10 / 10 50: χ² = 100·(30·50 − 10·10)² / (40·60·40·60) = 34.0278, V = .58333
		const t = await table(
			'cross',
			`SELECT x, y FROM (VALUES ('a', 'p', 30), ('a', 'q', 10), ('b', 'p', 10), ('b', 'q', 50)) AS t(x, y, n), range(n)`
		);
		const found = readCrossTable(await run(db, crossTableQuery(t, columnOf(t, 'x'), columnOf(t, 'y'), 8)));
		expect(found).toMatchObject({ n: 100, xCount: 2, yCount: 2, xs: ['b', 'a'], ys: ['q', 'p'] });
		expect(found.v).toBeCloseTo(0.583333, 6);
		expect(found.cells).toEqual([
			[50, 10],
			[10, 30]
		]);
	});
});
