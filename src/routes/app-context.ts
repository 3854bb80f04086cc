import { createContext } from 'svelte';
import type { App } from '$lib/state/app.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';

interface Page {
	readonly app: App;
	readonly toasts: Toasts;
	/** Adds files to the open workspace, or to a new one, and shows what they mean. */
	readonly bring: (files: File[]) => Promise<void>;
}

/** The app as the root layout built it. */
export const [getPage, setPage] = createContext<Page>();
