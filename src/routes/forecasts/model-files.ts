import { downloadZip } from 'client-zip';
import type { SavedModel } from '$lib/core/forecast/forecaster';

/**
 * The weights of a fitted model as TensorFlow.js keeps them: `model.json` with a weights manifest, and the numbers beside
 * it. `tf.io` reads them; the layers are described by `params`, not as a Keras graph, because these networks have hand-made
 * passes.
 */
export async function modelFiles(model: SavedModel): Promise<Blob> {
	const manifest = {
		format: 'dealscope-weights',
		generatedBy: 'Dealscope',
		convertedBy: null,
		kind: model.kind,
		formatVersion: model.format,
		params: model.params,
		weightsManifest: [
			{
				paths: ['weights.bin'],
				weights: model.weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }))
			}
		]
	};
	const numbers = new Blob(model.weights.map(({ values }) => new Float32Array(values)));
	return downloadZip([
		{ name: 'model.json', input: JSON.stringify(manifest, null, '\t') },
		{ name: 'weights.bin', input: numbers }
	]).blob();
}
