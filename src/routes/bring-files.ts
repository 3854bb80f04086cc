import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { m } from '$lib/paraglide/messages';
import type { App } from '$lib/state/app.svelte';
import type { FileHandles } from '$lib/ui/frame/brought-files';
import type { ArrivalChoices } from './arrival-choices.svelte';
import { refusalLines } from './refusals';

interface Bringing {
	readonly choices: ArrivalChoices;
	/** For those files the browser gave one for. */
	readonly handles?: FileHandles | undefined;
}

/** Imports files into the open workspace, or into a new one named after the first, and goes to the mapping. */
export async function bringFiles(app: App, files: File[], { choices, handles }: Bringing): Promise<void> {
	await app.attempt(async () => {
		const name = files[0]?.name.replace(/\.[^.]+$/u, '') ?? m.home_untitled();
		const session = await app.openOrCreate(name);
		await goto(resolve('/data'));
		const options = {
			get fileColumn() {
				return choices.fileColumn.trim() || m.import_file_column();
			},
			...(handles ? { handles } : {})
		};
		const sources = await app.importing.run(session, files, options);
		if (sources.length > 0) await app.meaning?.look();
		await app.refresh();
	});
}

/** Fetches a file from the web and imports it; answers why it did not work, a sentence each, or null. */
export async function bringAddress(
	app: App,
	url: string,
	signal: AbortSignal,
	bringing: Bringing
): Promise<readonly string[] | null> {
	signal.addEventListener('abort', () => app.remote.cancel(), { once: true });
	const file = await app.remote.load(url);
	if (!file) return app.remote.error ? refusalLines(app.remote.error) : [];
	void bringFiles(app, [file], bringing);
	return null;
}

/** Opens the sample, made ready, and goes to its overview. */
export async function openSample(app: App): Promise<void> {
	const opened = await app.attempt(() => app.trySample(m.home_sample_name()));
	if (opened) await goto(resolve('/reports'));
}
