import type { NetworkCard } from './manifest';
import { inputSize } from './window';

/** A dense layer: `kernel` [inputs × outputs] row by row, `bias` [outputs] or null. */
export interface Dense {
	readonly inputs: number;
	readonly outputs: number;
	readonly kernel: Float32Array;
	readonly bias: Float32Array | null;
}

/** One block of the doubly residual stack. The last block hands nothing on. */
export interface NetworkBlock {
	readonly dense: readonly Dense[];
	readonly backcast: Dense | null;
	readonly forecast: Dense;
}

/** One trained net. */
export interface NetworkWeights {
	readonly linear: Dense;
	readonly blocks: readonly NetworkBlock[];
}

/** Bytes of a dense layer: a float32 scale per output, an int8 per weight, a float32 per bias. */
const denseBytes = (inputs: number, outputs: number, bias: boolean): number =>
	4 * outputs + pad(inputs * outputs) + (bias ? 4 * outputs : 0);

const pad = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** Reads dense layers one after the other. */
class Reader {
	#at = 0;
	readonly #view: DataView;
	constructor(private readonly bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	dense(inputs: number, outputs: number, biased: boolean): Dense {
		if (this.#at + denseBytes(inputs, outputs, biased) > this.bytes.length)
			throw new RangeError('weights are cut short');
		const scale = this.#floats(outputs);
		const kernel = new Float32Array(inputs * outputs);
		for (let row = 0, i = 0; row < inputs; row++) {
			for (let column = 0; column < outputs; column++, i++) {
				kernel[i] = this.#view.getInt8(this.#at + i) * scale[column]!;
			}
		}
		this.#at += pad(inputs * outputs);
		return { inputs, outputs, kernel, bias: biased ? this.#floats(outputs) : null };
	}

	end(): void {
		if (this.#at !== this.bytes.length) throw new RangeError('weights are longer than their network');
	}

	#floats(count: number): Float32Array {
		const values = new Float32Array(count);
		for (let i = 0; i < count; i++, this.#at += 4) {
			const value = this.#view.getFloat32(this.#at, true);
			if (!Number.isFinite(value)) throw new RangeError('weights are not finite');
			values[i] = value;
		}
		return values;
	}
}

/**
 * The members of a network from the bytes of its file: int8 weights with one scale per output, in the order in which they
 * are used. The bytes are not trusted: throws RangeError when they do not fit the card exactly or hold no numbers.
 */
export function readWeights(card: NetworkCard, quantiles: number, bytes: Uint8Array): NetworkWeights[] {
	if (bytes.length !== card.bytes) throw new RangeError(`weights have ${bytes.length} bytes, not ${card.bytes}`);
	const reader = new Reader(bytes);
	const members = Array.from({ length: card.members }, () => readMember(card, quantiles, reader));
	reader.end();
	return members;
}

function readMember(card: NetworkCard, quantiles: number, reader: Reader): NetworkWeights {
	const { window, horizon, width, blocks, layers } = card;
	const inputs = inputSize(card);
	const linear = reader.dense(inputs, horizon, true);
	return {
		linear,
		blocks: Array.from({ length: blocks }, (_, block) => {
			const last = block === blocks - 1;
			return {
				dense: Array.from({ length: layers }, (_, layer) => reader.dense(layer ? width : inputs, width, true)),
				backcast: last ? null : reader.dense(width, window, false),
				forecast: reader.dense(width, last ? quantiles * horizon : horizon, false)
			};
		})
	};
}
