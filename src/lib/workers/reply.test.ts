import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/core/errors';
import { reply, unwrap } from './reply';

describe('reply', () => {
	it('carries a value', async () => {
		expect(unwrap(await reply(() => 42, 'training-failed'))).toBe(42);
	});

	it('keeps code and details of an AppError through structured clone', async () => {
		const answer = await reply(() => {
			throw new AppError('input-rejected', { issues: [{ code: 'series-too-short', at: 'West' }] });
		}, 'training-failed');
		const crossed = structuredClone(answer);
		expect(() => unwrap(crossed)).toThrowError(AppError);
		try {
			unwrap(crossed);
		} catch (error) {
			expect((error as AppError).code).toBe('input-rejected');
			expect((error as AppError).details).toEqual({ issues: [{ code: 'series-too-short', at: 'West' }] });
		}
	});

	it('turns any other error into the fallback with its message', async () => {
		const answer = await reply(() => Promise.reject(new RangeError('too big')), 'training-failed');
		expect(answer).toEqual({ ok: false, error: { code: 'training-failed', details: { message: 'too big' } } });
	});
});
