import {
	CompressionType,
	compressionRegistry,
	RecordBatchReader,
	Table,
	tableToIPC,
	type RecordBatch
} from 'apache-arrow';
import { AppError, inputRejected } from '$lib/core/errors';
import { headerNames, type RenamedHeader } from '$lib/core/intake/header-names';
import { checkedBatch } from './arrow-batch';
import { checkMessages } from './arrow-messages';
import { decodeLz4 } from './lz4-frame';

/** Most bytes all buffers of a file may give when unpacked. */
const MOST_UNPACKED = 1 << 30;

/** What an Arrow file says about itself. */
export interface ArrowShape {
	readonly rows: number;
	/** Names that could not be kept, because others differ from them only in case, or because they are empty. */
	readonly renamed: readonly RenamedHeader[];
}

/** The batches of an Arrow file (file or stream format), checked one by one. Runs in any worker and in Node. */
export class ArrowFile {
	readonly shape: ArrowShape;
	readonly #batches: readonly RecordBatch[];
	readonly #names: readonly string[];
	#next = 0;
	#unpackedBytes = 0;

	/** `alive` is called after each step of the work. @throws AppError 'input-rejected' with 'file-arrow-compressed' or 'file-arrow-broken' */
	constructor(
		private readonly fileName: string,
		bytes: Uint8Array,
		limit: number | null = null,
		private readonly alive: () => void = () => undefined
	) {
		compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (frame) => this.#unpacked(frame) });
		const { batches, names } = this.#checked(() => batchesOf(bytes, alive));
		const { names: unique, renamed } = headerNames(names, names.length);
		this.#names = unique;
		this.#batches = limit === null ? batches : batches.slice(0, 1).map((batch) => batch.slice(0, limit));
		this.shape = { rows: batches.reduce((sum, batch) => sum + batch.numRows, 0), renamed };
	}

	/** The next batch as an Arrow IPC stream; null after the last. */
	next(): Uint8Array | null {
		const batch = this.#batches[this.#next++];
		if (!batch) return null;
		return this.#checked(() => {
			const checked = checkedBatch(batch, this.#names, this.alive);
			return tableToIPC(new Table([checked]), 'stream');
		});
	}

	#unpacked(frame: Uint8Array): Uint8Array {
		const bytes = decodeLz4(frame);
		this.#unpackedBytes += bytes.length;
		if (this.#unpackedBytes > MOST_UNPACKED) throw new Error('the file gives too much when unpacked');
		this.alive();
		return bytes;
	}

	#checked<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			if (error instanceof AppError) throw error;
			const message = error instanceof Error ? error.message : String(error);
			const code = message.includes('codec not found') ? 'file-arrow-compressed' : 'file-arrow-broken';
			throw inputRejected([{ code, at: this.fileName, details: { message } }]);
		}
	}
}

function batchesOf(bytes: Uint8Array, alive: () => void): { batches: RecordBatch[]; names: string[] } {
	checkMessages(bytes);
	const reader = RecordBatchReader.from(bytes).open();
	const { schema } = reader;
	const batches: RecordBatch[] = [];
	for (const batch of reader) {
		batches.push(batch);
		alive();
	}
	const names = schema.fields.map(({ name }) => name);
	if (names.length === 0) throw new Error('the file has no columns');
	return { batches: batches.length > 0 ? batches : new Table(schema).batches, names };
}
