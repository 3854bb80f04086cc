import type { Theme } from '../frame/theme.svelte';

/**
 * Eight colours for categories, in the order they are given out. Chosen by search: the smallest OKLab distance of any two,
 * seen normally or with protanopia, deuteranopia or tritanopia, is as large as it gets while every mark keeps 3:1 on the
 * surface. `palette.test.ts` holds both properties.
 */
export const CATEGORICAL: Readonly<Record<Theme, readonly string[]>> = {
	light: ['#0b7278', '#b07827', '#53448a', '#3c87ed', '#68250f', '#a480a3', '#063d4d', '#745a36'],
	dark: ['#4db6b8', '#e0b02b', '#af5489', '#7088d4', '#a7defc', '#a5906e', '#f5dc9b', '#7d7c33']
};

/** Seven steps from little to much, one hue. */
export const SEQUENTIAL: Readonly<Record<Theme, readonly string[]>> = {
	light: ['#e3f0ef', '#bfdedd', '#95c8c8', '#66aeb0', '#369297', '#0b7278', '#07494d'],
	dark: ['#15292b', '#183d40', '#1d5558', '#287275', '#379496', '#5cb9ba', '#a3e0df']
};

/** What a chart is drawn with besides its marks; the same values as the tokens in app.css. */
export interface ChartInk {
	readonly surface: string;
	readonly raised: string;
	readonly text: string;
	readonly soft: string;
	readonly line: string;
	readonly edge: string;
}

export const CHART_INK: Readonly<Record<Theme, ChartInk>> = {
	light: {
		surface: '#ffffff',
		raised: '#ffffff',
		text: '#1a2123',
		soft: '#465154',
		line: '#dee2e3',
		edge: '#838d8b'
	},
	dark: {
		surface: '#1a1f21',
		raised: '#22282b',
		text: '#e7ebec',
		soft: '#b4bec0',
		line: '#2b3235',
		edge: '#6a7578'
	}
};

/** The colour of the n-th category; beyond eight they come round again. */
export function categoryColour(theme: Theme, index: number): string {
	const colours = CATEGORICAL[theme];
	return colours[index % colours.length] ?? CHART_INK[theme].text;
}

/** A colour with transparency, for areas and bands. */
export function translucent(hex: string, alpha: number): string {
	const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
	return `rgba(${channels.join(', ')}, ${alpha})`;
}
