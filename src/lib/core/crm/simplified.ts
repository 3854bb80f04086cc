const TRADITIONAL =
	'機會稱戶額萬億銷階狀態預計負責屬門時間輸單贏來類產數貨細營業務號碼實際創關閉結簽約聯繫電話區備註總國費據組織團隊員經級網標績潛線轉換優帳幣種點評說內買賣陸續開發個與認識對應價訂購傳統學習陳張劉楊廣東華灣縣鎮鄉資訊設專項範圍決層談議報進複審驗證測試誤無廢棄暫緩擱終敗丟較麼滿編輯顯選擇頁運歸檔動當';
const SIMPLIFIED =
	'机会称户额万亿销阶状态预计负责属门时间输单赢来类产数货细营业务号码实际创关闭结签约联系电话区备注总国费据组织团队员经级网标绩潜线转换优账币种点评说内买卖陆续开发个与认识对应价订购传统学习陈张刘杨广东华湾县镇乡资讯设专项范围决层谈议报进复审验证测试误无废弃暂缓搁终败丢较么满编辑显选择页运归档动当';

const simple = new Map([...TRADITIONAL].map((sign, at) => [sign, [...SIMPLIFIED][at] ?? sign]));

/** The text with the traditional characters of business words simplified: 商機金額 = 商机金额. For comparing, never for showing. */
export function simplified(text: string): string {
	return /[\u3400-\u9fff]/.test(text) ? [...text].map((sign) => simple.get(sign) ?? sign).join('') : text;
}

/** Latin letters without accents: "Étape" = "Etape". For comparing, never for showing. */
export function withoutAccents(text: string): string {
	return /[\u00c0-\u024f]/.test(text)
		? text
				.replaceAll('ß', 'ss')
				.normalize('NFD')
				.replace(/[\u0300-\u036f]/g, '')
		: text;
}
