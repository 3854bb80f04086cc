import History from '@lucide/svelte/icons/history';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import GitFork from '@lucide/svelte/icons/git-fork';
import Table from '@lucide/svelte/icons/table';
import type { Component } from 'svelte';
import { m } from '$lib/paraglide/messages';
import type { OutcomePanelProps } from './outcome';
import ProofPanel from './ProofPanel.svelte';
import TrackRecordPanel from './TrackRecordPanel.svelte';
import ValuesPanel from './ValuesPanel.svelte';
import WhatIfPanel from './WhatIfPanel.svelte';
import WhyPanel from './WhyPanel.svelte';

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
	{ id: 'values', name: m.forecasts_panel_values, icon: Table, panel: ValuesPanel },
	{ id: 'why', name: m.explain_panel, icon: CircleHelp, panel: WhyPanel },
	{ id: 'what-if', name: m.whatif_panel, icon: GitFork, panel: WhatIfPanel },
	{ id: 'record', name: m.forecasts_panel_record, icon: History, panel: TrackRecordPanel }
];
