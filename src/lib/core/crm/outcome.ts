import { ANY_WORD, type OutcomeMap } from '../model/model';
import type { ColumnProfile, TableId } from '../table';
import { headerKey } from './header-key';
import { simplified, withoutAccents } from './simplified';

/** What a word of a status or stage column says about a deal. */
export type Outcome = 'won' | 'lost' | 'open' | 'excluded';

const WON = words(
	'gewonnen, abgeschlossen gewonnen, gagne, gagnee, conclu, ganado, ganada, cerrado ganado, cerrada ganada, ganho, fechado ganho, vinta, vinto, 受注, 成約, 수주, won - closed, order received, ' +
		'won, closed won, win, closed and won, deal won, closed win, success, successful, succeeded, converted, closed successful, order won, won deal, signed, contract signed, ' +
		'赢单, 赢得, 成交, 已成交, 成功, 签约, 已签约, 已赢单, 赢, 结单赢单, 赢单关闭, 关闭赢单, 成单, 已成单, 中标, 已中标, 成功关闭, 已完成, 成交客户, 赢单成交, 签单, 已签单, 已签, 签订合同, 已签合同, 合同已签, 已签订, 交易成功, 已结束并赢得, 已赢得'
);
const LOST = words(
	'verloren, abgeschlossen verloren, perdu, perdue, annule, perdido, perdida, cerrado perdido, cerrada perdida, fechado perdido, perso, persa, 失注, 실주, no sale, cold, unresponsive, ' +
		'lost, closed lost, loss, lose, closed and lost, deal lost, canceled, cancelled, out-sold, outsold, dead, abandoned, no decision, closed no decision, failed, failure, rejected, churned, omitted, ' +
		'输单, 丢单, 流失, 失败, 丢失, 已输单, 已流失, 已丢单, 输, 战败, 输单关闭, 关闭输单, 未成交, 已失败, 放弃, 已放弃, 未中标, 已取消, 取消, 终止, 已终止, 已结束但丢失, 已丢失'
);
const EXCLUDED = words(
	'duplicate, duplicated, invalid, junk, spam, test, deleted, disqualified, not a deal, archived, ' +
		'无效, 重复, 作废, 已作废, 已删除, 无效商机, 测试, 关闭无效, 已无效'
);
const OPEN = words(
	'offen, laufend, in bearbeitung, en cours, ouvert, abierto, abierta, en curso, em andamento, aberto, 商談中, 進行中, 진행중, ' +
		'open, in progress, active, new, pending, on hold, ongoing, working, working deal, in pipeline, nurture, ' +
		'进行中, 跟进中, 跟进, 未结束, 打开, 开放, 待跟进, 新建, 活动, 暂停, 推进中, 洽谈中, 未关闭, 暂缓, 搁置'
);

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(',').map(wordKey));
}

/** A word without case, width, blanks, numbering ("6 - Closed Won"), and a share or note in brackets ("赢单(100%)"). */
function wordKey(word: string): string {
	return withoutAccents(simplified(word.normalize('NFKC')))
		.toLowerCase()
		.replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, '')
		.replace(/^\s*(?:阶段|stage|s|p)?\s*\d{1,2}\s*[.、\-–:)/_]?\s*|\s*\d{1,3}\s?%\s*$/g, '')
		.replace(/[\s_\-–—./&]+/g, '');
}

/** The outcome a word certainly names, or null when it is not known. */
export function outcomeOf(word: string): Outcome | null {
	const key = wordKey(word);
	if (WON.has(key)) return 'won';
	if (LOST.has(key)) return 'lost';
	if (EXCLUDED.has(key)) return 'excluded';
	if (OPEN.has(key) || stageRank(word) !== null) return 'open';
	if (/closed?won|closedasales|^赢单|赢单$/.test(key) && !/^(not|un|未|没|预计|待)/.test(key)) return 'won';
	if (/closed?lost|^lost(to|deal)|^输单|输单$|^丢单|丢单$/.test(key) && !/^(not|un|未|没)/.test(key)) return 'lost';
	const inner = /^[^()]+\(([^()%]+)\)$/.exec(word.normalize('NFKC').trim())?.[1];
	return inner ? outcomeOf(inner) : null;
}

/** What the words of a column say. */
export interface OutcomeWords {
	readonly won: readonly string[];
	readonly lost: readonly string[];
	readonly open: readonly string[];
	readonly excluded: readonly string[];
	/** Words that are not known: they count as open until the user says otherwise. Also listed in `open`. */
	readonly unknown: readonly string[];
}

