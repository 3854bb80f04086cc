/** What stands around the code: a function in a function, as loaders before modules need it. */
const BEFORE = /^[\s\S]{0,400}?\}\s*\(typeof self !== "undefined" \? self : this, \(\) => \{\n/;
const AFTER = /\nwindow\.Plotly = Plotly;\nreturn Plotly;\n\}\)\);?\s*$/;

/**
 * Makes a module of the Plotly bundle. Inside functions its 5 MB are parsed again at every level when they are called, which
 * holds the page for up to a second; a module is parsed once, beside the page, while it is downloaded.
 *
 * @returns {import('vite').Plugin}
 */
export function plotlyModule() {
	return {
		name: 'dealscope:plotly-module',
		apply: 'build',
		transform(code, id) {
			if (!id.endsWith('/plotly.js-dist-min/plotly.min.js')) return null;
			if (!BEFORE.test(code) || !AFTER.test(code)) this.error('The Plotly bundle has another form than it had.');
			return { code: code.replace(BEFORE, '').replace(AFTER, '\nexport default Plotly;\n'), map: null };
		}
	};
}
