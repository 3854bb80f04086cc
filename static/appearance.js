// Runs before the first paint, so that neither theme nor language flashes. Keys: src/lib/ui/frame/theme.svelte.ts, paraglide.
(() => {
	const root = document.documentElement;
	try {
		const theme = localStorage.getItem('dealscope.theme');
		if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
		const locale = localStorage.getItem('PARAGLIDE_LOCALE') ?? navigator.language;
		if (/^zh\b/i.test(locale)) root.lang = 'zh-CN';
	} catch {
		// Storage is blocked: the system's theme and the page's language stay.
	}
})();
