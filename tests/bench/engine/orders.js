/**
 * A small generator with a fixed seed: the same file on every machine. (mulberry32, by Tommy Ettinger, public domain.)
 * @param {number} seed
 */
function random(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const CATEGORIES = ['Furniture', 'Office Supplies', 'Technology', 'Services', '办公用品'];
const REGIONS = ['North', 'South', 'East', 'West', '华东', '华南'];
const PRODUCTS = 240;

/**
 * The CSV text of the orders file, in pieces of about a megabyte.
 * @param {number} rows
 */
export function* orderLines(rows, seed = 20261122) {
	const next = random(seed);
	/** @param {number} count */
	const pick = (count) => Math.floor(next() * count);
	yield 'order_id,order_date,customer,product,category,region,rep,quantity,unit_price,sales,discount\n';
	/** @type {string[]} */
	let lines = [];
	for (let row = 0; row < rows; row++) {
		const date = new Date(Date.UTC(2022, 0, 1 + Math.floor((row / rows) * 1460))).toISOString().slice(0, 10);
		const customer = Math.floor(next() ** 2 * 20_000);
		const product = pick(PRODUCTS);
		const quantity = 1 + pick(12);
		const cents = 199 + product * 137 + pick(400);
		const discount = pick(4) * 5;
		const sales = ((quantity * cents * (100 - discount)) / 10_000).toFixed(2);
		lines.push(
			`SO-${1_000_000 + row},${date},"Customer ${customer}, Ltd",Product ${product},${CATEGORIES[product % 5]},${REGIONS[pick(6)]},Rep ${pick(40)},${quantity},${(cents / 100).toFixed(2)},${sales},${(discount / 100).toFixed(2)}\n`
		);
		if (lines.length === 10_000) {
			yield lines.join('');
			lines = [];
		}
	}
	yield lines.join('');
}

/** The CSV text of the product table. */
export function productLines() {
	const lines = ['product,line,list_price'];
	for (let product = 0; product < PRODUCTS; product++) {
		lines.push(`Product ${product},Line ${product % 12},${((199 + product * 137) / 100).toFixed(2)}`);
	}
	return `${lines.join('\n')}\n`;
}

/** What native DuckDB is told about the files: as much as the product finds out by itself. */
export const NATIVE_COLUMNS = {
	orders:
		"{'order_id': 'VARCHAR', 'order_date': 'DATE', 'customer': 'VARCHAR', 'product': 'VARCHAR', 'category': 'VARCHAR', 'region': 'VARCHAR', 'rep': 'VARCHAR', 'quantity': 'BIGINT', 'unit_price': 'DECIMAL(18,2)', 'sales': 'DECIMAL(18,2)', 'discount': 'DECIMAL(18,2)'}",
	products: "{'product': 'VARCHAR', 'line': 'VARCHAR', 'list_price': 'DECIMAL(18,2)'}"
};

/** The kinds of query the reports are made of; every one has one order of rows. */
export const QUERIES = {
	'monthly revenue, MoM, YoY': `
		WITH monthly AS (SELECT date_trunc('month', order_date) AS month, sum(sales) AS revenue FROM orders GROUP BY ALL)
		SELECT month, revenue, revenue / lag(revenue) OVER (ORDER BY month) - 1 AS mom, revenue / lag(revenue, 12) OVER (ORDER BY month) - 1 AS yoy
		FROM monthly ORDER BY month`,
	'by category and quarter': `
		SELECT category, date_trunc('quarter', order_date) AS quarter, sum(sales) AS revenue, sum(quantity) AS units, count(*) AS orders
		FROM orders GROUP BY ALL ORDER BY category, quarter`,
	'customers, cumulative share': `
		WITH totals AS (SELECT customer, sum(sales) AS revenue FROM orders GROUP BY ALL)
		SELECT customer, revenue, sum(revenue) OVER (ORDER BY revenue DESC, customer ROWS UNBOUNDED PRECEDING) / sum(revenue) OVER () AS share
		FROM totals ORDER BY revenue DESC, customer LIMIT 1000`,
	'median and quartiles by region': `
		SELECT region, median(sales) AS median, quantile_cont(CAST(sales AS DOUBLE), 0.25) AS q1, quantile_cont(CAST(sales AS DOUBLE), 0.75) AS q3
		FROM orders GROUP BY ALL ORDER BY region`,
	'distinct customers by month': `
		SELECT date_trunc('month', order_date) AS month, count(DISTINCT customer) AS customers, count(DISTINCT product) AS products
		FROM orders GROUP BY ALL ORDER BY month`,
	'join with products': `
		SELECT line, sum(sales) AS revenue, sum(quantity * list_price) AS at_list FROM orders JOIN products USING (product)
		GROUP BY ALL ORDER BY line`,
	'leaderboard, filtered': `
		SELECT rep, sum(sales) AS revenue, avg(discount) AS discount, rank() OVER (ORDER BY sum(sales) DESC) AS place
		FROM orders WHERE order_date >= DATE '2024-01-01' AND region IN ('North', 'East', '华东') GROUP BY rep ORDER BY place, rep`,
	'search and average order': `
		SELECT category, region, count(*) AS orders, sum(sales) / count(*) AS average FROM orders
		WHERE customer ILIKE '%customer 12%' AND quantity BETWEEN 2 AND 10 GROUP BY ALL ORDER BY category, region`
};
