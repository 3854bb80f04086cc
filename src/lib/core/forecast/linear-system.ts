/**
 * Solves the symmetric positive definite system A x = b of size k by Cholesky, in place: `a` [k·k, row after row] holds
 * the factor afterwards, `b` the solution. False when A is not positive definite.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, k: number): boolean {
	if (!factorise(a, k)) return false;
	substitute(a, b, k);
	return true;
}

/** Cholesky factor of `a` into its lower triangle; false when it is not positive definite. */
export function factorise(a: Float64Array, k: number): boolean {
	for (let i = 0; i < k; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = a[i * k + j]!;
			for (let c = 0; c < j; c++) sum -= a[i * k + c]! * a[j * k + c]!;
			if (i > j) a[i * k + j] = sum / a[j * k + j]!;
			else if (sum > 1e-14 * Math.abs(a[i * k + i]!)) a[i * k + i] = Math.sqrt(sum);
			else return false;
		}
	}
	return true;
}

/** Solves with a factor from {@link factorise}: `b` becomes the solution. */
export function substitute(factor: Float64Array, b: Float64Array, k: number): void {
	for (let i = 0; i < k; i++) {
		let sum = b[i]!;
		for (let c = 0; c < i; c++) sum -= factor[i * k + c]! * b[c]!;
		b[i] = sum / factor[i * k + i]!;
	}
	for (let i = k - 1; i >= 0; i--) {
		let sum = b[i]!;
		for (let c = i + 1; c < k; c++) sum -= factor[c * k + i]! * b[c]!;
		b[i] = sum / factor[i * k + i]!;
	}
}

/** Solves A x = b by elimination with pivoting, in place (`b` becomes x). False when A is singular. */
export function solveGeneral(a: Float64Array, b: Float64Array, k: number): boolean {
	for (let c = 0; c < k; c++) {
		let pivot = c;
		for (let i = c + 1; i < k; i++) if (Math.abs(a[i * k + c]!) > Math.abs(a[pivot * k + c]!)) pivot = i;
		if (!(Math.abs(a[pivot * k + c]!) > 1e-300)) return false;
		if (pivot !== c) {
			for (let j = c; j < k; j++) [a[c * k + j], a[pivot * k + j]] = [a[pivot * k + j]!, a[c * k + j]!];
			[b[c], b[pivot]] = [b[pivot]!, b[c]!];
		}
		for (let i = c + 1; i < k; i++) {
			const factor = a[i * k + c]! / a[c * k + c]!;
			if (factor === 0) continue;
			for (let j = c + 1; j < k; j++) a[i * k + j]! -= factor * a[c * k + j]!;
			b[i]! -= factor * b[c]!;
		}
	}
	for (let i = k - 1; i >= 0; i--) {
		let sum = b[i]!;
		for (let j = i + 1; j < k; j++) sum -= a[i * k + j]! * b[j]!;
		b[i] = sum / a[i * k + i]!;
	}
	return true;
}
