import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entersInternal,
  followsSurvivor,
  isUnproved,
  mayUndo,
  mergeObstacleOf,
  mixesAddresses,
  visibilityAfterMerge,
} from '../../../server/rules/merging.ts';
import { sizes } from '../../kit/sizes.ts';

const runs = { numRuns: sizes.propertyRuns };
const plain = { mergedInto: null, opportunityId: null };
const visibilities = ['private', 'company', 'public'] as const;

describe('tickets are merged', () => {
  test('unless one is the survivor itself, merged away or converted', () => {
    const one = { id: 'one', ...plain };
    const other = { id: 'other', ...plain };
    expect(mergeObstacleOf(one, [other])).toBe(null);
    expect(mergeObstacleOf(one, [other, one])).toBe('itself');
    const gone = { ...other, mergedInto: 'third' };
    const sold = { ...other, opportunityId: 'deal' };
    expect(mergeObstacleOf(one, [gone])).toBe('merged');
    expect(mergeObstacleOf(gone, [one])).toBe('merged');
    expect(mergeObstacleOf(one, [sold])).toBe('converted');
    expect(mergeObstacleOf(sold, [one])).toBe('converted');
  });

  test('in chains that never come back to where they were', () => {
    const step = fc.record({ into: fc.nat(5), from: fc.uniqueArray(fc.nat(5), { minLength: 1 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const tickets = Array.from({ length: 6 }, (_, at) => ({
          id: String(at),
          mergedInto: null as string | null,
          opportunityId: null,
        }));
        for (const { into, from } of steps) {
          const survivor = tickets[into]!;
          const sources = from.map((at) => tickets[at]!);
          if (mergeObstacleOf(survivor, sources) !== null) continue;
          for (const source of sources) source.mergedInto = survivor.id;
        }
        for (const ticket of tickets) {
          const passed = new Set<string>();
          let at: string | null = ticket.id;
          while (at !== null) {
            expect(passed.has(at)).toBe(false);
            passed.add(at);
            at = tickets[Number(at)]!.mergedInto;
          }
        }
      }),
      runs,
    );
  });
});

describe('what a source says', () => {
  test('stays as public as it was only from a public team and the same customer', () => {
    const customer = fc.constantFrom('ada', 'ben', null);
    const visibility = fc.constantFrom(...visibilities);
    fc.assert(
      fc.property(customer, customer, visibility, (theirs, its, seen) => {
        const internal = entersInternal(
          { customerId: theirs },
          { visibility: seen },
          { customerId: its },
        );
        expect(internal).toBe(!(seen === 'public' && theirs !== null && theirs === its));
      }),
      runs,
    );
  });

  test('becomes no more public by any merge, ticked or not', () => {
    for (const internal of [true, false]) {
      for (const show of [true, false]) {
        expect(visibilityAfterMerge('note', internal, show)).toBe('note');
      }
    }
    expect(visibilityAfterMerge('public', true, false)).toBe('note');
    expect(visibilityAfterMerge('public', true, true)).toBe('public');
    expect(visibilityAfterMerge('public', false, false)).toBe('public');
  });

  test.each(visibilities)(
    'reaches outside followers in a %s team only if it is public',
    (visibility) => {
      expect(followsSurvivor({ kind: 'internal' }, { visibility })).toBe(true);
      expect(followsSurvivor({ kind: 'portal' }, { visibility })).toBe(visibility === 'public');
    },
  );
});

describe('addresses', () => {
  const of = (customerId: string | null, addressConfirmed: boolean) => ({
    customerId,
    addressConfirmed,
  });

  test('are mixed where a confirmed and an unconfirmed one come together', () => {
    expect(mixesAddresses([of('ada', true), of('ben', false)])).toBe(true);
    expect(mixesAddresses([of('ada', true), of('ada', false)])).toBe(true);
    expect(mixesAddresses([of('ada', false), of('ben', false)])).toBe(false);
    expect(mixesAddresses([of('ada', true), of('ben', true)])).toBe(false);
    expect(mixesAddresses([of(null, true), of('ben', false)])).toBe(false);
  });

  test('are unproved where every ticket of the person is unconfirmed', () => {
    expect(isUnproved('ada', [of('ada', false), of('ben', true)])).toBe(true);
    expect(isUnproved('ada', [of('ada', false), of('ada', true)])).toBe(false);
    expect(isUnproved('cho', [of('ada', false), of('ben', false)])).toBe(false);
  });
});

describe('a merge', () => {
  test('can be undone within 30 days', () => {
    const mergedAt = '2025-03-01T12:00:00.000Z';
    expect(mayUndo(mergedAt, new Date('2025-03-01T12:00:00.000Z'))).toBe(true);
    expect(mayUndo(mergedAt, new Date('2025-03-31T12:00:00.000Z'))).toBe(true);
    expect(mayUndo(mergedAt, new Date('2025-03-31T12:00:00.001Z'))).toBe(false);
  });
});
