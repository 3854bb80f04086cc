import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forecastQuantiles, type PretrainedNetwork } from './forecast';
import { type NetworkCard, type NetworkManifest, readManifest } from './manifest';
import { readWeights } from './weights';
import { writeInputs, inputSize } from './window';

const FOLDER = 'static/networks';
const bytesOf = (name: string) => new Uint8Array(readFileSync(`${FOLDER}/${name}`));
const manifest = readManifest(JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')));
const networks = manifest.networks.map((card): PretrainedNetwork => {
	const members = readWeights(card, manifest.quantiles.length, bytesOf(card.file));
	return { card, quantiles: manifest.quantiles, members };
});
const networkFor = (grain: NetworkCard['grain']) => networks.find(({ card }) => card.grain === grain)!;

interface Example {
	readonly grain: NetworkCard['grain'];
	readonly history: readonly number[];
	readonly quantiles: readonly (readonly number[])[];
}
const examples = JSON.parse(readFileSync('tests/fixtures/pretrained-quantiles.json', 'utf8')) as readonly Example[];

describe('the shipped networks', () => {
	it('there is one for every grain, each file as its card says, all together at most 4 MB', () => {
		expect(new Set(manifest.networks.map(({ grain }) => grain))).toEqual(
			new Set(['day', 'week', 'month', 'quarter', 'year'])
		);
		for (const { file, bytes, sha256 } of manifest.networks) {
			expect(bytesOf(file)).toHaveLength(bytes);
			expect(createHash('sha256').update(bytesOf(file)).digest('hex')).toBe(sha256);
		}
		expect(manifest.networks.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(4_000_000);
	});

	it.each(examples.map((one, i) => [`${one.grain} ${i}`, one] as const))(
		'answer what PyTorch computed with the same weights: %s',
		(_, { grain, history, quantiles }) => {
			const found = forecastQuantiles(networkFor(grain), Float64Array.from(history), quantiles[0]!.length);
			const size = history.reduce((sum, y) => sum + Math.abs(y), 0) / history.length;
			quantiles.forEach((row, q) =>
				row.forEach((value, k) => expect(Math.abs(found[q]![k]! - value) / size).toBeLessThan(1e-3))
			);
		}
	);

	it('forecast 1,000 monthly series in about a second', () => {
		const history = Float64Array.from(
			{ length: 72 },
			(_, t) => 100 + 10 * Math.sin((Math.PI * t) / 6) + ((t * 37) % 11)
		);
		const time = performance.now();
		for (let i = 0; i < 1_000; i++) forecastQuantiles(networkFor('month'), history, 18);
		// Ten times what a free core takes, since the machine may be busy.
		expect(performance.now() - time).toBeLessThan(10_000);
	});
});

describe('a forecast by a network', () => {
	const monthly = networkFor('month');
	const wave = Float64Array.from({ length: 60 }, (_, t) => 100 + t + 20 * Math.sin((Math.PI * t) / 6));

	it('is the same every time, rises with the quantile and does not depend on how far one asks', () => {
		const far = forecastQuantiles(monthly, wave, 40);
		expect(forecastQuantiles(monthly, wave, 40)).toEqual(far);
		const near = forecastQuantiles(monthly, wave, 7);
		near.forEach((one, q) => expect(one).toEqual(far[q]!.slice(0, 7)));
		for (let q = 1; q < far.length; q++) far[q]!.forEach((y, k) => expect(y).toBeGreaterThanOrEqual(far[q - 1]![k]!));
	});

	it('changes with the unit as the history does', () => {
		const thousand = forecastQuantiles(
			monthly,
			wave.map((y) => 1000 * y),
			12
		);
		forecastQuantiles(monthly, wave, 12).forEach((one, q) =>
			one.forEach((y, k) => expect(thousand[q]![k]! / 1000).toBeCloseTo(y, 3))
		);
	});

	it('keeps a constant, does not go below nothing, takes one value', () => {
		for (const row of forecastQuantiles(monthly, new Float64Array(30).fill(7), 12)) {
			for (const y of row) expect(y).toBe(7);
		}
		const dying = Float64Array.from({ length: 48 }, (_, t) => Math.max(0, 40 - t));
		for (const row of forecastQuantiles(monthly, dying, 24)) for (const y of row) expect(y).toBeGreaterThanOrEqual(0);
		expect(forecastQuantiles(monthly, Float64Array.of(3), 2)[2]).toEqual(Float64Array.of(3, 3));
	});

	it('sees only as much past as its window holds', () => {
		const { window } = monthly.card;
		const long = Float64Array.from({ length: 200 }, (_, t) => 50 + (t % 12) + t / 10);
		const changed = long.slice();
		changed.fill(1e6, 0, 200 - window);
		const inputs = [long, changed].map((history) => {
			const into = new Float32Array(inputSize(monthly.card));
			writeInputs(history, monthly.card, into, 0);
			return into;
		});
		expect(inputs[1]).toEqual(inputs[0]);
	});
});

describe('files that are not sound are refused', () => {
	const card = manifest.networks[0]!;
	const bytes = bytesOf(card.file);
	const read = (one: NetworkCard, data: Uint8Array) => () => readWeights(one, manifest.quantiles.length, data);

	it('too short, too long, of another size, with a scale that is no number', () => {
		expect(read(card, bytes.subarray(0, bytes.length - 4))).toThrow(RangeError);
		expect(read({ ...card, bytes: bytes.length - 4 }, bytes.subarray(0, bytes.length - 4))).toThrow(/cut short/);
		const longer = new Uint8Array(bytes.length + 4);
		longer.set(bytes);
		expect(read({ ...card, bytes: longer.length }, longer)).toThrow(/longer/);
		expect(read({ ...card, width: card.width + 1 }, bytes)).toThrow(RangeError);
		const spoilt = bytes.slice();
		new DataView(spoilt.buffer).setFloat32(0, NaN, true);
		expect(read(card, spoilt)).toThrow(/not finite/);
	});

	it.each([
		['no object', null],
		['another format', { ...manifest, format: 2 }],
		['a file elsewhere', withCard({ file: '../../secret.bin' })],
		['a huge size', withCard({ width: 1e9 })],
		['falling quantiles', { ...manifest, quantiles: [0.9, 0.5, 0.1] }],
		['no median', { ...manifest, quantiles: [0.1, 0.9] }]
	])('a manifest with %s', (_, json) => {
		expect(() => readManifest(json)).toThrow(RangeError);
	});

	function withCard(change: Partial<Record<keyof NetworkCard, unknown>>): unknown {
		return { ...manifest, networks: [{ ...card, ...change }] } satisfies Record<keyof NetworkManifest, unknown>;
	}
});