/** Headers under which yes and no say won and not won. */
const WON_FLAG = /^(iswon|isclosedwon|won|converted|是否赢单|是否成交|赢单|deal?won)$/;
const YES = new Set(['true', '1', 'yes', 'y', '是']);

/**
 * Sorts the words of a status or stage column. Under a header such as IsWon, Converted or 是否赢单 yes means won and no means
 * lost; IsClosed says nothing about winning, so its words are unknown. Words are returned as they stand in the data.
 * @param probability mean probability (0–1) of each word, when the data has one: a word that is not known and always stands at
 * 1 is won, always at 0 lost
 */
export function sortOutcomes(
	header: string,
	values: readonly string[],
	probability?: ReadonlyMap<string, number>
): OutcomeWords {
	const sorted: Record<Outcome, string[]> = { won: [], lost: [], open: [], excluded: [] };
	const unknown: string[] = [];
	const flag = WON_FLAG.test(headerKey(header).key);
	for (const value of values) {
		const yesNo = /^(true|false|0|1|yes|no|y|n|是|否)$/i.test(value.trim());
		const known = yesNo ? (flag ? flagOutcome(value) : null) : outcomeOf(value);
		const outcome = known ?? byProbability(probability?.get(value));
		if (outcome === null) unknown.push(value);
		sorted[outcome ?? 'open'].push(value);
	}
	return { ...sorted, unknown };
}

function flagOutcome(value: string): Outcome {
	return YES.has(value.trim().toLowerCase()) ? 'won' : 'lost';
}

function byProbability(share: number | undefined): Outcome | null {
	if (share === undefined) return null;
	return share >= 0.9999 ? 'won' : share <= 0.0001 ? 'lost' : null;
}

/** The words of a column's profile, most frequent first. */
export function profileWords(profile: ColumnProfile): string[] {
	return profile.top.map(({ value }) => value).filter((value) => value.trim() !== '');
}

/** A column whose words say which deals were won. */
export interface OutcomeGuess {
	readonly map: OutcomeMap;
	readonly unknown: readonly string[];
}

/**
 * The column that tells won, lost and open best: a status or stage with words for won and lost, else one with a word for won.
 * Null when no candidate has a word for won. Earlier candidates win a tie.
 */
export function guessOutcome(
	table: TableId,
	candidates: readonly ColumnProfile[],
	probability?: ReadonlyMap<string, number>
): OutcomeGuess | null {
	let best: { guess: OutcomeGuess; score: number } | null = null;
	for (const profile of candidates) {
		const { unknown, ...sorted } = sortOutcomes(profile.column.name, profileWords(profile), probability);
		const flag = WON_FLAG.test(headerKey(profile.column.name).key);
		const score = sorted.won.length === 0 ? 0 : sorted.lost.length > 0 && !flag ? 3 : sorted.open.length > 0 ? 2 : 1;
		if (score > (best?.score ?? 0)) {
			best = { guess: { map: { field: { table, column: profile.column.name }, ...sorted }, unknown }, score };
		}
	}
	return best?.guess ?? null;
}

/** Where no word says it: a deal with a day in its "won date" column is won, one without is open. */
export function outcomeByDay(field: OutcomeMap['field']): OutcomeMap {
	return { field, won: [ANY_WORD], lost: [], open: [], excluded: [] };
}

