import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addForecastRun, addSource, createWorkspace, rename, upsertForecast } from './edits';
import { forecast, source } from './examples';
import {
	HISTORY_LIMIT,
	amend,
	extend,
	historyBlobs,
	record,
	redo,
	redoLabel,
	startHistory,
	undo,
	undoLabel
} from './history';

const start = startHistory(createWorkspace('w', '2026-11-22T08:00:00.000Z', 'start'));
const named = (history: typeof start, name: string, group: string | null = null) =>
	record(history, 'rename', rename(history.present, name), group);

describe('history', () => {
	it('undoes and redoes with labels', () => {
		const two = named(named(start, 'a'), 'b');
		expect(undoLabel(two)).toBe('rename');
		const back = undo(two);
		expect(back.present.name).toBe('a');
		expect(redoLabel(back)).toBe('rename');
		expect(redo(back).present).toBe(two.present);
		expect(undo(start)).toBe(start);
		expect(redo(start)).toBe(start);
		expect(undoLabel(start)).toBeNull();
	});

	it('ignores an edit without effect and drops the redo stack at a new one', () => {
		expect(record(start, 'rename', start.present)).toBe(start);
		expect(named(undo(named(start, 'a')), 'c').future).toEqual([]);
	});

	it('joins edits of one group into one step, but not over an undo', () => {
		const typed = named(named(named(start, 'a', 'typing'), 'ab', 'typing'), 'abc', 'typing');
		expect(typed.past).toHaveLength(1);
		expect(undo(typed).present.name).toBe('start');
		const after = named(undo(named(typed, 'x', 'other')), 'abcd', 'typing');
		expect(after.past).toHaveLength(2);
	});

	it('is bounded', () => {
		let history = start;
		for (let i = 0; i < HISTORY_LIMIT + 50; i++) history = named(history, `n${i}`);
		expect(history.past).toHaveLength(HISTORY_LIMIT);
	});

	it('a fact survives undo and redo, and its Blobs are kept', () => {
		const added = record(start, 'add-source', addSource(start.present, source('deals', 'file')));
		const wished = record(added, 'forecast', upsertForecast(added.present, forecast('f')));
		const later = named(wished, 'later');
		const trained = amend(later, (w) =>
			addForecastRun(w, 'f', {
				made: w.created,
				result: 'weights',
				dataHash: 'hash',
				subject: '',
				budgetSeconds: 20,
				mase: null
			})
		);
		expect(undo(trained).present.forecasts[0]?.result).toBe('weights');
		expect(undo(undo(trained)).present.forecasts).toEqual([]);
		expect(redo(redo(undo(undo(trained)))).present.forecasts[0]?.result).toBe('weights');
		expect(historyBlobs(undo(undo(undo(trained)))).sort()).toEqual(['file', 'weights']);
	});

	it('what follows from an edit is undone and redone with it', () => {
		const edited = named(named(start, 'a'), 'b');
		const followed = extend(edited, { ...edited.present, grain: 'week' });
		expect(followed.past).toBe(edited.past);
		const back = undo(followed);
		expect([back.present.name, back.present.grain]).toEqual(['a', 'month']);
		const again = extend(back, { ...back.present, grain: 'day' });
		expect(redoLabel(again)).toBe('rename');
		expect(redo(again).present).toBe(followed.present);
		expect(undo(redo(again)).present.grain).toBe('day');
		expect(extend(edited, edited.present)).toBe(edited);
	});

	test.prop([fc.array(fc.oneof(fc.constant('undo'), fc.constant('redo'), fc.string({ minLength: 1, maxLength: 3 })))])(
		'agrees with a plain list and a cursor',
		(actions) => {
			let history = start;
			let list = [start.present];
			let at = 0;
			for (const action of actions) {
				if (action === 'undo') {
					history = undo(history);
					at = Math.max(0, at - 1);
				} else if (action === 'redo') {
					history = redo(history);
					at = Math.min(list.length - 1, at + 1);
				} else {
					const next = rename(history.present, action);
					if (next !== history.present) {
						list = [...list.slice(0, at + 1), next];
						at++;
					}
					history = record(history, 'rename', next);
				}
				expect(history.present).toBe(list[at]);
			}
		}
	);
});
