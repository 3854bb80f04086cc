import { getLocale, localStorageKey, overwriteGetLocale, setLocale, type Locale } from '$lib/paraglide/runtime';

export type { Locale };

/** The languages, each named in itself. */
export const LANGUAGES: readonly { readonly locale: Locale; readonly name: string }[] = [
	{ locale: 'en', name: 'English' },
	{ locale: 'zh-CN', name: '简体中文' }
];

/** The user's choice; else Chinese for every browser set to a form of it first (zh, zh-Hans, zh-TW …). */
function firstLocale(): Locale {
	if (localStorage.getItem(localStorageKey) !== null) return getLocale();
	return /^zh\b/i.test(navigator.languages[0] ?? '') ? 'zh-CN' : getLocale();
}

/**
 * The language of this document. Every message and every formatter asks `getLocale`, which reads this rune: texts in
 * templates change by themselves when the language does, without a reload.
 */
class LocaleState {
	#current = $state<Locale>(firstLocale());

	constructor() {
		overwriteGetLocale(() => this.#current);
		this.#mark();
	}

	get current(): Locale {
		return this.#current;
	}

	choose(locale: Locale): void {
		void setLocale(locale, { reload: false });
		this.#current = locale;
		this.#mark();
	}

	#mark(): void {
		document.documentElement.lang = this.#current;
	}
}

let shared: LocaleState | undefined;

/** A page has one language, so its state is made once, on first use. */
export function locale(): LocaleState {
	return (shared ??= new LocaleState());
}
