import { KEY } from './column-lists';
import type { ItemRows } from './item-rows';
import { joined } from './outline';
import type { JsonHandler } from './scan';

/** Passes on the members of one object as items; where they have names of their own, with the name as a column before the others. */
export class KeyedRows implements JsonHandler {
	readonly #stack: (string | null)[] = [];
	#name = '';
	/** Depth of the stack inside the object; -1 before it, Infinity behind it. */
	#inside = -1;

	constructor(
		private readonly path: string,
		private readonly named: boolean,
		private readonly items: ItemRows
	) {}

	open(kind: 'object' | 'list'): void {
		const parent = this.#stack.at(-1);
		const path = parent === undefined ? '' : parent === null ? null : joined(parent, this.#name);
		const depth = this.#stack.push(kind === 'object' && this.#inside < 0 ? path : null);
		if (this.#inside < 0) {
			if (kind === 'object' && path === this.path) this.#inside = depth;
			return;
		}
		if (depth <= this.#inside) return;
		this.items.open(kind);
		if (depth > this.#inside + 1 || !this.named) return;
		this.items.name(KEY);
		this.items.text(this.#name);
	}

	close(kind: 'object' | 'list'): void {
		const depth = this.#stack.length;
		this.#stack.pop();
		if (depth === this.#inside) this.#inside = Infinity;
		else if (depth > this.#inside && this.#inside > 0) this.items.close(kind);
	}

	name(name: string): void {
		if (this.#passes) this.items.name(name);
		else this.#name = name;
	}

	text(value: string): void {
		if (this.#passes) this.items.text(value);
	}

	number(value: string): void {
		if (this.#passes) this.items.number(value);
	}

	literal(value: 'true' | 'false' | 'null'): void {
		if (this.#passes) this.items.literal(value);
	}

	/** Inside a member, not only inside the object. */
	get #passes(): boolean {
		return this.#inside > 0 && this.#stack.length > this.#inside;
	}
}
