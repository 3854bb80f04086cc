import { dropTable } from '$lib/core/sql/load';
import type { LoadFile } from '$lib/core/ports';
import type { Cell } from '$lib/core/table';
import { openFile } from '../open-file';
import { READERS } from '../readers/registry';
import type { PreparedFile } from '../readers/reader';
import { TableLoad, type StagedTable } from '../table-load';
import type { NodeSession } from './node-session';

/** A table as it was loaded in this process, with its cells. */
export interface NodeLoaded extends StagedTable {
	/** The table, column-major. */
	readonly cells: readonly (readonly Cell[])[];
}

let tables = 0;

/** For tests: the product's own load of text files, without workers. The table is dropped again. */
export async function nodeLoad(
	session: NodeSession,
	files: readonly LoadFile[],
	fileColumn: string | null = null
): Promise<NodeLoaded> {
	const parts = [];
	for (const file of files) parts.push({ prepared: await prepared(file), label: file.fileName });
	const load = new TableLoad(session, 'memory', () => `node ${++tables}`, undefined);
	const staged = await load.run(parts, fileColumn);
	const { values } = session.text(`SELECT * FROM memory.main."${staged.place.name}"`);
	for (const statement of dropTable(staged.place.name)) await session.run(statement);
	return { ...staged, cells: values };
}

async function prepared(file: LoadFile): Promise<PreparedFile> {
	const opened = await openFile(file, { signal: null });
	const reader = READERS[opened.format];
	if (!reader) throw new Error(`no reader for ${opened.format}`);
	return (await reader()).prepare({ ...opened, progress: () => undefined, signal: null });
}
