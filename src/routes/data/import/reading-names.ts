import type { ColumnType } from '$lib/core/table';
import { m } from '$lib/paraglide/messages';
import type { Reading, ReadingKind } from './column-readings';

const TYPES: Record<ColumnType, () => string> = {
	text: m.data_type_text,
	integer: m.data_type_integer,
	decimal: m.data_type_decimal,
	float: m.data_type_float,
	boolean: m.data_type_boolean,
	date: m.data_type_date,
	timestamp: m.data_type_timestamp
};

const READINGS: Record<Exclude<ReadingKind, 'detected'>, () => string> = {
	text: m.import_reading_text,
	'number-point': m.import_reading_number_point,
	'number-comma': m.import_reading_number_comma,
	'number-space': m.import_reading_number_space,
	'number-apostrophe': m.import_reading_number_apostrophe,
	percent: m.import_reading_percent,
	'yes-no': m.import_reading_yes_no,
	'date-dmy': m.import_reading_date_dmy,
	'date-mdy': m.import_reading_date_mdy,
	'date-ymd': m.import_reading_date_ymd
};

/** A column type in words. */
export function typeName(type: ColumnType): string {
	return TYPES[type]();
}

/** A way to read a column in words. */
export function readingName({ kind, taken }: Reading): string {
	return kind === 'detected' ? m.import_reading_detected({ type: typeName(taken.type) }) : READINGS[kind]();
}
