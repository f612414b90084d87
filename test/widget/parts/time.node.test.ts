import { describe, expect, test } from 'vitest';
import { sizeText } from '../../../widget/parts/size.ts';
import { relativeTime } from '../../../widget/parts/time.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

describe('a time in words', () => {
  test.each([
    [0, 'now'],
    [59, 'now'],
    [60, '1 minute ago'],
    [3599, '59 minutes ago'],
    [7200, '2 hours ago'],
    [86_400, 'yesterday'],
    [3 * 86_400, '3 days ago'],
    [700_000, 'last week'],
    [40 * 86_400, 'last month'],
    [800 * 86_400, '2 years ago'],
    [-3600, 'in 1 hour'],
  ])('%i seconds before now is "%s"', (seconds, words) => {
    expect(relativeTime(ago(seconds), 'en', now)).toBe(words);
  });

  test('is in the reader’s language', () => {
    expect(relativeTime(ago(86_400), 'de', now)).toBe('gestern');
  });
});

describe('a size in words', () => {
  test.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [2400, '2.4 kB'],
    [123_456, '123 kB'],
    [9_960_000, '10 MB'],
    [10_000_000, '10 MB'],
    [3_000_000_000, '3 GB'],
  ])('%i bytes are "%s"', (bytes, words) => {
    expect(sizeText(bytes, 'en')).toBe(words);
  });
});
