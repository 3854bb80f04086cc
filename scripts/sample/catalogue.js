import { LINES } from './planted.js';

/* Companies, people and products, all invented. */

/** Log odds of winning in a region, its share of accounts, and its people with theirs. */
export const REGIONS = [
	{
		name: 'East 华东',
		effect: 0.25,
		share: 0.36,
		cities: ['Shanghai 上海', 'Hangzhou 杭州', 'Nanjing 南京'],
		manager: 'Helen Zhou 周慧',
		owners: [
			['Li Na 李娜', 0.45],
			['Chen Wei 陈伟', 0.1],
			['Emma Clarke 柯艾玛', 0],
			['Zhang Min 张敏', -0.15],
			['Xu Lei 徐磊', -0.35],
			['Sun Yue 孙悦', 0.2]
		]
	},
	{
		name: 'North 华北',
		effect: 0,
		share: 0.26,
		cities: ['Beijing 北京', 'Tianjin 天津', 'Jinan 济南'],
		manager: 'Victor Gao 高翔',
		owners: [
			['Wang Fang 王芳', 0.3],
			['Liu Yang 刘洋', 0],
			['Tom Becker 白汤姆', -0.25],
			['Zhao Qian 赵倩', 0.1],
			['Ma Chao 马超', -0.1]
		]
	},
	{
		name: 'South 华南',
		effect: 0.1,
		share: 0.24,
		cities: ['Shenzhen 深圳', 'Guangzhou 广州', 'Xiamen 厦门'],
		manager: 'Iris Luo 罗晴',
		owners: [
			['Huang Ting 黄婷', 0.2],
			['Lin Hao 林浩', -0.2],
			['Sofia Reyes 雷索菲', 0.35],
			['Deng Kai 邓凯', 0]
		]
	},
	{
		name: 'West 华西',
		effect: -0.35,
		share: 0.14,
		cities: ['Chengdu 成都', 'Chongqing 重庆', "Xi'an 西安"],
		manager: 'Owen Tan 谭欧文',
		owners: [
			['He Jing 何静', 0.15],
			['Luo Bin 罗斌', -0.15],
			['Peng Xue 彭雪', 0]
		]
	}
];

/** @typedef {{ name: string, effect: number, region: (typeof REGIONS)[number] }} Owner */
/** @type {Owner[]} */
export const OWNERS = REGIONS.flatMap((region) =>
	region.owners.map(([name, effect]) => ({ name: String(name), effect: Number(effect), region }))
);

const FIRST_NAMES = [
	['Northmoor', '北辰'],
	['Quillmere', '奎湄'],
	['Tessaro', '泰萨'],
	['Brindlow', '布林洛'],
	['Calyvera', '卡丽薇'],
	['Dunmarsh', '敦沼'],
	['Elvaro', '艾沃罗'],
	['Fennwick', '芬维'],
	['Galdora', '格朵'],
	['Harrowin', '禾罗文'],
	['Islemere', '屿湄'],
	['Jorvane', '乔凡'],
	['Kestrelle', '隼翎'],
	['Lumeno', '璐明诺'],
	['Mistroak', '雾橡'],
	['Nimbora', '云朵拉'],
	['Ostrelle', '奥苇'],
	['Pellworth', '佩沃'],
	['Quenby', '昆碧'],
	['Rosmere', '若湄'],
	['Silverfen', '银沼'],
	['Tarnwell', '塔泉'],
	['Umbrelle', '伞木'],
	['Vantree', '梵树'],
	['Wexmoor', '蔚荒'],
	['Xandril', '仙翠'],
	['Yarrowby', '蓍原'],
	['Zephyra', '泽飞拉'],
	['Ashvale', '梣谷'],
	['Birchholm', '桦洲']
];
const INDUSTRIES = [
	['Optics', '光电'],
	['Textiles', '纺织'],
	['Foods', '食品'],
	['Logistics', '物流'],
	['Robotics', '机器人'],
	['Medical', '医疗'],
	['Energy', '能源'],
	['Systems', '系统'],
	['Materials', '材料'],
	['Retail', '零售']
];

