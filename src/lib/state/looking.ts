import { AppError, inputRejected } from '$lib/core/errors';
import type { Engine, Memories } from '$lib/core/ports';
import type { FilePart, PartPath, Preview, ReadOverrides } from '$lib/core/table';
import type { Arrival } from '$lib/core/workspace/arrivals';
import { fittingOverrides, overridesToTry } from '$lib/core/workspace/memory';
import { signature } from '$lib/core/workspace/signature';
import type { ImportMemory } from '$lib/core/workspace/workspace';
import { contentHash } from './content-hash';

/** Remembered ways of reading that are tried on a file whose header, as detected, nobody knows. */
const MOST_TRIED = 6;

/** A table in a file that has arrived, with what it takes to read it. */
export interface Looked {
	readonly file: File;
	readonly arrival: Arrival;
	readonly overrides: ReadOverrides;
	/** What was decided about files with this header before. */
	readonly memory: ImportMemory | null;
}

/** A part that cannot be read, with why. */
export interface Unreadable {
	readonly file: File;
	readonly part: PartPath;
	readonly error: AppError;
}

interface Ports {
	readonly engine: Engine;
	readonly store: { readonly memories: Memories };
}

/** Looks into one file: its parts, their headers, and what is remembered of files like them. `firstId` numbers the arrivals. */
export async function lookInto(
	ports: Ports,
	file: File,
	firstId: number,
	signal: AbortSignal
): Promise<{ looked: Looked[]; unreadable: Unreadable[] }> {
	const parts = await ports.engine.parts(file.name, file, signal);
	const hash = await contentHash(file);
	signal.throwIfAborted();
	const looked: Looked[] = [];
	const unreadable: Unreadable[] = [];
	const allMinor = parts.every((part) => part.minor);
	for (const [index, part] of parts.entries()) {
		const base = { id: firstId + index, fileName: file.name, part: part.path, size: file.size, hash };
		try {
			const seen = part.minor && !allMinor ? null : await lookAt(ports, file, part.path, signal);
			looked.push({
				file,
				arrival: { ...base, minor: part.minor, modified: modifiedAt(file), ...shape(part, seen) },
				overrides: seen?.overrides ?? {},
				memory: seen?.memory ?? null
			});
		} catch (error) {
			if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
			unreadable.push({ file, part: part.path, error });
		}
	}
	if (parts.length === 0) throw inputRejected([{ code: 'file-empty', at: file.name }]);
	return { looked, unreadable };
}

/** Last change of a file as an ISO instant; null when the browser does not say. */
export function modifiedAt(file: File): string | null {
	return file.lastModified > 0 ? new Date(file.lastModified).toISOString() : null;
}

interface Seen {
	readonly preview: Preview;
	readonly overrides: ReadOverrides;
	readonly memory: ImportMemory | null;
}

async function lookAt({ engine, store }: Ports, file: File, part: PartPath, signal: AbortSignal): Promise<Seen> {
	const asked = { fileName: file.name, file, part };
	const detected = await engine.preview(asked, signal);
	const memory = await store.memories.get(headerOf(detected));
	if (!memory) return unknownHeader({ engine, store }, asked, detected, signal);
	const tried = overridesToTry(memory, detected);
	if (Object.keys(tried).length === 0) return { preview: detected, overrides: {}, memory };
	const under = await attempt(engine, { ...asked, overrides: tried }, signal);
	if (!under) return { preview: detected, overrides: {}, memory };
	const overrides = fittingOverrides(tried, detected, under);
	return { preview: Object.keys(overrides).length > 0 ? under : detected, overrides, memory };
}

/** Nobody knows the header as detected: perhaps it is one that a user had to point out before. */
async function unknownHeader(
	{ engine, store }: Ports,
	asked: { fileName: string; file: File; part: PartPath },
	detected: Preview,
	signal: AbortSignal
): Promise<Seen> {
	const taught = (await store.memories.list()).filter(({ overrides }) => pointsOut(overrides)).slice(0, MOST_TRIED);
	for (const memory of taught) {
		const { encoding, delimiter, quote, escape, headerLine, headerRows } = memory.overrides;
		const said = { encoding, delimiter, quote, escape, headerLine, headerRows };
		const overrides = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
		const under = await attempt(engine, { ...asked, overrides }, signal);
		if (under && headerOf(under) === memory.signature) return { preview: under, overrides, memory };
	}
	return { preview: detected, overrides: {}, memory: null };
}

/** Overrides without which the header could not be found. */
function pointsOut({ encoding, delimiter, quote, headerLine, headerRows }: ReadOverrides): boolean {
	return [encoding, delimiter, quote, headerLine, headerRows].some((value) => value !== undefined);
}

/** A preview under overrides; null when the file cannot be read so. */
async function attempt(
	engine: Engine,
	asked: Parameters<Engine['preview']>[0],
	signal: AbortSignal
): Promise<Preview | null> {
	try {
		return await engine.preview(asked, signal);
	} catch (error) {
		if (error instanceof AppError && error.code !== 'cancelled') return null;
		throw error;
	}
}

function headerOf({ plan }: Preview): string {
	return signature(plan.columns.map(({ name }) => name));
}

function shape(part: FilePart, seen: Seen | null): Pick<Arrival, 'columns' | 'rows' | 'learntFrom'> {
	return {
		columns: seen?.preview.plan.columns.map(({ name }) => name) ?? [],
		rows: part.rows ?? seen?.preview.total.rows ?? null,
		learntFrom: seen?.memory?.fileName ?? null
	};
}
