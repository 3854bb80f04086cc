import { fail, ok, type Result } from '$lib/core/result';

/**
 * The address of a file as the user typed or pasted it: https, or http on this machine; without a scheme https is meant. User names and
 * passwords are refused. Issues: 'url-invalid', 'url-insecure'.
 */
export function readAddress(text: string): Result<URL> {
	const typed = text.trim();
	const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[\w.-]+:\d+(\/|$)/.test(typed) ? typed : `https://${typed}`;
	if (typed === '' || !URL.canParse(whole)) return fail({ code: 'url-invalid', at: typed });
	const url = new URL(whole);
	const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail({ code: 'url-invalid', at: typed });
	if (url.username !== '' || url.password !== '') return fail({ code: 'url-invalid', at: url.host });
	if (url.protocol === 'http:' && !local) return fail({ code: 'url-insecure', at: url.host });
	return ok(url);
}

/** Name of a downloaded file: what the server calls it, else the last part of the address, else "download". Never a path. */
export function nameOfDownload(url: URL, disposition: string | null): string {
	const named = disposition === null ? null : nameInDisposition(disposition);
	const last = decoded(url.pathname.split('/').pop() ?? '');
	const name = (named ?? last).split(/[/\\]/).pop()?.trim() ?? '';
	// eslint-disable-next-line no-control-regex -- a name from a server must not carry control characters
	const clean = name.replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200);
	return clean === '' || clean === '.' || clean === '..' ? 'download' : clean;
}

/** RFC 6266: `filename*` with its encoding goes before `filename`. */
function nameInDisposition(text: string): string | null {
	const extended = /filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(text)?.[1];
	if (extended !== undefined) return decoded(extended);
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(text);
	return plain ? (plain[1]?.replace(/\\(.)/g, '$1') ?? plain[2] ?? null) : null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return text;
		throw error;
	}
}
