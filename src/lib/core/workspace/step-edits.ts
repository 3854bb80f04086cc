import type { Json } from '../json';
import type { TableId } from '../table';
import type { CleaningStep, Workspace } from './workspace';

/*
 * Edits of the cleaning steps. Steps of all tables stand in one list; each is applied to its own table, in the order of the list. Pure, as
 * the edits of `edits.ts`: what changes nothing returns the same object.
 */

/** The steps of one table, in order. */
export function stepsOf(workspace: Pick<Workspace, 'steps'>, table: TableId): CleaningStep[] {
	return workspace.steps.filter((step) => step.table === table);
}

/** A step more, last among the steps of its table. A step whose id is there already changes nothing. */
export function addStep(workspace: Workspace, step: CleaningStep): Workspace {
	if (workspace.steps.some((other) => other.id === step.id)) return workspace;
	return { ...workspace, steps: [...workspace.steps, step] };
}

/** Other parameters for a step. */
export function updateStep(workspace: Workspace, id: string, params: Json): Workspace {
	return change(workspace, id, (step) => ({ ...step, params }));
}

/** A step less. */
export function removeStep(workspace: Workspace, id: string): Workspace {
	const steps = workspace.steps.filter((step) => step.id !== id);
	return steps.length === workspace.steps.length ? workspace : { ...workspace, steps };
}

/** Moves a step to the 0-based place `to` among the steps of its table; places outside the list mean its ends. */
export function moveStep(workspace: Workspace, id: string, to: number): Workspace {
	const step = workspace.steps.find((other) => other.id === id);
	if (!step) return workspace;
	const own = stepsOf(workspace, step.table);
	const from = own.indexOf(step);
	const place = Math.max(0, Math.min(own.length - 1, Math.trunc(to)));
	if (place === from) return workspace;
	return setSteps(workspace, step.table, own.toSpliced(from, 1).toSpliced(place, 0, step));
}

/** Switches a step on or off; without `enabled`: the other way. */
export function toggleStep(workspace: Workspace, id: string, enabled?: boolean): Workspace {
	return change(workspace, id, (step) => {
		const next = enabled ?? !step.enabled;
		return next === step.enabled ? step : { ...step, enabled: next };
	});
}

/** Other steps for one table, in place of all it had. Steps of other tables among them are left out. */
export function setSteps(workspace: Workspace, table: TableId, steps: readonly CleaningStep[]): Workspace {
	const own = steps.filter((step) => step.table === table);
	const before = stepsOf(workspace, table);
	if (own.length === before.length && own.every((step, index) => step === before[index])) return workspace;
	return { ...workspace, steps: [...workspace.steps.filter((step) => step.table !== table), ...own] };
}

function change(workspace: Workspace, id: string, edit: (step: CleaningStep) => CleaningStep): Workspace {
	const at = workspace.steps.findIndex((step) => step.id === id);
	const before = workspace.steps[at];
	if (!before) return workspace;
	const after = edit(before);
	return after === before ? workspace : { ...workspace, steps: workspace.steps.with(at, after) };
}
