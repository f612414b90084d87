import { expect, it } from 'vitest';
import type { PublishedChange } from '../../../../server/stores/store.ts';
import type { OpenStore } from '../store-suite.ts';

export function announcing(openStore: OpenStore): void {
  it('publishes changes in order, once what they tell of can be read', async () => {
    const store = await openStore();
    const seen: PublishedChange[] = [];
    const found: Promise<unknown>[] = [];
    store.subscribe((change) => {
      seen.push(change);
      found.push(store.get('company', change.ticketId));
    });
    const name = (place: number): string => `t${String(place).padStart(2, '0')}`;
    await Promise.all(
      Array.from({ length: 30 }, (_, place) =>
        store.transact(async (tx) => {
          await tx.put('company', { id: name(place), version: 0, name: 'A company' });
          tx.announce({ type: 'ticket.created', ticketId: name(place) });
          tx.announce({ type: 'ticket.updated', ticketId: name(place) });
        }),
      ),
    );
    await expect.poll(() => seen.length).toBe(60);
    expect((await Promise.all(found)).every((row) => row !== undefined)).toBe(true);
    expect(new Set(seen.map((change) => change.id)).size).toBe(60);
    for (let place = 0; place < seen.length; place += 2) {
      const [created, updated] = seen.slice(place, place + 2);
      expect(created).toMatchObject({ type: 'ticket.created', ticketId: updated?.ticketId });
      expect(updated?.type).toBe('ticket.updated');
    }
  });

  it('publishes nothing of a transaction that throws, nor to those who stopped listening', async () => {
    const store = await openStore();
    const seen: string[] = [];
    const left: string[] = [];
    store.subscribe((change) => seen.push(change.ticketId));
    const stop = store.subscribe((change) => left.push(change.ticketId));
    await store.transact(async (tx) => tx.announce({ type: 'ticket.created', ticketId: 'first' }));
    await expect.poll(() => left).toEqual(['first']);
    stop();
    const failing = store.transact(async (tx) => {
      tx.announce({ type: 'ticket.created', ticketId: 'never' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow();
    await store.transact(async (tx) => tx.announce({ type: 'ticket.created', ticketId: 'last' }));
    await expect.poll(() => seen).toEqual(['first', 'last']);
    expect(left).toEqual(['first']);
  });

  it('goes on telling others when a listener fails', async () => {
    const store = await openStore();
    const seen: string[] = [];
    store.subscribe(() => {
      throw new Error('a listener of no use');
    });
    store.subscribe((change) => seen.push(change.ticketId));
    await store.transact(async (tx) => tx.announce({ type: 'ticket.created', ticketId: 't' }));
    await expect.poll(() => seen).toEqual(['t']);
  });

  it('resumes after any change it remembers', async () => {
    const store = await openStore();
    const seen: PublishedChange[] = [];
    store.subscribe((change) => seen.push(change));
    for (const ticketId of ['a', 'b', 'c']) {
      await store.transact(async (tx) => {
        tx.announce({ type: 'message.created', ticketId, messageId: 'm', internal: true });
      });
    }
    await expect.poll(() => seen.length).toBe(3);
    for (const [place, change] of seen.entries()) {
      expect(await store.changesSince(change.id)).toEqual(seen.slice(place + 1));
    }
    expect(await store.changesSince('unknown')).toBeUndefined();
    expect(await store.changesSince('')).toBeUndefined();
    expect(await store.changesSince(`${seen[2]?.id}0`)).toBeUndefined();
  });
}
