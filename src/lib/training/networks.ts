import { type PretrainedNetwork } from '$lib/core/forecast/pretrained/forecast';
import { type NetworkManifest, readManifest } from '$lib/core/forecast/pretrained/manifest';
import { readWeights } from '$lib/core/forecast/pretrained/weights';
import type { Grain } from '$lib/core/period';

/** Gives the bytes of one file of the folder of pretrained networks. */
export type NetworkFiles = (name: string) => Promise<Uint8Array>;

/** What has been read so far; every file is read once. */
interface Shelf {
	readonly files: NetworkFiles;
	readonly networks: Map<Grain, Promise<PretrainedNetwork>>;
	manifest: Promise<NetworkManifest> | null;
}

let shelf: Shelf | null = null;

/** Tells where pretrained networks come from. Nothing is read before a network is asked for. */
export function useNetworks(files: NetworkFiles): void {
	shelf = { files, networks: new Map(), manifest: null };
}

/** Files from a folder of our own origin. */
export function fetchNetworks(folder: string): NetworkFiles {
	return async (name) => {
		const response = await fetch(new URL(name, folder));
		if (!response.ok) throw new Error(`${name}: ${response.status}`);
		return new Uint8Array(await response.arrayBuffer());
	};
}

/** The network for a grain. Throws Error when its files are missing, RangeError when they are not sound. */
export async function loadNetwork(grain: Grain): Promise<PretrainedNetwork> {
	if (!shelf) throw new Error('nobody has told where pretrained networks lie');
	const { networks } = shelf;
	const there = networks.get(grain);
	if (there) return there;
	const loading = read(shelf, grain);
	networks.set(grain, loading);
	// A failed download may be tried again.
	loading.catch(() => networks.delete(grain));
	return loading;
}

async function read(from: Shelf, grain: Grain): Promise<PretrainedNetwork> {
	from.manifest ??= readManifestFile(from.files);
	from.manifest.catch(() => (from.manifest = null));
	const { networks, quantiles } = await from.manifest;
	const card = networks.find((one) => one.grain === grain);
	if (!card) throw new Error(`no pretrained network for the grain "${grain}"`);
	return { card, quantiles, members: readWeights(card, quantiles.length, await from.files(card.file)) };
}

async function readManifestFile(files: NetworkFiles): Promise<NetworkManifest> {
	const text = new TextDecoder('utf-8', { fatal: true }).decode(await files('manifest.json'));
	return readManifest(JSON.parse(text));
}
