/** Coefficients of Lanczos' approximation with g = 7 and nine terms (relative error below 1e-14 for x > 0). */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
];

/** ln Γ(x) for x > 0 (Lanczos 1964). */
function lnGamma(x: number): number {
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
	const t = x + 6.5;
	const sum = LANCZOS.reduce((total, c, i) => (i === 0 ? c : total + c / (x - 1 + i)), 0);
	return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln Γ(a + ½) − ln Γ(a): for large a by its series, where the two logarithms would cancel (DLMF 5.11.13). */
function lnGammaHalfStep(a: number): number {
	if (a < 100) return lnGamma(a + 0.5) - lnGamma(a);
	return 0.5 * Math.log(a) + Math.log1p(-1 / (8 * a) + 1 / (128 * a * a) + 5 / (1024 * a ** 3));
}

/**
 * The continued fraction of the incomplete beta function (DLMF 8.17.22), summed by Lentz' method. Converges quickly for
 * x < (a + 1) / (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number): number {
	const tiny = 1e-300;
	const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
	let d = 1 / away(1 - ((a + b) * x) / (a + 1));
	let c = 1;
	let product = d;
	for (let m = 1; m <= 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / away(1 + even * d);
		c = away(1 + even / c);
		product *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / away(1 + odd * d);
		c = away(1 + odd / c);
		product *= d * c;
		if (Math.abs(d * c - 1) < 1e-15) break;
	}
	return product;
}

/** I_x(a, ½), the regularised incomplete beta function with b = ½; `y` = 1 − x, given apart so that no digit is lost. */
function betaHalf(a: number, x: number, y: number): number {
	if (x <= 0) return 0;
	if (y <= 0) return 1;
	const lnFront = lnGammaHalfStep(a) - 0.5 * Math.log(Math.PI) + a * Math.log(x) + 0.5 * Math.log(y);
	if (x < (a + 1) / (a + 2.5)) return (Math.exp(lnFront) * betaFraction(a, 0.5, x)) / a;
	return 1 - (Math.exp(lnFront) * betaFraction(0.5, a, y)) / 0.5;
}

/**
 * Two-sided p of a correlation coefficient under "no correlation": t = r √((n − 2) / (1 − r²)) has Student's t distribution
 * with ν = n − 2 degrees of freedom, and P(|T| ≥ |t|) = I_x(ν/2, ½) with x = ν / (ν + t²) = 1 − r² (Abramowitz and Stegun
 * 26.5.27). This is R's `cor.test` for Pearson, and for Spearman with `exact = FALSE`. NaN for fewer than three pairs or no r.
 */
export function correlationP(r: number, n: number): number {
	if (!Number.isFinite(r) || n < 3) return NaN;
	const size = Math.min(1, Math.abs(r));
	return betaHalf((n - 2) / 2, (1 - size) * (1 + size), size * size);
}
