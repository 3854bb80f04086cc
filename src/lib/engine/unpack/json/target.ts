import { joined } from './outline';
import type { JsonHandler } from './scan';

/** Passes on what stands inside one list of a document, or, without a path, the whole document as one item. */
export class Target implements JsonHandler {
	readonly #stack: { readonly kind: 'object' | 'list'; readonly path: string | null }[] = [];
	#name = '';
	/** Depth of the stack inside the list; -1 before it, Infinity behind it. */
	#inside: number;

	/** @param path of the list; null: the document */
	constructor(
		private readonly path: string | null,
		private readonly items: JsonHandler
	) {
		this.#inside = path === null ? 0 : -1;
	}

	open(kind: 'object' | 'list'): void {
		const parent = this.#stack.at(-1);
		const path = !parent
			? ''
			: parent.kind === 'object' && parent.path !== null
				? joined(parent.path, this.#name)
				: null;
		if (this.#passes) this.items.open(kind);
		this.#stack.push({ kind, path });
		if (this.#inside === -1 && kind === 'list' && path === this.path) this.#inside = this.#stack.length;
	}

	close(kind: 'object' | 'list'): void {
		this.#stack.pop();
		if (this.#inside > this.#stack.length) this.#inside = this.path === null ? 0 : Infinity;
		if (this.#passes) this.items.close(kind);
	}

	name(name: string): void {
		this.#name = name;
		if (this.#passes) this.items.name(name);
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

	get #passes(): boolean {
		return this.#inside >= 0 && this.#stack.length >= this.#inside;
	}
}
