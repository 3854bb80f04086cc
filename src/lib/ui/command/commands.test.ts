import { describe, expect, it } from 'vitest';
import { searchCommands, type Command } from './commands';

const command = (id: string, label: string, keywords: string[] = [], hint?: string): Command => ({
	id,
	label,
	keywords,
	...(hint ? { hint } : {}),
	run: () => expect.unreachable('searching runs nothing')
});
const COMMANDS = [
	command('revenue', 'Revenue trend', ['收入趋势'], 'Reports'),
	command('winrate', 'Win rate', ['赢单率'], 'Reports'),
	command('cycle', 'Sales cycle', [], 'Reports'),
	command('zh', '打开报表', ['Open reports']),
	command('café', 'Café + settings (.*)')
];
const found = (query: string) => searchCommands(COMMANDS, query).map(({ id }) => id);

describe('searchCommands', () => {
	it('lists everything at first', () => {
		expect(found('  ')).toEqual(COMMANDS.map(({ id }) => id));
	});
	it.each([
		['win', 'winrate'],
		['wr', 'winrate'],
		['RATE', 'winrate'],
		['slcyc', 'cycle'],
		['trend rev', 'revenue'],
		['赢单', 'winrate'],
		['报表', 'zh'],
		['ｗｉｎ', 'winrate'],
		['cafe', 'café'],
		['(.*)', 'café']
	])('finds by %s', (query, id) => {
		expect(found(query)[0]).toBe(id);
	});
	it('puts names before hints', () => {
		expect(found('report')).toEqual(['zh', 'revenue', 'winrate', 'cycle']);
	});
	it('finds nothing for nonsense', () => {
		expect(found('zzz')).toEqual([]);
	});
});
