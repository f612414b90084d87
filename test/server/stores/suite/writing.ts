import { expect, it } from 'vitest';
import { everything } from '../../../../server/rules/visibility.ts';
import { DuplicateKey, StaleRow, type Transaction } from '../../../../server/stores/store.ts';
import { makePerson, makeTeam, makeTicket } from '../../../kit/make-rows.ts';
import type { OpenStore } from '../store-suite.ts';

const company = { id: 'c', version: 0, name: 'Before' };

export function writing(openStore: OpenStore): void {
  it('keeps everything a transaction wrote', async () => {
    const store = await openStore();
    const answer = await store.transact(async (tx) => {
      await tx.put('team', makeTeam({ id: 'team' }));
      await tx.put('ticket', makeTicket({ id: 't', number: await tx.nextNumber() }));
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await store.team(everything, 'team')).toMatchObject({ id: 'team', version: 1 });
    expect(await store.ticket(everything, 't')).toMatchObject({ number: 1, version: 1 });
  });

  it('keeps nothing of a transaction that throws', async () => {
    const store = await openStore();
    await store.transact(async (tx) => {
      await tx.put('company', company);
      await tx.put('company', { ...company, id: 'goes' });
    });
    const failing = store.transact(async (tx) => {
      await tx.put('company', { ...company, version: 1, name: 'After' });
      await tx.put('company', { ...company, id: 'new' });
      await tx.remove('company', 'goes');
      await tx.put('ticket', makeTicket({ id: 't', number: 7, assigneeId: 'p' }));
      tx.announce({ type: 'ticket.created', ticketId: 't' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const names = (await store.find('company', 'all', '')).map(({ name, id }) => `${id} ${name}`);
    expect(names).toEqual(['c Before', 'goes Before']);
    expect(await store.ticket(everything, 't')).toBeUndefined();
    expect(await store.countTickets(everything, {})).toBe(0);
    const loads = await store.transact((tx) => tx.loads('team', ['p']));
    expect(loads.get('p')).toEqual({ total: 0, open: 0 });
  });

  it('lets a transaction read its own writes, and nobody else before the commit', async () => {
    const store = await openStore();
    await store.transact((tx) => tx.put('company', company));
    await store.transact(async (tx) => {
      await tx.put('company', { ...company, version: 1, name: 'After' });
      await tx.put('company', { ...company, id: 'new' });
      expect(await tx.get('company', 'c')).toMatchObject({ name: 'After', version: 2 });
      expect(await tx.getMany('company', ['new', 'none', 'c'])).toHaveLength(2);
      expect(await tx.count('company', 'all', '')).toBe(2);
      expect(await store.get('company', 'c')).toMatchObject({ name: 'Before', version: 1 });
      expect(await store.get('company', 'new')).toBeUndefined();
      expect(await store.count('company', 'all', '')).toBe(1);
    });
    expect(await store.get('company', 'c')).toMatchObject({ name: 'After', version: 2 });
  });

  it('lets each transaction see what all before it committed', async () => {
    const store = await openStore();
    await store.transact((tx) => tx.put('company', { ...company, name: '0' }));
    const add = async (tx: Transaction): Promise<number> => {
      await tx.lock('team', 'any');
      const row = await tx.get('company', 'c');
      if (row === undefined) throw new Error('It is there.');
      return (await tx.put('company', { ...row, name: String(Number(row.name) + 1) })).version;
    };
    const versions = await Promise.all(Array.from({ length: 40 }, () => store.transact(add)));
    expect(versions.toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 2),
    );
    expect(await store.get('company', 'c')).toMatchObject({ name: '40', version: 41 });
  });

  it('refuses a row that was read before somebody else wrote it', async () => {
    const store = await openStore();
    const first = await store.transact((tx) => tx.put('company', company));
    expect(first.version).toBe(1);
    await store.transact((tx) => tx.put('company', { ...first, name: 'After' }));
    const late = store.transact((tx) => tx.put('company', { ...first, name: 'Too late' }));
    await expect(late).rejects.toBeInstanceOf(StaleRow);
    const anew = store.transact((tx) => tx.put('company', company));
    await expect(anew).rejects.toBeInstanceOf(StaleRow);
    const unknown = store.transact((tx) => tx.put('company', { ...company, id: 'x', version: 3 }));
    await expect(unknown).rejects.toBeInstanceOf(StaleRow);
    expect(await store.get('company', 'c')).toMatchObject({ name: 'After', version: 2 });
  });

  it('removes rows, and lets their ids be used anew', async () => {
    const store = await openStore();
    await store.transact((tx) => tx.put('company', company));
    await store.transact(async (tx) => {
      await tx.remove('company', 'c');
      await tx.remove('company', 'never there');
      expect(await tx.get('company', 'c')).toBeUndefined();
      expect(await tx.find('company', 'all', '')).toEqual([]);
    });
    expect(await store.get('company', 'c')).toBeUndefined();
    const again = await store.transact((tx) => tx.put('company', company));
    expect(again.version).toBe(1);
  });

  it('keeps unique what is unique', async () => {
    const store = await openStore();
    await store.transact(async (tx) => {
      await tx.put('person', makePerson({ id: 'a', email: 'same@people.example' }));
      await tx.put('team', makeTeam({ id: 'a', slug: 'same' }));
      await tx.put('ticket', makeTicket({ id: 'a', number: 1 }));
    });
    const refused = async (
      work: (tx: Transaction) => Promise<unknown>,
      table: string,
      lookup: string,
    ): Promise<void> => {
      const error = await store.transact(work).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(DuplicateKey);
      expect(error).toMatchObject({ table, lookup });
    };
    const person = makePerson({ id: 'b', email: 'same@people.example' });
    await refused((tx) => tx.put('person', person), 'person', 'email');
    await refused((tx) => tx.put('team', makeTeam({ id: 'b', slug: 'same' })), 'team', 'slug');
    await refused((tx) => tx.put('ticket', makeTicket({ id: 'b', number: 1 })), 'ticket', 'number');
    await refused(
      async (tx) => {
        await tx.put('person', { ...person, id: 'c', email: 'other@people.example' });
        await tx.put('person', { ...person, id: 'd', email: 'other@people.example' });
      },
      'person',
      'email',
    );
    await store.transact(async (tx) => {
      const [known] = await tx.find('person', 'email', 'same@people.example');
      if (known === undefined) throw new Error('It is there.');
      await tx.put('person', { ...known, email: 'new@people.example' });
      await tx.put('person', person);
    });
    expect(await store.count('person', 'email', 'same@people.example')).toBe(1);
  });

  it('numbers tickets from 1, never twice', async () => {
    const store = await openStore();
    const numbers = await Promise.all(
      Array.from({ length: 20 }, () => store.transact((tx) => tx.nextNumber())),
    );
    expect(new Set(numbers).size).toBe(20);
    expect(Math.min(...numbers)).toBe(1);
  });

  it('answers a check while it can write', async () => {
    const store = await openStore();
    await expect(store.check()).resolves.toBeUndefined();
  });
}
