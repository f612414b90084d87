import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Slice, Transaction } from '../../../../server/stores/store.ts';
import { makeMessage } from '../../../kit/make-rows.ts';
import { sizes } from '../../../kit/sizes.ts';
import type { OpenStore } from '../store-suite.ts';

const id = (place: number): string => `m${String(place).padStart(3, '0')}`;

async function writeMessages(tx: Transaction, places: Iterable<number>): Promise<void> {
  for (const place of places) {
    await tx.put(
      'message',
      makeMessage({
        id: id(place),
        ticketId: place % 3 === 0 ? 'other' : 'ticket',
        visibility: place % 2 === 0 ? 'public' : 'note',
      }),
    );
  }
}

export function finding(openStore: OpenStore): void {
  it('files rows under every key of a lookup, and moves them with their values', async () => {
    const store = await openStore();
    await store.transact((tx) => writeMessages(tx, [5, 2, 4, 1, 3]));
    const found = (await store.find('message', 'ticketId', 'ticket')).map((row) => row.id);
    expect(found).toEqual([id(1), id(2), id(4), id(5)]);
    const shown = (await store.find('message', 'publicOn', 'ticket')).map((row) => row.id);
    expect(shown).toEqual([id(2), id(4)]);
    expect(await store.find('message', 'ticketId', 'unknown')).toEqual([]);

    await store.transact(async (tx) => {
      const row = await tx.get('message', id(4));
      if (row === undefined) throw new Error('It is there.');
      await tx.put('message', { ...row, ticketId: 'other' });
      expect(await tx.count('message', 'publicOn', 'ticket')).toBe(1);
      expect(await tx.count('message', 'ticketId', 'other')).toBe(2);
    });
    expect(await store.count('message', 'ticketId', 'ticket')).toBe(3);
    expect((await store.find('message', 'ticketId', 'other')).map((row) => row.id)).toEqual([
      id(3),
      id(4),
    ]);
  });

  it('gives several by id in the order asked, without unknown ones', async () => {
    const store = await openStore();
    await store.transact((tx) => writeMessages(tx, [1, 2, 3]));
    const found = await store.getMany('message', [id(3), 'unknown', id(1)]);
    expect(found.map((row) => row.id)).toEqual([id(3), id(1)]);
  });

  it('cuts slices from either end, after any id, also over unsynced rows', async () => {
    const store = await openStore();
    const some = Array.from({ length: 80 }, (_, index) => index);
    await store.transact((tx) =>
      writeMessages(
        tx,
        some.filter((place) => place % 5 !== 0),
      ),
    );

    const expected = (
      places: readonly number[],
      { limit, after, newestFirst }: Slice,
    ): string[] => {
      const ids = places.filter((place) => place % 3 !== 0).map(id);
      const ordered = newestFirst === true ? ids.reverse() : ids;
      return ordered
        .filter((one) => after === undefined || (newestFirst === true ? one < after : one > after))
        .slice(0, limit);
    };
    const slices = fc.record(
      {
        limit: fc.integer({ min: 1, max: 30 }),
        after: fc.integer({ min: 0, max: 90 }).map(id),
        newestFirst: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(slices, async (slice) => {
        const found = await store.find('message', 'ticketId', 'ticket', slice);
        const present = some.filter((place) => place % 5 !== 0);
        expect(found.map((row) => row.id)).toEqual(expected(present, slice));
      }),
      { numRuns: sizes.propertyRuns },
    );
    await store.transact(async (tx) => {
      await writeMessages(
        tx,
        some.filter((place) => place % 5 === 0),
      );
      const gone = some.filter((place) => place % 7 === 0);
      for (const place of gone) await tx.remove('message', id(place));
      const present = some.filter((place) => place % 7 !== 0);
      await fc.assert(
        fc.asyncProperty(slices, async (slice) => {
          const found = await tx.find('message', 'ticketId', 'ticket', slice);
          expect(found.map((row) => row.id)).toEqual(expected(present, slice));
        }),
        { numRuns: sizes.propertyRuns },
      );
      expect(await tx.count('message', 'ticketId', 'ticket')).toBe(expected(present, {}).length);
    });
  });
}
