import type { Component } from 'svelte';

/** A Lucide icon, imported one by one: `import House from '@lucide/svelte/icons/house'`. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

/** One entry of a control that offers choices. */
export interface Choice<T extends string = string> {
	readonly value: T;
	readonly label: string;
	readonly icon?: Icon;
	readonly disabled?: boolean;
}
