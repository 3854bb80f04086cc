import { error } from '@sveltejs/kit';
import { RECIPES } from '$lib/core/reports/registry';

export const entries = () => RECIPES.map(({ id }) => ({ recipe: id }));

export function load({ params }) {
	const recipe = RECIPES.find(({ id }) => id === params.recipe);
	if (!recipe) error(404);
	return { recipe };
}
