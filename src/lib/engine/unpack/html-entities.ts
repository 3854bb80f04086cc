/** Names of the characters U+00A0 to U+00FF in HTML, in order. */
const LATIN =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
		' '
	);

const NAMED = new Map<string, string>([
	...LATIN.map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
	...Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", euro: '€', ndash: '–', mdash: '—' }),
	...Object.entries({ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', hellip: '…', trade: '™' }),
	...Object.entries({ ensp: ' ', emsp: ' ', thinsp: ' ', zwnj: '', zwj: '', minus: '−', permil: '‰' })
]);

/** HTML text with its entities replaced; unknown ones stay as they are written. */
export function entityText(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,30}));?/gi, (whole, decimal, hex, name) => {
		if (typeof name === 'string') return NAMED.get(name) ?? whole;
		const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}