/** Open stages in the order deals pass them, in several vocabularies: 0 first contact … 99 about to sign. */
const STAGES: readonly (readonly [number, string])[] = [
	[
		5,
		'erstkontakt, contacto inicial, premier contact, prospection, 見込み, lead, lead in, new lead, inquiry, target, suspect, identify, identified, initial contact, prospect, prospecting, backlog, 线索, 初步接触, 潜在, 潜在客户, 新线索'
	],
	[
		10,
		'qualifizierung, qualifiziert, calificacion, cualificacion, qualifie, ヒアリング, qualification, qualify, qualifying, discovery, contacted, contact made, appointment scheduled, new opportunity, 初步接洽, 初步沟通, 跟进, 需求了解, 接洽, 初期沟通, 验证客户, 商机发现, 建立联系'
	],
	[
		20,
		'bedarfsanalyse, analyse des besoins, analisis de necesidades, qualified, needs analysis, need analysis, develop, needs defined, engaging, engaged, meeting, meeting scheduled, first meeting, assess, assessment, 需求确认, 需求明确, 需求分析, 确认需求, 需求调研, 需求沟通, 立项, 项目立项, 拜访'
	],
	[
		30,
		'qualified to buy, demo, demo scheduled, demonstration, solution, solution development, evaluation, evaluate, 演示, 产品演示, 方案演示, 方案设计, 技术交流, 方案制定'
	],
	[
		40,
		'presentation scheduled, presentation, value proposition, poc, trial, pilot, technical validation, validate, validation, 方案验证, 价值主张, 试用, 测试验证, 技术验证'
	],
	[
		50,
		'id. decision makers, id decision makers, identify decision makers, decision makers, 确定决策者, 找到决策者, 立项汇报, 立项评估'
	],
	[60, 'perception analysis, decision maker bought-in, decision maker bought in, business case, 认可分析, 决策者认可'],
	[
		70,
		'angebot, angebot erstellt, angebotsphase, proposition, devis, devis envoye, propuesta, cotizacion, proposta, offerta, 見積, 提案, proposal, proposal made, proposal/price quote, proposal sent, price quote, quote, quoted, quotation, propose, bid, tender, 方案/报价, 方案报价, 报价, 提案, 方案, 提案/报价, 建议书/报价, 投标, 招投标, 方案及报价'
	],
	[
		80,
		'verhandlung, in verhandlung, negociation, negociacion, negociacao, negoziazione, 交渉, 商談, negotiation, negotiations started, negotiating, negotiation/review, review, legal review, procurement, 谈判, 商务谈判, 谈判审核, 谈判/复审, 谈判/审核, 商务采购, 商务洽谈, 合同谈判, 议价'
	],
	[
		90,
		'contract sent, contract, contracting, verbal, verbal agreement, commit, close, closing, ready to close, approval, 合同签约, 合同审批, 合同, 签约中, 合同签订, 待签约, 合同评审, 口头承诺, 签订合同'
	]
];

const stageRanks = new Map(
	STAGES.flatMap(([rank, names]) => names.split(',').map((name) => [wordKey(name), rank] as const))
);

/** Parts of stage names that say where a deal stands, later stages first: "需求确定", "Proposal & Pricing". */
const STAGE_PARTS: readonly (readonly [number, RegExp])[] = [
	[90, /合同|签约|签订|审批|contract|approv|verbal/],
	[80, /谈判|商务|议价|采购|negotiat|procure|legal/],
	[70, /报价|投标|招标|提案|方案|propos|quot|pricing|tender|bid/],
	[40, /验证|试用|测试|评估|trial|pilot|valid|evaluat/],
	[30, /演示|交流|demo|solution|present/],
	[20, /需求|立项|拜访|needs|requirement|meeting|qualified/],
	[10, /初步|接洽|接触|跟进|discover|qualif|contacted/],
	[5, /线索|潜在|lead|prospect|inquiry|enquiry/]
];

/** Place of a stage name in the usual course of a deal, 0–99, or null when the name is not known. */
export function stageRank(stage: string): number | null {
	const key = wordKey(stage);
	const exact = stageRanks.get(key);
	if (exact !== undefined) return exact;
	if (key.length > 40 || /won|lost|closed|赢|输|丢|失败|流失|无效/.test(key)) return null;
	return STAGE_PARTS.find(([, part]) => part.test(key))?.[0] ?? null;
}

/**
 * The open stages in the order a deal passes them: by mean probability where there is one (0–1 or 0–100), else by numbers the
 * names begin with, else by known names; stages not known come last, in the order given. Ties keep the order given.
 */
export function orderStages(stages: readonly string[], probability?: ReadonlyMap<string, number>): string[] {
	const numbers = stages.map((stage) => Number(/^\s*(?:阶段|stage\s|[sp])?(\d{1,2})\D/i.exec(`${stage} `)?.[1] ?? NaN));
	const numbered = numbers.every((number) => !Number.isNaN(number)) && new Set(numbers).size > 1;
	const place = (stage: string, at: number): number => {
		const share = probability?.get(stage);
		if (share !== undefined) return share;
		if (numbered) return numbers[at] ?? 0;
		return probability && probability.size > 0 ? Infinity : (stageRank(stage) ?? Infinity);
	};
	return stages
		.map((stage, at) => ({ stage, at, place: place(stage, at) }))
		.sort((a, b) => (a.place === b.place ? a.at - b.at : a.place - b.place))
		.map(({ stage }) => stage);
}
