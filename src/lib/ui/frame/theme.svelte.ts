/** What the user asked for; `system` follows the operating system. */
export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

/** Read by static/appearance.js before the first paint. */
const STORAGE_KEY = 'dealscope.theme';

function storedChoice(): ThemeChoice {
	const theme = document.documentElement.dataset['theme'];
	return theme === 'light' || theme === 'dark' ? theme : 'system';
}

class ThemeState {
	readonly #system = matchMedia('(prefers-color-scheme: dark)');
	#systemDark = $state(this.#system.matches);
	#choice = $state<ThemeChoice>(storedChoice());

	constructor() {
		this.#system.addEventListener('change', (event) => (this.#systemDark = event.matches));
	}

	get choice(): ThemeChoice {
		return this.#choice;
	}

	/** The theme on screen: charts draw with it, everything else follows CSS. */
	get current(): Theme {
		if (this.#choice !== 'system') return this.#choice;
		return this.#systemDark ? 'dark' : 'light';
	}

	choose(choice: ThemeChoice): void {
		this.#choice = choice;
		const root = document.documentElement;
		if (choice === 'system') delete root.dataset['theme'];
		else root.dataset['theme'] = choice;
		remember(choice);
	}
}

function remember(choice: ThemeChoice): void {
	try {
		if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
		else localStorage.setItem(STORAGE_KEY, choice);
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
		// Storage is blocked: the choice holds until the page is left.
	}
}

let shared: ThemeState | undefined;

/** The theme of this document. A page has exactly one, so it is made once, on first use. */
export function theme(): ThemeState {
	return (shared ??= new ThemeState());
}
