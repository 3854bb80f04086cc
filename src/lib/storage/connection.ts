import { openDB } from 'idb';
import type { IDBPTransaction, StoreNames } from 'idb';
import { AppError } from '$lib/core/errors';
import { isLostConnection, storeFailure } from './failure';
import { DATABASE, DATABASE_VERSION, upgradeDatabase } from './schema';
import type { Database, StoreSchema } from './schema';

type Name = StoreNames<StoreSchema>;
export type Write = IDBPTransaction<StoreSchema, Name[], 'readwrite'>;
export type Read = IDBPTransaction<StoreSchema, Name[], 'readonly'>;

/** Milliseconds to wait for an opening database: while an older tab blocks it, and at all. */
export interface Patience {
	readonly blocked: number;
	readonly silent: number;
}

const PATIENCE: Patience = { blocked: 1_500, silent: 10_000 };

/** The one connection of this tab: opened on first use, closed for an upgrade, reopened once when it was lost. */
export class Connection {
	#request: Promise<Database> | null = null;
	#blocked = false;
	/** The browser threw damaged data away while opening (Chrome says so; others do not). */
	#emptied = false;

	constructor(
		private readonly version = DATABASE_VERSION,
		private readonly patience = PATIENCE
	) {}

	get emptied(): boolean {
		return this.#emptied;
	}

	read<T>(stores: Name[], work: (transaction: Read) => Promise<T>): Promise<T> {
		return this.#run((db) => work(db.transaction(stores, 'readonly')));
	}

	/** All of `work` or nothing, on disk before it is acknowledged. */
	write<T>(stores: Name[], work: (transaction: Write) => Promise<T>): Promise<T> {
		return this.#run((db) => transact(db, stores, work));
	}

	close(): void {
		const request = this.#request;
		this.#request = null;
		// One that failed to open has nothing to close, and its caller was told.
		request?.then(
			(db) => db.close(),
			() => undefined
		);
	}

	async #run<T>(work: (db: Database) => Promise<T>): Promise<T> {
		try {
			return await work(await this.#database());
		} catch (error) {
			if (!isLostConnection(error)) throw storeFailure(error);
		}
		this.#request = null;
		try {
			return await work(await this.#database());
		} catch (error) {
			throw storeFailure(error);
		}
	}

	#database(): Promise<Database> {
		const request = (this.#request ??= this.#open());
		return new Promise((resolve, reject) => {
			const blocked = setTimeout(() => {
				if (this.#blocked) reject(new AppError('store-blocked', { reason: 'older-tab' }));
			}, this.patience.blocked);
			const silent = setTimeout(
				() => reject(new AppError(this.#blocked ? 'store-blocked' : 'store-failed', { reason: 'no-answer' })),
				this.patience.silent
			);
			const settle = () => [blocked, silent].forEach(clearTimeout);
			request.then(resolve, reject).finally(settle);
		});
	}

	#open(): Promise<Database> {
		this.#blocked = false;
		const request = openDB<StoreSchema>(DATABASE, this.version, {
			upgrade: (db, from, _to, _transaction, event) => {
				if ('dataLoss' in event && event.dataLoss === 'total') this.#emptied = true;
				upgradeDatabase(db, from);
			},
			blocked: () => {
				this.#blocked = true;
			},
			blocking: (_current, _wanted, event) => {
				(event.target as IDBDatabase).close();
				this.#forget(request);
			},
			terminated: () => this.#forget(request)
		});
		request.catch(() => this.#forget(request));
		return request;
	}

	#forget(request: Promise<Database>): void {
		if (this.#request === request) this.#request = null;
	}
}

async function transact<T>(db: Database, stores: Name[], work: (transaction: Write) => Promise<T>): Promise<T> {
	const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
	// The outcome is awaited below; a rejection that comes before that must not count as unhandled.
	transaction.done.catch(() => undefined);
	try {
		const value = await work(transaction);
		await transaction.done;
		return value;
	} catch (error) {
		const cause = transaction.error ?? error;
		abort(transaction);
		throw cause;
	}
}

/** Takes back what was written. A transaction that has ended by itself has nothing to take back. */
function abort(transaction: Write): void {
	try {
		transaction.abort();
	} catch (error) {
		if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
	}
}
