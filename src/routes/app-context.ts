import { createContext } from 'svelte';
import type { ArrivalChoices } from './arrival-choices.svelte';
import type { App } from '$lib/state/app.svelte';
import type { FileHandles } from '$lib/ui/frame/brought-files';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';

/** What the root layout gives to all screens. */
export interface Page {
	readonly app: App;
	readonly toasts: Toasts;
	readonly choices: ArrivalChoices;
	/** Adds files to the open workspace, or to a new one, and shows what they mean. */
	readonly bring: (files: File[], handles?: FileHandles) => Promise<void>;
	/** Fetches a file from the web and adds it; answers why it did not work, a sentence each, or null. */
	readonly bringFrom: (url: string, signal: AbortSignal) => Promise<readonly string[] | null>;
}

/** The app as the root layout built it. */
export const [getPage, setPage] = createContext<Page>();
