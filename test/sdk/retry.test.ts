import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../sdk/errors.ts';
import { pauseBefore } from '../../sdk/retry.ts';
import { sizes } from '../kit/sizes.ts';

const now = Date.UTC(2026, 0, 1);

/** A refusal, with what its `Retry-After` says if it has one. */
const refusal = (status: number, wait?: string) =>
  new ApiError({
    data: undefined,
    status,
    headers: new Headers(wait === undefined ? {} : { 'retry-after': wait }),
    requestId: null,
  });

const jitter = (random: number) => vi.mocked(Math.random).mockReturnValue(random);

describe('the pause before a retry', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now });
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [4, 4000],
    [5, 8000],
    [6, 8000],
    [10_000, 8000],
  ])('before retry %i is %i ms without jitter', (attempt, pause) => {
    expect(pauseBefore(attempt, { status: 503 })).toBe(pause);
  });

  it('is up to a quarter shorter, and never longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, random) => {
          jitter(random);
          const whole = Math.min(500 * 2 ** (n - 1), 8000);
          const pause = pauseBefore(n, {})!;
          expect(pause).toBeLessThanOrEqual(whole);
          expect(pause).toBeGreaterThanOrEqual(whole * 0.75);
        },
      ),
      { numRuns: sizes.propertyRuns },
    );
  });

  it.each([408, 429, 500, 502, 503, 504, 599])('exists for status %s', (status) => {
    expect(pauseBefore(1, refusal(status))).toBe(500);
  });

  it('exists for a lost connection', () => {
    expect(pauseBefore(1, {})).toBe(500);
  });

  it.each([400, 401, 403, 404, 409, 413, 415, 422, 450])(
    'does not exist for status %i',
    (status) => {
      expect(pauseBefore(1, refusal(status))).toBeUndefined();
    },
  );

  it('exists for a 409 whose call is still running, and for no other refusal with Retry-After', () => {
    expect(pauseBefore(1, refusal(409, '1'))).toBe(1000);
    for (const wait of ['0', '1', '5', '08', '29', '0.5'])
      for (const status of [400, 404, 440, 422])
        expect(pauseBefore(1, refusal(status, wait))).toBeUndefined();
  });

  it('is what Retry-After says, in seconds or as a date, without jitter', () => {
    jitter(1);
    expect(pauseBefore(5, refusal(429, '0'))).toBe(0);
    expect(pauseBefore(5, refusal(429, '7'))).toBe(7000);
    const date = new Date(now + 30_000).toUTCString();
    expect(pauseBefore(1, refusal(503, date))).toBe(30_000);
    const past = new Date(now - 30_000).toUTCString();
    expect(pauseBefore(1, refusal(503, past))).toBe(0);
  });

  it('is left to the caller above 60 seconds', () => {
    expect(pauseBefore(1, refusal(429, '60'))).toBe(60_000);
    expect(pauseBefore(1, refusal(429, '61'))).toBeUndefined();
  });

  it('ignores a Retry-After nobody can read', () => {
    expect(pauseBefore(1, refusal(503, 'soon'))).toBe(500);
    expect(refusal(503, 'soon').retryAfter).toBeUndefined();
    expect(refusal(503).retryAfter).toBeUndefined();
  });
});
