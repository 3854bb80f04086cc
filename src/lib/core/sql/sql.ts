declare const brand: unique symbol;

/** SQL text made by this folder and nowhere else. Plain strings are refused by type. */
export interface Sql {
	readonly text: string;
	readonly [brand]: 'sql';
}

/** One statement, ready to run. `text` is what runs and what "Show SQL" shows: values are quoted literals. */
export interface Query {
	readonly text: string;
	readonly [brand]: 'sql';
}
