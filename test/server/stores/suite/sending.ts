import { expect, it } from 'vitest';
import { makeOutboxRow } from '../../../kit/make-rows.ts';
import type { OpenStore } from '../store-suite.ts';

const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;

export function sending(openStore: OpenStore): void {
  it('claims what is due, the earliest first, and leaves the rest', async () => {
    const store = await openStore();
    await store.transact(async (tx) => {
      await tx.put('outbox', makeOutboxRow({ id: 'late', nextAt: at(3) }));
      await tx.put('outbox', makeOutboxRow({ id: 'early', nextAt: at(1) }));
      await tx.put('outbox', makeOutboxRow({ id: 'middle', nextAt: at(2) }));
      await tx.put('outbox', makeOutboxRow({ id: 'later', nextAt: at(9) }));
      await tx.put('outbox', makeOutboxRow({ id: 'sent', nextAt: at(1), status: 'sent' }));
    });
    const first = await store.claimOutbox(at(5), at(20), 2);
    expect(first.map(({ id, nextAt }) => [id, nextAt])).toEqual([
      ['early', at(20)],
      ['middle', at(20)],
    ]);
    expect((await store.claimOutbox(at(5), at(20), 10)).map(({ id }) => id)).toEqual(['late']);
    expect(await store.claimOutbox(at(5), at(20), 10)).toEqual([]);
    const second = await store.claimOutbox(at(30), at(40), 10);
    expect(second.map(({ id }) => id)).toEqual(['later', 'early', 'late', 'middle']);
    const [row] = second;
    if (row === undefined) throw new Error('It is there.');
    await store.transact((tx) => tx.put('outbox', { ...row, status: 'sent' }));
    expect((await store.claimOutbox(at(50), at(55), 10)).map(({ id }) => id)).not.toContain(
      'later',
    );
  });

  it('gives each row to one claim only', async () => {
    const store = await openStore();
    const ids = Array.from({ length: 50 }, (_, place) => `o${String(place).padStart(2, '0')}`);
    const [claims] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => store.claimOutbox(at(1), at(9), 7))),
      store.transact(async (tx) => {
        for (const id of ids) await tx.put('outbox', makeOutboxRow({ id }));
      }),
    ]);
    const rest: string[] = [];
    for (;;) {
      const more = await store.claimOutbox(at(1), at(9), 7);
      if (more.length === 0) break;
      rest.push(...more.map(({ id }) => id));
    }
    const claimed = [...claims.flat().map(({ id }) => id), ...rest];
    expect(claimed.toSorted()).toEqual(ids);
  });
}
