import { describe, expect, test } from 'vitest';
import { currencyOf, guessCurrency } from './currency';
import { headerKey } from './header-key';
import { guessOutcome, orderStages, outcomeOf, sortOutcomes } from './outcome';
import type { ColumnProfile } from '../table';

const column = (name: string, values: readonly string[]): ColumnProfile => ({
	column: { name, type: 'text', nullable: false },
	rows: values.length * 10,
	nulls: 0,
	distinct: values.length,
	min: null,
	max: null,
	top: values.map((value) => ({ value, count: 10 }))
});

describe('outcome words', () => {
	test.each([
		[
			'won',
			[
				'Won',
				'Closed Won',
				'closedwon',
				'CLOSED-WON',
				'6 - Closed Won',
				'Closed Won (renewal)',
				'赢单',
				'赢得',
				'成交',
				'已成交',
				'成功',
				'签约',
				'赢单(100%)',
				'结案(成交)',
				'已签单',
				'已结束并赢得'
			]
		],
		[
			'lost',
			[
				'Lost',
				'Closed Lost',
				'closedlost',
				'输单',
				'丢单',
				'流失',
				'失败',
				'丢失',
				'Canceled',
				'Cancelled',
				'Out-Sold',
				'7.输单',
				'已结束但丢失'
			]
		],
		['excluded', ['无效', 'Duplicate', '作废']],
		[
			'open',
			[
				'Open',
				'In Progress',
				'Prospecting',
				'Negotiation/Review',
				'进行中',
				'商务谈判',
				'合同签约',
				'4-Close',
				'需求确定',
				'Proposal & Pricing'
			]
		]
	] as const)('%s', (outcome, words) => {
		for (const word of words) expect(outcomeOf(word), word).toBe(outcome);
	});

	test('words that are not known are open, and said', () => {
		const sorted = sortOutcomes('Stage', ['Won', 'Parked with friends', 'Lost']);
		expect(sorted).toEqual({
			won: ['Won'],
			lost: ['Lost'],
			open: ['Parked with friends'],
			excluded: [],
			unknown: ['Parked with friends']
		});
		expect(outcomeOf('Not won yet')).toBeNull();
		expect(outcomeOf('未赢单')).toBeNull();
	});

	test('yes and no only count where the header asks for won', () => {
		expect(sortOutcomes('IsWon', ['true', 'false'])).toMatchObject({ won: ['true'], lost: ['false'], unknown: [] });
		expect(sortOutcomes('是否赢单', ['是', '否'])).toMatchObject({ won: ['是'], lost: ['否'] });
		expect(sortOutcomes('Converted', ['1', '0'])).toMatchObject({ won: ['1'], lost: ['0'] });
		expect(sortOutcomes('IsClosed', ['true', 'false'])).toMatchObject({
			won: [],
			lost: [],
			unknown: ['true', 'false']
		});
	});

	test('probability tells where words do not', () => {
		const sorted = sortOutcomes(
			'Stage',
			['Finito', 'Basta', 'Piano'],
			new Map([
				['Finito', 1],
				['Basta', 0],
				['Piano', 0.4]
			])
		);
		expect(sorted).toMatchObject({ won: ['Finito'], lost: ['Basta'], open: ['Piano'], unknown: ['Piano'] });
	});

	test('the column with won and lost is taken before one with won alone', () => {
		const status = column('Status', ['Open', 'Won', 'Lost']);
		const stage = column('Stage', ['Demo Scheduled', 'Proposal Made']);
		const flag = column('IsWon', ['true', 'false']);
		expect(guessOutcome('t', [stage, status])?.map.field.column).toBe('Status');
		expect(guessOutcome('t', [column('Stage', ['Closed Won', 'Closed Lost', 'Demo']), flag])?.map.field.column).toBe(
			'Stage'
		);
		expect(guessOutcome('t', [stage])).toBeNull();
	});
});

describe('the order of stages', () => {
	test('known names, English and Chinese', () => {
		expect(
			orderStages(['Negotiation/Review', 'Prospecting', 'Value Proposition', 'Qualification', 'Needs Analysis'])
		).toEqual(['Prospecting', 'Qualification', 'Needs Analysis', 'Value Proposition', 'Negotiation/Review']);
		expect(orderStages(['合同签约', '商务谈判', '方案报价', '需求确认', '初步接洽'])).toEqual([
			'初步接洽',
			'需求确认',
			'方案报价',
			'商务谈判',
			'合同签约'
		]);
		expect(orderStages(['商务采购', '立项汇报', '方案验证', '需求明确'])).toEqual([
			'需求明确',
			'方案验证',
			'立项汇报',
			'商务采购'
		]);
	});
	test('numbers in names, probability, and unknown names last', () => {
		expect(orderStages(['3-Propose', '1-Qualify', '2-Develop'])).toEqual(['1-Qualify', '2-Develop', '3-Propose']);
		expect(
			orderStages(
				['Late', 'Early'],
				new Map([
					['Late', 0.9],
					['Early', 0.1]
				])
			)
		).toEqual(['Early', 'Late']);
		expect(orderStages(['Zebra', 'Negotiation', 'Apple'])).toEqual(['Negotiation', 'Zebra', 'Apple']);
	});
});

test('headers come down to what they say', () => {
	const same = ['StageName', 'stage_name', 'Stage Name', ' STAGE-NAME ', 'Stage Name*', 'Stage_Name__c'];
	expect(new Set(same.map((header) => headerKey(header).key))).toEqual(new Set(['stagename']));
	expect(headerKey('Deal - Value').key).toBe('value');
	expect(headerKey('赢率(%)').key).toBe('赢率');
	expect(headerKey('订单金额（万元）').key).toBe('订单金额');
	expect(headerKey('Account Name.id').id).toBe(true);
	expect(headerKey('Associated Company IDs (Primary)').id).toBe(true);
	expect(headerKey('Amount Paid').id).toBe(false);
	expect(headerKey('(Do Not Modify) Row Checksum').technical).toBe(true);
});

test('currencies from columns, signs and headers', () => {
	expect(['USD', 'US$', '人民币', '€', 'US Dollar (USD)', 'Deal', '元'].map(currencyOf)).toEqual([
		'USD',
		'USD',
		'CNY',
		'EUR',
		'USD',
		null,
		'CNY'
	]);
	expect(guessCurrency(column('Currency', ['EUR', 'USD']), 'Amount', null)).toEqual({
		currency: null,
		mixed: ['EUR', 'USD']
	});
	expect(guessCurrency(null, '订单金额(万元)', null).currency).toBe('CNY');
	expect(guessCurrency(null, 'Amount', null).currency).toBeNull();
	const signed = (strip: string[]) => ({ name: 'Amount', type: 'decimal' as const, format: { kind: 'number', strip } });
	expect(guessCurrency(null, 'Amount', signed(['$'])).currency).toBe('USD');
	expect(guessCurrency(null, '销售金额', signed(['¥'])).currency).toBe('CNY');
	expect(guessCurrency(null, 'Amount', signed(['¥'])).currency).toBeNull();
});
