import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseBefore, retryAfterOf } from '../../sdk/retry.ts';
import { sizes } from '../kit/sizes.ts';

const now = Date.UTC(2026, 0, 1);
const waiting = (value: string) => new Headers({ 'retry-after': value });

describe('the pause before a retry', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 8000],
    [6, 8000],
    [10_000, 8000],
  ])('before retry %i is %i ms without jitter', (attempt, pause) => {
    expect(pauseBefore(attempt, { status: 503 }, now, 0)).toBe(pause);
  });

  it('is up to a quarter shorter, and never longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, random) => {
          const whole = Math.min(500 * 2 ** (n - 1), 8000);
          const pause = pauseBefore(n, {}, now, random)!;
          expect(pause).toBeLessThanOrEqual(whole);
          expect(pause).toBeGreaterThanOrEqual(whole * 0.75);
        },
      ),
      { numRuns: sizes.propertyRuns },
    );
  });

  it.each([undefined, 408, 429, 500, 502, 503, 504, 599])('exists for status %s', (status) => {
    expect(pauseBefore(1, status === undefined ? {} : { status }, now, 0)).toBe(500);
  });

  it.each([400, 401, 403, 404, 409, 413, 415, 422, 450])(
    'does not exist for status %i',
    (status) => {
      expect(pauseBefore(1, { status }, now, 0)).toBeUndefined();
    },
  );

  it('exists for a 409 whose call is still running, and for no other refusal with Retry-After', () => {
    expect(pauseBefore(1, { status: 409, headers: waiting('1') }, now, 0)).toBe(1000);
    expect(pauseBefore(1, { status: 404, headers: waiting('1') }, now, 0)).toBeUndefined();
  });

  it('is what Retry-After says, in seconds or as a date, without jitter', () => {
    expect(pauseBefore(5, { status: 429, headers: waiting('7') }, now, 1)).toBe(7000);
    const date = new Date(now + 30_000).toUTCString();
    expect(pauseBefore(1, { status: 503, headers: waiting(date) }, now, 1)).toBe(30_000);
  });

  it('is its own where Retry-After is over already', () => {
    for (const over of ['0', new Date(now - 30_000).toUTCString()]) {
      expect(pauseBefore(1, { status: 503, headers: waiting(over) }, now, 0)).toBe(500);
    }
  });

  it('is left to the caller above 60 seconds', () => {
    expect(pauseBefore(1, { status: 429, headers: waiting('60') }, now, 0)).toBe(60_000);
    expect(pauseBefore(1, { status: 429, headers: waiting('61') }, now, 0)).toBeUndefined();
  });

  it('ignores a Retry-After nobody can read', () => {
    expect(pauseBefore(1, { status: 503, headers: waiting('soon') }, now, 0)).toBe(500);
    expect(retryAfterOf(waiting('soon'), now)).toBeNaN();
    expect(retryAfterOf(new Headers(), now)).toBeNaN();
  });
});