/** Units of one deal and how likely they are, by size of the customer. */
export const SEGMENTS = [
	{ name: 'SMB', share: 0.5, units: [1, 2, 3, 5, 8], chances: [0.4, 0.28, 0.18, 0.1, 0.04], employees: [12, 180] },
	{
		name: 'Mid-Market',
		share: 0.35,
		units: [2, 4, 6, 8, 12],
		chances: [0.3, 0.3, 0.22, 0.12, 0.06],
		employees: [180, 1400]
	},
	{
		name: 'Enterprise',
		share: 0.15,
		units: [4, 6, 10, 15, 24],
		chances: [0.34, 0.3, 0.2, 0.11, 0.05],
		employees: [1400, 24000]
	}
];

/**
 * 300 customers. `weight` is how often one buys: a few buy much, most little.
 * @param {ReturnType<typeof import('./random.js').createRandom>} random
 */
export function makeAccounts(random) {
	const names = FIRST_NAMES.flatMap(([en, zh]) =>
		INDUSTRIES.map(([industryEn, industryZh]) => ({
			name: `${en} ${industryEn} ${zh}${industryZh}`,
			short: `${zh}${industryZh}`,
			industry: `${industryEn} ${industryZh}`
		}))
	);
	return names
		.map((name) => ({ name, order: random.uniform() }))
		.sort((a, b) => a.order - b.order)
		.map(({ name }, index) => {
			const region = pick(random, REGIONS);
			const segment = pick(random, SEGMENTS);
			const [least = 0, most = 0] = segment.employees;
			return {
				...name,
				id: `A-${String(index + 1).padStart(4, '0')}`,
				region,
				segment,
				city: region.cities[Math.floor(random.uniform() * region.cities.length)] ?? '',
				employees: Math.round(least * (most / least) ** random.uniform()),
				weight: Math.exp(random.normal() * 1.2)
			};
		});
}
/** @typedef {ReturnType<typeof makeAccounts>[number]} Account */

/**
 * @template {{ share: number }} T
 * @param {ReturnType<typeof import('./random.js').createRandom>} random
 * @param {readonly T[]} items
 */
function pick(random, items) {
	const item = items[random.weighted(items.map((one) => one.share))];
	if (!item) throw new Error('nothing to pick from');
	return item;
}

/** Name, list price, share of its line. */
const PRODUCT_LISTS = [
	[
		['Pulse Mini', 180, 0.24],
		['Pulse One', 320, 0.22],
		['Pulse Pro', 690, 0.2],
		['Pulse Max', 1250, 0.12],
		['Pulse Edge', 2100, 0.08],
		['Pulse Air', 460, 0.14]
	],
	[
		['Helm 100', 950, 0.22],
		['Helm 200', 1680, 0.24],
		['Helm 400', 2950, 0.18],
		['Helm 800', 5600, 0.1],
		['Helm Rack', 6800, 0.06],
		['Helm Nano', 540, 0.2]
	],
	[
		['Atlas Basic', 600, 0.26],
		['Atlas Team', 1400, 0.24],
		['Atlas Pro', 3200, 0.18],
		['Atlas Insight', 4800, 0.1],
		['Atlas Cloud', 2400, 0.14],
		['Atlas Mobile', 350, 0.08]
	],
	[
		['Care Start', 400, 0.24],
		['Care Plus', 1100, 0.24],
		['Care Premier', 3600, 0.12],
		['Install Day', 1500, 0.18],
		['Training Day', 1300, 0.16],
		['Audit', 4200, 0.06]
	]
];

export const PRODUCTS = PRODUCT_LISTS.flatMap((list, index) =>
	list.map(([name, price, share]) => {
		const line = LINES[index];
		if (!line) throw new Error('a list without its line');
		return { name: String(name), price: Number(price), share: Number(share), line };
	})
);
/** @typedef {(typeof PRODUCTS)[number]} Product */

/** @param {(typeof LINES)[number]} line */
export const productsOf = (line) => PRODUCTS.filter((product) => product.line === line);
