/** A short message at the edge of the window, with at most one action. */
export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'info' | 'good' | 'error';
	readonly action: ToastAction | null;
}
export interface ToastAction {
	readonly label: string;
	readonly run: () => void;
}
export interface ToastOptions {
	readonly tone?: Toast['tone'];
	/** Such as undo. Toasts with an action stay twice as long. */
	readonly action?: ToastAction;
}

const LIFE_MS = 5_000;
const MOST = 3;

/** The messages on show, newest last. Errors stay until they are closed. */
export class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	#last = 0;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	get list(): readonly Toast[] {
		return this.#list;
	}

	show(text: string, { tone = 'info', action }: ToastOptions = {}): void {
		const toast: Toast = { id: ++this.#last, text, tone, action: action ?? null };
		for (const old of this.#list.slice(0, Math.max(0, this.#list.length - MOST + 1))) this.close(old.id);
		this.#list = [...this.#list, toast];
		this.resume(toast);
	}

	close(id: number): void {
		this.hold(id);
		this.#list = this.#list.filter((toast) => toast.id !== id);
	}

	/** Keeps a toast while it is pointed at or has focus. */
	hold(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
	}

	resume(toast: Toast): void {
		if (toast.tone === 'error') return;
		this.hold(toast.id);
		const life = toast.action ? LIFE_MS * 2 : LIFE_MS;
		this.#timers.set(
			toast.id,
			setTimeout(() => this.close(toast.id), life)
		);
	}
}
