// Writes the built-in sample to static/sample. The same seed gives the same bytes; docs/sample.md says what is in it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateSample } from './sample/generate.js';

const folder = fileURLToPath(new URL('../static/sample/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of generateSample()) {
	writeFileSync(folder + name, text);
	console.log(`${name}  ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
