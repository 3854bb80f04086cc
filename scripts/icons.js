import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './setup/process.js';

/**
 * The mark, a scope over rising bars, on a 64 × 64 field; written as SVG and, by distance to each shape, as PNG.
 * @typedef {{ color: string } & ({ kind: 'bar', x: number, y: number, width: number, height: number, radius: number }
 *   | { kind: 'ring', x: number, y: number, radius: number, stroke: number }
 *   | { kind: 'line', x1: number, y1: number, x2: number, y2: number, stroke: number })} Shape
 */
const field = '#0b6b70';
const ink = '#ffffff';

/** @type {readonly Shape[]} */
const mark = [
	{ kind: 'bar', x: 18.75, y: 29.5, width: 4.5, height: 7, radius: 1.2, color: ink },
	{ kind: 'bar', x: 25.75, y: 24.5, width: 4.5, height: 12, radius: 1.2, color: ink },
	{ kind: 'bar', x: 32.75, y: 19, width: 4.5, height: 17.5, radius: 1.2, color: '#ffc861' },
	{ kind: 'ring', x: 28, y: 28, radius: 18, stroke: 4.2, color: ink },
	{ kind: 'line', x1: 41.6, y1: 41.6, x2: 51.5, y2: 51.5, stroke: 6.4, color: ink }
];

const out = join(root, 'static/icons');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'icon.svg'), svg());
for (const size of [192, 512]) {
	writeFileSync(join(out, `icon-${size}.png`), png(size, { corner: 14, scale: 1 }));
	writeFileSync(join(out, `icon-maskable-${size}.png`), png(size, { corner: 0, scale: 0.82 }));
}
writeFileSync(join(out, 'apple-touch-icon.png'), png(180, { corner: 0, scale: 0.92 }));
console.log(`Icons written to ${out}`);

function svg() {
	const shapes = mark.map((shape) => {
		if (shape.kind === 'bar') {
			return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}" fill="${shape.color}"/>`;
		}
		if (shape.kind === 'ring') {
			return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="none" stroke="${shape.color}" stroke-width="${shape.stroke}"/>`;
		}
		return `<path d="M${shape.x1} ${shape.y1} ${shape.x2} ${shape.y2}" stroke="${shape.color}" stroke-width="${shape.stroke}" stroke-linecap="round"/>`;
	});
	const body = [`<rect width="64" height="64" rx="14" fill="${field}"/>`, ...shapes]
		.map((line) => `\t${line}\n`)
		.join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">\n${body}</svg>\n`;
}

/**
 * @param {number} size in pixels
 * @param {{ corner: number, scale: number }} look corner radius of the field on 64, size of the mark
 */
function png(size, look) {
	const rows = Buffer.alloc(size * (size * 4 + 1));
	for (let y = 0; y < size; y += 1) {
		for (let x = 0; x < size; x += 1) {
			const pixel = colorAt(((x + 0.5) * 64) / size, ((y + 0.5) * 64) / size, 64 / size, look);
			rows.set(pixel, y * (size * 4 + 1) + 1 + x * 4);
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** @param {number} x @param {number} y @param {number} pixel size of a pixel on 64 @param {{ corner: number, scale: number }} look */
function colorAt(x, y, pixel, look) {
	const alpha = coverage(roundedBox(x, y, 0, 0, 64, 64, look.corner), look.corner === 0 ? 1e-9 : pixel);
	const [mx, my] = [32 + (x - 32) / look.scale, 32 + (y - 32) / look.scale];
	const color = mark.reduce((below, shape) => {
		const share = coverage(distance(shape, mx, my), pixel / look.scale);
		return mix(below, rgb(shape.color), share);
	}, rgb(field));
	return [...color.map(Math.round), Math.round(alpha * 255)];
}

/** Distance to the edge of a shape, negative inside. @param {Shape} shape @param {number} x @param {number} y */
function distance(shape, x, y) {
	if (shape.kind === 'bar') return roundedBox(x, y, shape.x, shape.y, shape.width, shape.height, shape.radius);
	if (shape.kind === 'ring') return Math.abs(Math.hypot(x - shape.x, y - shape.y) - shape.radius) - shape.stroke / 2;
	const [dx, dy] = [shape.x2 - shape.x1, shape.y2 - shape.y1];
	const along = ((x - shape.x1) * dx + (y - shape.y1) * dy) / (dx * dx + dy * dy);
	const t = Math.min(1, Math.max(0, along));
	return Math.hypot(x - shape.x1 - t * dx, y - shape.y1 - t * dy) - shape.stroke / 2;
}

/** @param {number} x @param {number} y @param {number} left @param {number} top @param {number} width @param {number} height @param {number} radius */
function roundedBox(x, y, left, top, width, height, radius) {
	const dx = Math.abs(x - left - width / 2) - width / 2 + radius;
	const dy = Math.abs(y - top - height / 2) - height / 2 + radius;
	return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** Share of a pixel that lies inside. @param {number} away distance to the edge @param {number} pixel */
function coverage(away, pixel) {
	return Math.min(1, Math.max(0, 0.5 - away / pixel));
}

/** @param {number[]} below @param {number[]} above @param {number} share */
function mix(below, above, share) {
	return below.map((value, at) => value + ((above[at] ?? 0) - value) * share);
}

/** @param {string} hex */
function rgb(hex) {
	return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
