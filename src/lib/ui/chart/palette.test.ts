import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORICAL, CHART_INK, SEQUENTIAL, translucent } from './palette';

type Rgb = readonly [number, number, number];
const THEMES = ['light', 'dark'] as const;

/** Linear-light sRGB of "#rrggbb". */
function linear(hex: string): Rgb {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const c = parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return [r ?? NaN, g ?? NaN, b ?? NaN];
}

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
	const [x, y] = [a, b].map((hex) => {
		const [r, g, blue] = linear(hex);
		return 0.2126 * r + 0.7152 * g + 0.0722 * blue + 0.05;
	}) as [number, number];
	return Math.max(x, y) / Math.min(x, y);
}

// Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
const VISION: Record<string, readonly number[]> = {
	normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
	protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
	deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
	tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]
};

function seen([r, g, b]: Rgb, matrix: readonly number[]): Rgb {
	const row = (i: number) =>
		Math.min(1, Math.max(0, (matrix[i] ?? 0) * r + (matrix[i + 1] ?? 0) * g + (matrix[i + 2] ?? 0) * b));
	return [row(0), row(3), row(6)];
}

/** OKLab (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
}

const distance = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** `--name: light-dark(#…, #…)` of app.css. */
function tokens(): Map<string, Record<(typeof THEMES)[number], string>> {
	const css = readFileSync('src/app.css', 'utf8');
	const found = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)];
	return new Map(found.map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

describe.each(THEMES)('%s', (theme) => {
	const ink = CHART_INK[theme];
	const token = (name: string) => tokens().get(name)?.[theme] ?? expect.unreachable(`no token ${name}`);

	it('keeps marks at 3:1 or more on the surface', () => {
		expect(CATEGORICAL[theme]).toHaveLength(8);
		for (const colour of CATEGORICAL[theme]) expect(contrast(colour, ink.surface), colour).toBeGreaterThanOrEqual(3);
	});

	it.each(Object.entries(VISION))('tells all categories apart with %s vision', (_, matrix) => {
		const labs = CATEGORICAL[theme].map((hex) => oklab(seen(linear(hex), matrix)));
		for (const [i, a] of labs.entries())
			for (const b of labs.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(0.055);
	});

	it('orders the ramp by lightness', () => {
		const away = SEQUENTIAL[theme].map((colour) => contrast(colour, ink.surface));
		expect(away).toEqual([...away].sort((a, b) => a - b));
	});

	it('draws with the colours of app.css', () => {
		expect([ink.surface, ink.raised, ink.text, ink.soft, ink.line, ink.edge]).toEqual(
			['paper', 'raised', 'ink', 'ink-soft', 'line', 'edge'].map(token)
		);
	});

	it.each(['canvas', 'paper', 'raised', 'sunken', 'hover'])('keeps text at 4.5:1 or more on %s', (surface) => {
		for (const text of ['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'warn', 'danger'])
			expect(contrast(token(text), token(surface)), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
	});

	it('keeps text at 4.5:1 or more on tinted surfaces', () => {
		for (const tone of ['accent', 'good', 'warn', 'danger'])
			for (const text of ['ink', 'ink-soft', tone])
				expect(contrast(token(text), token(`${tone}-soft`)), `${text} on ${tone}-soft`).toBeGreaterThanOrEqual(4.5);
		expect(contrast(token('accent-ink'), token('accent'))).toBeGreaterThanOrEqual(4.5);
		expect(contrast(token('accent-ink'), token('accent-strong'))).toBeGreaterThanOrEqual(4.5);
	});

	it.each(['paper', 'canvas', 'raised'])('keeps edges of controls at 3:1 or more on %s', (surface) => {
		expect(contrast(token('edge'), token(surface))).toBeGreaterThanOrEqual(3);
	});
});

it('makes colours translucent', () => {
	expect(translucent('#0b7278', 0.2)).toBe('rgba(11, 114, 120, 0.2)');
});
