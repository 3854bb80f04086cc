import { simplified, withoutAccents } from './simplified';

/** A header reduced to what it says. */
export interface HeaderKey {
	/** Lower-case words without blanks: equal keys mean the same header. */
	readonly key: string;
	readonly words: readonly string[];
	/** The words of each side of a slash or "and", where the header names two things: "Notes / next steps". Else empty. */
	readonly parts: readonly (readonly string[])[];
	/** The header names an identifier of something: "Account Name.id", "OwnerId", "客户 ID". */
	readonly id: boolean;
	/** It is a technical column of an export: "(Do Not Modify) Row Checksum". */
	readonly technical: boolean;
}

/**
 * A header without case, width, stars, units in brackets, the prefix of its entity ("Deal - Value"), the ending of custom fields
 * ("Region__c") and with words apart ("StageName" = "stage_name" = "Stage Name").
 */
export function headerKey(header: string): HeaderKey {
	const text = withoutAccents(simplified(header.normalize('NFKC').trim())).replace(/[\s*]+$/, '');
	const doNotModify = /^\(do not modify\)/i.test(text);
	const words = text
		.replace(
			/^(?:deal|person|organization|lead|opportunity|product|activity|order|account|contact|company|交易|商机|客户|订单)(?: - |\s*[.:：>/]\s*(?=\p{L}{2}))/iu,
			''
		)
		.replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, ' ')
		.replace(/__(?:c|r|pc)$/i, '')
		.replace(/IDs(?![a-z])/g, ' ids')
		.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.replace(/[*#°:;,.&/\\_%|"'?!+\-–—\s]+/g, ' ')
		.trim()
		.split(' ')
		.filter((word) => word !== '');
	const sides = text.replace(/\([^()]*\)/g, ' ').split(/\s*[/／|&、]\s*|\s+(?:and|or)\s+|[及或]/);
	const parts = sides.length > 1 ? sides.map((side) => headerKey(side).words).filter((side) => side.length > 0) : [];
	const id =
		/^(ids?|identifier)$/.test(words.at(-1) ?? '') || /\.id$/i.test(text) || /[^a-z]ids?$/.test(words.join(' '));
	const technical = doNotModify && !/opportunity$|deal$|商机$/i.test(text);
	return { key: doNotModify && !technical ? 'donotmodifyopportunity' : words.join(''), words, parts, id, technical };
}

/** The key of a synonym: the same words, glued. */
export function synonymKey(synonym: string): string {
	return headerKey(synonym).key;
}
