import { expect, it } from 'vitest';
import { queryTokensOf } from '../../../../server/rules/tokens.ts';
import { everything, type Scope, scopeOf } from '../../../../server/rules/visibility.ts';
import type { Reader, Store } from '../../../../server/stores/store.ts';
import {
  makeMessage,
  makePerson,
  makeTeam,
  makeTicket,
  makeTicketFollower,
} from '../../../kit/make-rows.ts';
import type { OpenStore } from '../store-suite.ts';

async function furnish(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    await tx.put('team', makeTeam({ id: 'team' }));
    await tx.put('person', makePerson({ id: 'zoe', name: 'Zoë Ångström' }));
    await tx.put(
      'ticket',
      makeTicket({ id: 'one', number: 11, subject: 'Broken Printer', customerId: 'zoe' }),
    );
    await tx.put(
      'ticket',
      makeTicket({ id: 'two', number: 12, subject: 'Invoice', description: 'A printed one' }),
    );
    await tx.put('ticket', makeTicket({ id: 'three', number: 13, subject: '配送が遅い' }));
    await tx.put('message', makeMessage({ id: 'm1', ticketId: 'two', body: 'It is broken too.' }));
    await tx.put(
      'message',
      makeMessage({ id: 'm2', ticketId: 'three', body: 'A secret note', visibility: 'note' }),
    );
    await tx.put('ticketFollower', makeTicketFollower('two', 'zoe'));
  });
}

const search = async (
  reader: Reader,
  query: string,
  notes = false,
  scope: Scope = everything,
): Promise<string[]> => {
  const filter = { tokens: queryTokensOf(query), notes };
  const { items } = await reader.tickets(scope, { ...filter, sort: 'number', limit: 50 });
  expect(await reader.countTickets(scope, filter)).toBe(items.length);
  return items.map(({ id }) => id);
};

export function searching(openStore: OpenStore): void {
  it('finds tickets by the beginnings of words, whatever their case and accents', async () => {
    const store = await openStore();
    await furnish(store);
    expect(await search(store, 'PRINT')).toEqual(['one', 'two']);
    expect(await search(store, 'printer')).toEqual(['one']);
    expect(await search(store, 'rinter')).toEqual([]);
    expect(await search(store, 'broken prin')).toEqual(['one', 'two']);
    expect(await search(store, 'zoe angstrom')).toEqual(['one']);
    expect(await search(store, '12')).toEqual(['two']);
    expect(await search(store, '配送')).toEqual(['three']);
    expect(await search(store, '送が')).toEqual(['three']);
    expect(await search(store, '?!')).toEqual([]);
  });

  it('searches notes only where that is asked', async () => {
    const store = await openStore();
    await furnish(store);
    expect(await search(store, 'secret')).toEqual([]);
    expect(await search(store, 'secret', true)).toEqual(['three']);
    expect(await search(store, 'broken', true)).toEqual(['one', 'two']);
    expect(await search(store, '配送 note', true)).toEqual(['three']);
  });

  it('finds only what the scope shows', async () => {
    const store = await openStore();
    await furnish(store);
    const scope = scopeOf({ kind: 'portal', personId: 'zoe' });
    expect(await search(store, 'broken', false, scope)).toEqual(['two']);
    expect(await search(store, 'broken', false, scopeOf({ kind: 'visitor' }))).toEqual([]);
  });

  it('follows every change of a text', async () => {
    const store = await openStore();
    await furnish(store);
    await store.transact(async (tx) => {
      const one = await tx.ticket(everything, 'one');
      const zoe = await tx.get('person', 'zoe');
      const message = await tx.get('message', 'm1');
      if (!one || !zoe || !message) throw new Error('They are there.');
      await tx.put('ticket', { ...one, subject: 'Broken scanner' });
      await tx.put('person', { ...zoe, name: 'Zita' });
      await tx.put('message', { ...message, ticketId: 'three' });
      await tx.remove('message', 'm2');
      // The transaction itself finds what it wrote.
      expect(await search(tx, 'scanner')).toEqual(['one']);
      expect(await search(tx, 'printer')).toEqual([]);
      expect(await search(tx, 'zita')).toEqual(['one']);
      expect(await search(tx, 'broken')).toEqual(['one', 'three']);
      expect(await search(tx, 'secret', true)).toEqual([]);
    });
    expect(await search(store, 'scanner')).toEqual(['one']);
    expect(await search(store, 'printer')).toEqual([]);
    expect(await search(store, 'zita')).toEqual(['one']);
    expect(await search(store, 'zoe')).toEqual([]);
    expect(await search(store, 'broken')).toEqual(['one', 'three']);
    expect(await search(store, 'secret', true)).toEqual([]);
    expect(await search(store, 'note', true)).toEqual([]);
    await store.transact(async (tx) => {
      await tx.remove('ticket', 'one');
      const two = await tx.ticket(everything, 'two');
      if (two === undefined) throw new Error('It is there.');
      await tx.put('ticket', { ...two, customerId: 'zoe' });
    });
    expect(await search(store, 'scanner')).toEqual([]);
    expect(await search(store, 'zita')).toEqual(['two']);
  });

  it('keeps a word that another text of the ticket still holds', async () => {
    const store = await openStore();
    await furnish(store);
    await store.transact(async (tx) => {
      await tx.put('message', makeMessage({ id: 'm3', ticketId: 'one', body: 'printer again' }));
    });
    expect(await search(store, 'again')).toEqual(['one']);
    await store.transact((tx) => tx.remove('message', 'm3'));
    expect(await search(store, 'again')).toEqual([]);
    expect(await search(store, 'printer')).toEqual(['one']);
  });

  it('pages through many that match, in order', async () => {
    const store = await openStore();
    await store.transact(async (tx) => {
      await tx.put('team', makeTeam({ id: 'team' }));
      for (let number = 1; number <= 1100; number += 1) {
        const id = `t${String(number).padStart(4, '0')}`;
        const subject = number % 2 === 0 ? 'parcel lost' : 'parcel late';
        await tx.put('ticket', makeTicket({ id, number, subject, tags: [subject] }));
      }
    });
    const tokens = queryTokensOf('parc');
    expect(await store.countTickets(everything, { tokens })).toBe(1100);
    const query = { tokens, tag: 'parcel lost', sort: '-number', limit: 100 } as const;
    const first = await store.tickets(everything, query);
    expect(first.items.map(({ number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, index) => 1100 - 2 * index),
    );
    if (first.next === null) throw new Error('There is more.');
    const second = await store.tickets(everything, { ...query, after: first.next });
    expect(second.items[0]?.number).toBe(900);
  });
}
