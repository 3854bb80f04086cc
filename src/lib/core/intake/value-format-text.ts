/** Everything JavaScript's trim removes, for the SQL twin of a reading. */
export const BLANKS =
	' \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** {@link BLANKS} as the inside of a character class, the same in JavaScript and RE2. */
export const BLANK_CLASS = ` \\t\\r\\n\\v\\f${BLANKS.slice(6)}`;

/** Full-width forms and typographic minus signs, character by character above what they become in {@link ASCII_FORMS}. */
export const WIDE_FORMS = '０１２３４５６７８９．，－＋（）％￥＄：／−–﹣’';
export const ASCII_FORMS = "0123456789.,-+()%¥$:/---'";

const narrow = new Map([...WIDE_FORMS].map((wide, at) => [wide, ASCII_FORMS.charAt(at)]));
const WIDE = new RegExp(`[${WIDE_FORMS}]`, 'g');
const ANY_WIDE = new RegExp(`[${WIDE_FORMS}]`);

/** Full-width digits and signs, and the minus signs of typesetting, as ASCII (￥ becomes ¥); other characters stay. */
export function asciiWidth(text: string): string {
	return hasWide(text) ? text.replace(WIDE, (character) => narrow.get(character) ?? character) : text;
}

/** Whether {@link asciiWidth} would change the text. */
export function hasWide(text: string): boolean {
	return ANY_WIDE.test(text);
}

/** A text as the source of a regular expression that matches just it, the same in JavaScript and RE2. */
export function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
