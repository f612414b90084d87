import { afterEach, describe, expect, test, vi } from 'vitest';
import { randomIds } from '../../../server/ports/ids.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('ids', () => {
  test('sort as they were made, also when the clock is set back', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const ids = randomIds();
    const made: string[] = [];
    for (const moment of [1_800_000_000_000, 1_800_000_000_001, 1_700_000_000_000]) {
      vi.setSystemTime(moment);
      for (let count = 0; count < 100_000; count += 1) made.push(ids.id());
    }
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id, at) => at === 0 || (made[at - 1] ?? '') < id)).toBe(true);
    expect(made[0]).toMatch(/^[\w-]{24}$/);
  });

  test('have secrets of 256 bits that repeat nothing', () => {
    const ids = randomIds();
    const secrets = Array.from({ length: 1000 }, () => ids.secret());
    expect(new Set(secrets).size).toBe(1000);
    expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32);
  });
});
