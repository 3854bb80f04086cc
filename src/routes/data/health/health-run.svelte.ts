import { AppError, isCancelled } from '$lib/core/errors';
import type { CheckId, Finding, HealthContext } from '$lib/core/health/finding';
import { HEALTH_CHECKS, ranked } from '$lib/core/health/registry';
import type { Query } from '$lib/core/sql/sql';
import type { Rows } from '$lib/core/table';

/** How far a check is. */
export type CheckState =
	| { readonly kind: 'waiting' | 'not-applicable' | 'clear' }
	| { readonly kind: 'found'; readonly count: number }
	| { readonly kind: 'failed'; readonly error: AppError };

/** The checks over one state of the data, one after the other. */
export class HealthRun {
	#findings = $state.raw<readonly Finding[]>([]);
	#states = $state.raw<ReadonlyMap<CheckId, CheckState>>(new Map());
	#busy = $state(false);
	#controller: AbortController | undefined;

	/** Largest effect on the reports first. */
	get findings(): readonly Finding[] {
		return this.#findings;
	}
	get states(): ReadonlyMap<CheckId, CheckState> {
		return this.#states;
	}
	get busy(): boolean {
		return this.#busy;
	}
	/** Checks that have ended, those that do not apply included. */
	get done(): number {
		return [...this.#states.values()].filter(({ kind }) => kind !== 'waiting').length;
	}

	/** Runs every check anew; the newest run wins. What was found stays on show until the first new answer. */
	async run(context: HealthContext, ask: (query: Query, signal: AbortSignal) => Promise<Rows>): Promise<void> {
		this.stop();
		const { signal } = (this.#controller = new AbortController());
		this.#busy = true;
		this.#states = new Map(
			HEALTH_CHECKS.map((check) => [check.id, { kind: check.applies(context) ? 'waiting' : 'not-applicable' }])
		);
		const found: Finding[] = [];
		try {
			for (const check of HEALTH_CHECKS.filter((one) => one.applies(context))) {
				const state = await this.#one(check, context, (query) => ask(query, signal), found);
				if (signal.aborted) return;
				this.#states = new Map(this.#states).set(check.id, state);
				this.#findings = ranked(found);
			}
		} catch (error) {
			if (!isCancelled(error) && !signal.aborted) throw error;
		} finally {
			if (!signal.aborted) this.#busy = false;
		}
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#controller?.abort();
		this.#busy = false;
	}

	async #one(
		check: (typeof HEALTH_CHECKS)[number],
		context: HealthContext,
		ask: (query: Query) => Promise<Rows>,
		found: Finding[]
	): Promise<CheckState> {
		try {
			const findings = await check.find(context, ask);
			found.push(...findings);
			return findings.length === 0 ? { kind: 'clear' } : { kind: 'found', count: findings.length };
		} catch (error) {
			if (error instanceof AppError && error.code === 'query-failed') return { kind: 'failed', error };
			throw error;
		}
	}
}
