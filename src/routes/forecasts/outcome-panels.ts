import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Table from '@lucide/svelte/icons/table';
import type { Component } from 'svelte';
import { m } from '$lib/paraglide/messages';
import type { OutcomePanelProps } from './outcome';
import ProofPanel from './ProofPanel.svelte';
import ValuesPanel from './ValuesPanel.svelte';

/** A tab below the chart of a trained forecast. */
export interface OutcomePanel {
	readonly id: string;
	readonly name: () => string;
	readonly icon: typeof Table;
	readonly panel: Component<OutcomePanelProps>;
}

/** In the order shown: one line each. */
export const OUTCOME_PANELS: readonly OutcomePanel[] = [
	{ id: 'proof', name: m.forecasts_panel_proof, icon: ListOrdered, panel: ProofPanel },
	{ id: 'values', name: m.forecasts_panel_values, icon: Table, panel: ValuesPanel }
];
