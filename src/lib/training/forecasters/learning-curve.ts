import type { Job } from '$lib/core/forecast/forecaster';

/** Least time between two points without a validation loss, in ms. */
const BETWEEN_MS = 250;

/** Tells a job how learning goes: a few points a second, and every one at which the validation loss was measured. */
export class LearningCurve {
	#sum = 0;
	#count = 0;
	#last: number;

	constructor(private readonly job: Pick<Job, 'pace' | 'trace'>) {
		this.#last = job.pace.now();
	}

	/** The training loss of one batch; one that is no number does not count. */
	learnt(loss: number): void {
		if (!Number.isFinite(loss)) return;
		this.#sum += loss;
		this.#count++;
	}

	/** After each step; `validation` null where it was not measured. */
	step(step: number, steps: number, validation: number | null): void {
		if (!this.job.trace || this.#count === 0) return;
		const time = this.job.pace.now();
		const measured = validation !== null && Number.isFinite(validation);
		if (!measured && time - this.#last < BETWEEN_MS && step < steps) return;
		this.#last = time;
		this.job.trace({ step, steps, loss: this.#sum / this.#count, validation: measured ? validation : null });
		this.#sum = this.#count = 0;
	}
}
