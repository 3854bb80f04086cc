import { formatShare } from '$lib/i18n/formatting';
import { m } from '$lib/paraglide/messages';
import type { App } from '$lib/state/app.svelte';
import type { FrameStatus } from '$lib/ui/frame/AppFrame.svelte';

/** The status line: offline readiness, saving, and the engine when it is doing something unusual. */
export function frameStatus(app: App): FrameStatus[] {
	return [offlineStatus(app), savingStatus(app), engineStatus(app)].filter((status) => status !== null);
}

function offlineStatus(app: App): FrameStatus {
	const { offline, share, update } = app.offline;
	if (update) return { tone: 'good', label: m.status_update() };
	if (offline === 'ready') return { tone: 'good', label: m.status_offline_ready() };
	if (offline === 'unsupported') return { tone: 'idle', label: m.status_offline_none() };
	if (offline === 'stalled') return { tone: 'warn', label: m.status_offline_failed() };
	return { tone: 'busy', label: m.status_offline_installing({ share: formatShare(share, { digits: 0 }) }) };
}

function savingStatus(app: App): FrameStatus | null {
	if (!app.session) return null;
	if (app.session.readOnly) return { tone: 'warn', label: m.status_read_only() };
	if (app.saving.kind === 'saved') return { tone: 'good', label: m.status_saved() };
	if (app.saving.kind === 'failed') return { tone: 'danger', label: m.status_save_failed() };
	return app.saving.kind === 'saving'
		? { tone: 'busy', label: m.status_saving() }
		: { tone: 'busy', label: m.status_unsaved() };
}

function engineStatus(app: App): FrameStatus | null {
	if (app.engine === 'starting') return { tone: 'busy', label: m.status_engine_starting() };
	if (app.engine === 'restarting') return { tone: 'busy', label: m.status_engine_restarting() };
	return app.engine === 'failed' ? { tone: 'danger', label: m.status_engine_failed() } : null;
}
