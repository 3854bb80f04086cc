import type { ItemRows } from './item-rows';
import { joined } from './outline';
import { Target } from './target';
import type { JsonHandler } from './scan';

/** Name of the column of what `index` holds. */
const INDEX = 'index';

/** Passes on the rows in `data` of an object that also holds the names of the `columns`, and perhaps an `index` of the rows. */
export class SplitRows implements JsonHandler {
	/** The names of the columns, once they were read. */
	readonly header: string[] = [];
	readonly #index: { readonly text: string | null; readonly number: string | null }[] = [];
	readonly #columns: Target;
	readonly #labels: Target;
	readonly #rows: Target;
	#row = 0;
	#depth = 0;

	constructor(path: string, named: boolean, items: ItemRows) {
		const name = (value: string): void => void this.header.push(value);
		if (named) this.header.push(INDEX);
		this.#columns = new Target(joined(path, 'columns'), single(name, name));
		const text = (value: string): void => void this.#index.push({ text: value, number: null });
		const number = (value: string): void => void this.#index.push({ text: null, number: value });
		this.#labels = new Target(joined(path, INDEX), single(text, number));
		this.#rows = new Target(joined(path, 'data'), named ? this.#labelled(items) : items);
	}

	/** The same items, each with its label before its values. */
	#labelled(items: ItemRows): JsonHandler {
		return {
			open: (kind) => {
				items.open(kind);
				if (this.#depth++ > 0) return;
				const label = this.#index[this.#row++];
				if (label?.number) items.number(label.number);
				else if (label && label.text !== null) items.text(label.text);
				else items.literal('null');
			},
			close: (kind) => {
				this.#depth--;
				items.close(kind);
			},
			name: (value) => items.name(value),
			text: (value) => items.text(value),
			number: (value) => items.number(value),
			literal: (value) => items.literal(value)
		};
	}

	open(kind: 'object' | 'list'): void {
		for (const target of this.#targets) target.open(kind);
	}

	close(kind: 'object' | 'list'): void {
		for (const target of this.#targets) target.close(kind);
	}

	name(name: string): void {
		for (const target of this.#targets) target.name(name);
	}

	text(value: string): void {
		for (const target of this.#targets) target.text(value);
	}

	number(value: string): void {
		for (const target of this.#targets) target.number(value);
	}

	literal(value: 'true' | 'false' | 'null'): void {
		for (const target of this.#targets) target.literal(value);
	}

	get #targets(): readonly Target[] {
		return [this.#columns, this.#labels, this.#rows];
	}
}

/** Hears of the single values of a list. */
function single(text: (value: string) => void, number: (value: string) => void): JsonHandler {
	const nothing = (): void => undefined;
	return {
		open: nothing,
		close: nothing,
		name: nothing,
		text,
		number,
		literal: (value) => text(value === 'null' ? '' : value)
	};
}
