import { m } from '$lib/paraglide/messages';

/** What the user chooses while an import waits for an answer. Read when the tables are loaded. */
export class ArrivalChoices {
	/** Name of the column that says which file a row came from, where several files make one table. */
	fileColumn = $state(m.import_file_column());
}
