/** Decay of the two moments, and what keeps the division finite. */
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/**
 * Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019) on plain arrays, changed in place:
 * one pass over a few hundred thousand numbers is faster than a dozen small tensor operations per weight, and there is
 * nothing to dispose.
 */
export class Adam {
	readonly #means: Float32Array[];
	readonly #squares: Float32Array[];
	#steps = 0;

	constructor(
		private readonly weights: readonly Float32Array[],
		private readonly decay: number,
		/** Where decay draws the weights to; 0 without. */
		private readonly anchors: readonly Float32Array[] | null = null
	) {
		this.#means = weights.map(({ length }) => new Float32Array(length));
		this.#squares = weights.map(({ length }) => new Float32Array(length));
	}

	/** One step against the gradients, given in the order of the weights. */
	step(gradients: readonly Float32Array[], rate: number): void {
		this.#steps++;
		const pace = (rate * Math.sqrt(1 - SQUARE_DECAY ** this.#steps)) / (1 - MEAN_DECAY ** this.#steps);
		const pull = rate * this.decay;
		const keep = 1 - pull;
		this.weights.forEach((weight, index) => {
			const gradient = gradients[index]!;
			const means = this.#means[index]!;
			const squares = this.#squares[index]!;
			const anchor = this.anchors?.[index];
			for (let i = 0; i < weight.length; i++) {
				const slope = gradient[i]!;
				const mean = MEAN_DECAY * means[i]! + (1 - MEAN_DECAY) * slope;
				const square = SQUARE_DECAY * squares[i]! + (1 - SQUARE_DECAY) * slope * slope;
				means[i] = mean;
				squares[i] = square;
				const drawn = weight[i]! * keep + (anchor ? pull * anchor[i]! : 0);
				weight[i] = drawn - (pace * mean) / (Math.sqrt(square) + EPSILON);
			}
		});
	}
}

/** Shortens all gradients together to a length of at most `limit` (Pascanu et al. 2013). Answers the length found. */
export function clipGradients(gradients: readonly Float32Array[], limit: number): number {
	let sum = 0;
	for (const gradient of gradients) for (let i = 0; i < gradient.length; i++) sum += gradient[i]! * gradient[i]!;
	const length = Math.sqrt(sum);
	if (length > limit) {
		const share = limit / length;
		for (const gradient of gradients) for (let i = 0; i < gradient.length; i++) gradient[i]! *= share;
	}
	return length;
}
