import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { m } from '$lib/paraglide/messages';
import type { App } from '$lib/state/app.svelte';

/** Imports files into the open workspace, or into a new one named after the first, and goes to the mapping. */
export async function bringFiles(app: App, files: File[]): Promise<void> {
	await app.attempt(async () => {
		const name = files[0]?.name.replace(/\.[^.]+$/u, '') ?? m.home_untitled();
		const session = app.session ?? (await app.create(name));
		await goto(resolve('/data'));
		const sources = await app.importing.run(session, files);
		if (sources.length > 0) await app.meaning?.look();
		await app.refresh();
	});
}

/** Opens the sample, made ready, and goes to its overview. */
export async function openSample(app: App): Promise<void> {
	const opened = await app.attempt(() => app.trySample(m.home_sample_name()));
	if (opened) await goto(resolve('/reports'));
}
