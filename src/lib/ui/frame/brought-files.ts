/** Handles of files the browser gave one for: they can be read again after the file has changed. */
export type FileHandles = ReadonlyMap<File, FileSystemFileHandle>;

/** Files brought by one drop or one choice. */
export interface BroughtFiles {
	readonly files: File[];
	readonly handles: FileHandles;
}

/** What some browsers have beyond the standard library's types. */
interface HandleItem extends DataTransferItem {
	getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}
interface Pickers {
	showOpenFilePicker?: (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
	showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle>;
}
type OpenDirectory = FileSystemDirectoryHandle & { values(): AsyncIterable<OpenEntry> };
type OpenEntry = (FileSystemFileHandle & { readonly kind: 'file' }) | (OpenDirectory & { readonly kind: 'directory' });

/** A folder with more files than this was not meant to be imported. */
const MOST_FILES = 2_000;

/** Whether the browser has pickers that give handles. */
export function hasPickers(): boolean {
	return 'showOpenFilePicker' in window && 'showDirectoryPicker' in window;
}

/** Files chosen in the browser's own picker; none when the choice is called off. */
export function pickFiles(): Promise<BroughtFiles> {
	return picked(async () => (await (window as Pickers).showOpenFilePicker?.({ multiple: true })) ?? []);
}

/** The files of a folder chosen in the browser's own picker, folders below it included. */
export function pickFolder(): Promise<BroughtFiles> {
	return picked(async () => {
		const folder = await (window as Pickers).showDirectoryPicker?.();
		return folder ? handlesIn(folder) : [];
	});
}

async function picked(choose: () => Promise<FileSystemFileHandle[]>): Promise<BroughtFiles> {
	try {
		return await opened(await choose());
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return { files: [], handles: new Map() };
		throw error;
	}
}

async function handlesIn(folder: OpenDirectory): Promise<FileSystemFileHandle[]> {
	const entries: OpenEntry[] = [];
	for await (const handle of folder.values()) entries.push(handle);
	const found: FileSystemFileHandle[] = [];
	for (const handle of entries.sort(byName)) {
		if (found.length >= MOST_FILES) break;
		if (isHidden(handle.name)) continue;
		if (handle.kind === 'file') found.push(handle);
		else found.push(...(await handlesIn(handle)));
	}
	return found;
}

async function opened(handles: readonly FileSystemFileHandle[]): Promise<BroughtFiles> {
	const pairs: [File, FileSystemFileHandle][] = [];
	for (const handle of handles) pairs.push([await handle.getFile(), handle]);
	return inOrder(
		pairs.map(([file]) => file),
		new Map(pairs)
	);
}

/** Everything a drop carries: files, and the files of folders. Asks for all of it at once, as the drop is over after the event. */
export async function droppedFiles(transfer: DataTransfer): Promise<BroughtFiles> {
	const items = [...transfer.items].filter((item) => item.kind === 'file');
	const asked = items.map((item) => ({
		file: item.getAsFile(),
		entry: item.webkitGetAsEntry(),
		handle: handleOf(item)
	}));
	const files: File[] = [];
	const handles = new Map<File, FileSystemFileHandle>();
	for (const { file, entry, handle } of asked) {
		if (entry?.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
		else if (file) {
			files.push(file);
			const held = await handle;
			if (held) handles.set(file, held);
		}
	}
	return inOrder(files, handles);
}

/** null where the browser has none to give, e.g. for a file that a page made. */
function handleOf(item: HandleItem): Promise<FileSystemFileHandle | null> {
	if (!item.getAsFileSystemHandle) return Promise.resolve(null);
	return item.getAsFileSystemHandle().then(
		(handle) => (handle?.kind === 'file' ? (handle as FileSystemFileHandle) : null),
		() => null
	);
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
	const reader = folder.createReader();
	const files: File[] = [];
	for (;;) {
		const entries = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
		if (entries.length === 0 || files.length >= MOST_FILES) return files;
		for (const entry of entries.sort(byName)) {
			if (isHidden(entry.name)) continue;
			if (entry.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
			else files.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
		}
	}
}

/** Files of a list that a form control or the clipboard holds. */
export function listedFiles(list: Iterable<File>): BroughtFiles {
	return inOrder(
		[...list].filter((file) => !isHidden(file.name)),
		new Map()
	);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
	return new Intl.Collator(undefined, { numeric: true }).compare(a.name, b.name);
}

function isHidden(name: string): boolean {
	return name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini' || name === '__MACOSX';
}

/** Files of a folder by path as people count, `2` before `10`; others as they were given. */
function inOrder(files: File[], handles: FileHandles): BroughtFiles {
	const path = (file: File): { name: string } => ({ name: file.webkitRelativePath });
	const ordered = files.slice(0, MOST_FILES).sort((a, b) => byName(path(a), path(b)));
	return { files: ordered, handles };
}
