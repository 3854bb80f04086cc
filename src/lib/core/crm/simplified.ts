const TRADITIONAL =
	'機會稱戶額萬億銷階狀態預計負責屬門時間輸單贏來類產數貨細營業務號碼實際創關閉結簽約聯繫電話區備註總國費據組織團隊員經級網標績潛線轉換優帳幣種點評說內買賣陸續開發個與認識對應價訂購傳統學習陳張劉楊廣東華灣縣鎮鄉資訊設專項範圍決層談議報進複審驗證測試誤無廢棄暫緩擱終敗丟較麼滿編輯顯選擇頁運歸檔動當絡別簡稅連鎖訪問題詢導師處廠書腦聲倉庫錄鍵盤檢視調撥車鐵銀錢財貿贈獎賞補貼減遲殘餘長寬規則圖紙樣歷過遠遺賓館飯圓園極準療藥醫護愛親環債權紅藍綠雙製壓縮寫讀聽請託謝誠慣協變勞給誰課論講訓練陣陽陰隨險雜離難雲靈靜順須領頭風飛養騰體鬆魚黃齊龍鄭許葉吳孫馬羅趙賴蘇呂盧鍾賀嚴溫擔構榮樓氣漢潔爭獲現畢異祕節築糧純絕繼罰聞臨舉艦蘭虧術衛裝覽觸記詳諮謀譯讓豐貴質軟載輕辦迴適邊郵鄰釋鏈鑑閱闆雖響頻願顧駐齡';
const SIMPLIFIED =
	'机会称户额万亿销阶状态预计负责属门时间输单赢来类产数货细营业务号码实际创关闭结签约联系电话区备注总国费据组织团队员经级网标绩潜线转换优账币种点评说内买卖陆续开发个与认识对应价订购传统学习陈张刘杨广东华湾县镇乡资讯设专项范围决层谈议报进复审验证测试误无废弃暂缓搁终败丢较么满编辑显选择页运归档动当络别简税连锁访问题询导师处厂书脑声仓库录键盘检视调拨车铁银钱财贸赠奖赏补贴减迟残余长宽规则图纸样历过远遗宾馆饭圆园极准疗药医护爱亲环债权红蓝绿双制压缩写读听请托谢诚惯协变劳给谁课论讲训练阵阳阴随险杂离难云灵静顺须领头风飞养腾体松鱼黄齐龙郑许叶吴孙马罗赵赖苏吕卢钟贺严温担构荣楼气汉洁争获现毕异秘节筑粮纯绝继罚闻临举舰兰亏术卫装览触记详咨谋译让丰贵质软载轻办回适边邮邻释链鉴阅板虽响频愿顾驻龄';

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
