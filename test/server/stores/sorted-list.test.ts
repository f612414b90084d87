import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byText,
  holds,
  keysOf,
  type Shelf,
  shelve,
  sizeOf,
  unshelve,
  walk,
} from '../../../server/stores/embedded/shelf.ts';
import type { Walk } from '../../../server/stores/embedded/sorted-list.ts';
import { sizes } from '../../kit/sizes.ts';

const keyOf = (place: number): string => `k${String(place).padStart(5, '0')}`;

const taken = (next: Walk<string>): string[] => {
  const keys: string[] = [];
  for (let key = next(); key !== undefined; key = next()) keys.push(key);
  return keys;
};

/** Enough of either to fill, split, empty and join chunks: a stretch of keys comes or goes. */
const anyStretch = fc.record({
  comes: fc.boolean(),
  from: fc.integer({ min: 0, max: 4000 }),
  length: fc.integer({ min: 1, max: 1500 }),
  step: fc.constantFrom(1, 3, 7, -1, -5),
});
const anyKey = fc.integer({ min: -1, max: 4001 }).map((place) => keyOf(Math.max(place, 0)));

describe('a shelf', () => {
  it('holds what a sorted array would, and walks it from any key either way', () => {
    const stretches = fc.array(anyStretch, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(stretches, fc.array(anyKey, { minLength: 4 }), (history, places) => {
        const model = new Set<string>();
        let shelf: Shelf<string> | undefined;
        for (const { comes, from, length, step } of history) {
          for (let count = 0; count < length; count += 1) {
            const place = from + count * step;
            if (place < 0 || place > 4000) break;
            const key = keyOf(place);
            shelf = comes ? shelve(shelf, key, byText) : unshelve(shelf, key, byText);
            if (comes) model.add(key);
            else model.delete(key);
          }
        }
        const sorted = [...model].sort();
        expect(sizeOf(shelf)).toBe(sorted.length);
        expect(keysOf(shelf)).toEqual(sorted);
        expect(taken(walk(shelf, byText))).toEqual(sorted);
        expect(taken(walk(shelf, byText, true))).toEqual(sorted.toReversed());
        for (const key of places) {
          const later = sorted.filter((one) => one > key);
          const earlier = sorted.filter((one) => one < key).reverse();
          expect(taken(walk(shelf, byText, false, key))).toEqual(later);
          expect(taken(walk(shelf, byText, true, key))).toEqual(earlier);
          if (shelf !== undefined) expect(holds(shelf, key, byText)).toBe(model.has(key));
        }
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});
