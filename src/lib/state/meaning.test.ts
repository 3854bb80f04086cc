import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '$lib/core/errors';
import type { ModelProposal } from '$lib/core/crm/propose-model';
import type { SalesModel } from '$lib/core/model/model';
import type { Engine, Store } from '$lib/core/ports';
import { addSource, createWorkspace } from '$lib/core/workspace/edits';
import { source } from '$lib/core/workspace/examples';
import { addStep } from '$lib/core/workspace/step-edits';
import { Meaning } from './meaning.svelte';
import { Session } from './session.svelte';

/** What the next look guesses the amount to be. */
let guessed: string;

vi.mock('$lib/core/model/profile', () => ({ profileTable: () => Promise.resolve([]) }));
vi.mock('$lib/core/crm/propose-model', () => ({ proposeModel: () => proposal() }));

const field = (column: string) => ({ table: 'deals', column });
const model = (column: string): SalesModel => ({
	kind: 'deals',
	fact: 'deals',
	joins: [],
	fields: { amount: field(column) },
	amount: { kind: 'field', field: field(column) },
	outcome: null,
	stageOrder: [],
	currency: null
});

function proposal(): ModelProposal {
	return { model: model(guessed), guesses: [], kind: null, natures: [], unknownWords: [], issues: [] };
}

let session: Session;
let meaning: Meaning;

beforeEach(async () => {
	const deals = source('deals');
	const engine = {
		prepare: () => Promise.resolve(deals.table),
		query: () => Promise.reject(new AppError('query-failed'))
	} as unknown as Engine;
	const saver = { edited: () => undefined, flush: () => Promise.resolve(), discard: () => undefined };
	session = new Session(createWorkspace('w1', '2026-11-22T12:00:00.000Z', 'Test'), {
		engine,
		store: {} as Store,
		saver
	});
	meaning = new Meaning(session);
	session.adopt(deals);
	session.edit('add-source', addSource(session.workspace, deals));
	guessed = 'Amount';
	await meaning.look();
});

const amount = (): string | undefined => session.workspace.model?.fields.amount?.column;

async function addTrim(then: string): Promise<void> {
	const step = { id: then, table: 'deals', kind: 'tidy-text', params: {}, enabled: true };
	session.edit('add-step', addStep(session.workspace, step));
	guessed = then;
	await meaning.look();
}

describe('a guess made anew after a step', () => {
	it('is undone and redone with that step', async () => {
		expect([session.undoLabel, amount()]).toEqual(['add-source', 'Amount']);
		await addTrim('Value');
		expect([session.undoLabel, amount()]).toEqual(['add-step', 'Value']);
		session.undo();
		expect([session.steps.length, session.undoLabel, amount()]).toEqual([0, 'add-source', 'Amount']);
		expect(meaning.own).toBe(false);
		guessed = 'Amount net';
		await meaning.look();
		expect([session.redoLabel, amount()]).toEqual(['add-step', 'Amount net']);
		session.redo();
		expect([session.steps.length, amount()]).toEqual([1, 'Value']);
	});

	it('does not take the place of what the user chose, which is an edit of its own', async () => {
		meaning.change(model('Chosen'));
		expect([session.undoLabel, meaning.own]).toEqual(['model', true]);
		await addTrim('Value');
		expect(amount()).toBe('Chosen');
		meaning.guessAgain();
		expect([session.undoLabel, amount(), meaning.own]).toEqual(['model', 'Value', false]);
		session.undo();
		expect(amount()).toBe('Chosen');
	});
});
