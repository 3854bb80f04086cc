/** For tests: invented companies, people and goods in three languages. */
export interface Words {
	companies: string[];
	people: string[];
	contacts: string[];
	managers: string[];
	teams: string[];
	products: string[];
	categories: string[];
	regions: string[];
	cities: string[];
	sources: string[];
	campaigns: string[];
	types: string[];
	reasons: string[];
	notes: string[];
	deal: (c: string, p: string) => string;
}

const EN: Words = {
	companies: [
		'Brightwater Ltd',
		'Halden & Sons',
		'Nordlys AB',
		'Quarry Foods',
		'Petrel Logistics',
		'Silverbirch Clinic',
		'Oakfield School',
		'Tamarind Hotels',
		'Juniper Motors',
		'Kestrel Energy',
		'Larkspur Media',
		'Mistral Textiles',
		'Fernhill Dairy',
		'Cobalt Robotics',
		'Ashgrove Bank'
	],
	people: ['Emma Doyle', 'Luis Prado', 'Hana Mori', 'Piet Jansen'],
	contacts: [
		'Rosa Blum',
		'Ivan Petrov',
		'Chloe Martin',
		'Ken Adams',
		'Sara Lind',
		'Omar Haddad',
		'Julia Weiss',
		'Tom Byrne',
		'Ada Nwosu',
		'Paul Roux',
		'Nina Costa',
		'Yara Silva',
		'Max Vogel',
		'Lena Fox',
		'Amir Aziz'
	],
	managers: ['Grace Holt', 'Dev Rao'],
	teams: ['North Team', 'South Team', 'Enterprise'],
	products: ['Standing desk', 'Mesh chair', 'Pocket lamp', 'Oak shelf', 'Cable tray', 'Desk mat'],
	categories: ['Furniture', 'Furniture', 'Lighting', 'Storage', 'Accessories', 'Accessories'],
	regions: ['Germany', 'France', 'Spain', 'Italy'],
	cities: ['Berlin', 'Lyon', 'Sevilla', 'Torino', 'Bremen'],
	sources: ['Web form', 'Referral', 'Trade show', 'Cold call'],
	campaigns: ['Spring launch', 'Newsletter 12', ''],
	types: ['New Business', 'Existing Business'],
	reasons: ['Price too high', 'Chose competitor', 'No budget'],
	notes: [
		'Asked for a second demo next week',
		'Waiting for the legal review, then sign',
		'',
		'Wants a price for three sites'
	],
	deal: (c, p) => `${c.split(' ')[0]} - ${p.toLowerCase()}`
};
const ZH: Words = {
	companies: [
		'杭州云帆科技有限公司',
		'成都锦程贸易有限公司',
		'苏州恒泰机械厂',
		'广州南粤食品有限公司',
		'青岛海川物流有限公司',
		'武汉长江医药公司',
		'西安古都文旅集团',
		'厦门鹭岛电子有限公司',
		'合肥量子仪器公司',
		'长沙湘江传媒',
		'郑州中原农业公司',
		'宁波港湾船务',
		'大连北方重工',
		'昆明滇池花卉',
		'天津海河化工'
	],
	people: ['王芳', '李强', '张敏', '陈磊'],
	contacts: [
		'刘洋',
		'赵静',
		'孙浩',
		'周婷',
		'吴刚',
		'郑爽',
		'冯磊',
		'褚燕',
		'卫东',
		'蒋欣',
		'沈涛',
		'韩梅',
		'杨帆',
		'朱琳',
		'秦岭'
	],
	managers: ['黄伟', '徐丽'],
	teams: ['华东一部', '华南一部', '大客户部'],
	products: ['升降办公桌', '网布办公椅', '便携台灯', '橡木书架', '理线槽', '桌垫'],
	categories: ['家具', '家具', '照明', '收纳', '配件', '配件'],
	regions: ['浙江省', '四川省', '江苏省', '广东省'],
	cities: ['杭州市', '成都市', '苏州市', '广州市', '宁波市'],
	sources: ['官网咨询', '老客户介绍', '展会', '电话开发'],
	campaigns: ['春季发布会', '行业峰会', ''],
	types: ['新客户', '老客户续约'],
	reasons: ['价格过高', '选择竞品', '预算取消'],
	notes: ['客户要求下周再演示一次', '等待法务审核后签约', '', '需要三个门店的报价'],
	deal: (c, p) => `${c.slice(0, 4)}${p}项目`
};
const TW: Words = {
	companies: [
		'台北晨曦股份有限公司',
		'高雄港灣貿易',
		'臺中精密機械',
		'新竹晶圓科技',
		'桃園航運物流',
		'香港維港飲食',
		'嘉義農產合作社',
		'花蓮旅遊事業',
		'台南紡織廠',
		'基隆海產行',
		'彰化玻璃工業',
		'苗栗木業'
	],
	people: ['林雅婷', '陳建宏', '黃淑芬'],
	contacts: [
		'張志豪',
		'李佩珊',
		'吳宗翰',
		'劉怡君',
		'蔡承恩',
		'楊麗華',
		'許家豪',
		'鄭凱文',
		'謝欣怡',
		'郭俊傑',
		'洪美玲',
		'邱顯達'
	],
	managers: ['周總監', '葉經理'],
	teams: ['北區業務部', '南區業務部'],
	products: ['升降辦公桌', '網布辦公椅', '攜帶型檯燈', '橡木書架'],
	categories: ['家具', '家具', '照明', '收納'],
	regions: ['北區', '中區', '南區'],
	cities: ['台北市', '高雄市', '台中市'],
	sources: ['官網', '客戶介紹', '展覽'],
	campaigns: ['春季發表會', ''],
	types: ['新客戶', '既有客戶'],
	reasons: ['價格過高', '選擇競爭對手'],
	notes: ['客戶希望下週再次展示', '等候法務審閱', ''],
	deal: (c, p) => `${c.slice(0, 4)}${p}專案`
};
/** By language: `en`, `zh` (simplified), `tw` (traditional). */
export const WORDS: Record<string, Words> = { en: EN, zh: ZH, tw: TW };
