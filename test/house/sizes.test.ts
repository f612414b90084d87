import { beforeAll, describe, expect, test } from 'vitest';
import { measure, type Size, tableOf, tooLarge } from './sizes.js';

describe('the bytes a visitor downloads', () => {
  let sizes: Size[];
  beforeAll(async () => {
    sizes = await measure();
  });

  test('stay under their ceilings', () => {
    expect(tooLarge(sizes), tableOf(sizes)).toEqual([]);
  });

  test('all have a ceiling', () => {
    expect(sizes.filter(({ ceiling }) => !(ceiling > 0))).toEqual([]);
  });

  test('are noticed when they grow', () => {
    const grown = { name: 'loader', bytes: 501, ceiling: 500, files: [] };
    expect(tooLarge([grown, { ...grown, bytes: 500 }, { ...grown, bytes: null }])).toEqual([grown]);
  });
});
