import type { SalesModel } from '../model/model';
import type { Recipe } from './recipe';
import { abc } from './recipes/abc';
import { leaderboard } from './recipes/leaderboard';
import { pipelineByStage } from './recipes/pipeline-by-stage';
import { revenueTrend } from './recipes/revenue-trend';
import { salesCycle } from './recipes/sales-cycle';
import { winRate } from './recipes/win-rate';

/** Every report, in the order of the overview. `build` and `view` of a recipe take what its own `parse` or `defaults` returned. */
export const RECIPES: readonly Recipe[] = [revenueTrend, pipelineByStage, winRate, salesCycle, leaderboard, abc];

/** The recipe of that id, or null. */
export function recipeById(id: string): Recipe | null {
	return RECIPES.find((recipe) => recipe.id === id) ?? null;
}

/** The reports that make sense for a kind of data, whether or not the model has every role they need. */
export function recipesFor(model: SalesModel): Recipe[] {
	return RECIPES.filter((recipe) => recipe.kinds.includes(model.kind));
}

/** The choices of a recipe with only the options whose roles the model has; choices without two options left are dropped. */
export function offeredChoices(recipe: Recipe, model: SalesModel): Recipe['choices'] {
	return recipe.choices
		.map((choice) => ({
			...choice,
			options: choice.options.filter(
				({ needs }) => needs === undefined || needs.some((role) => model.fields[role] !== undefined)
			)
		}))
		.filter((choice) => choice.options.length > 1);
}
