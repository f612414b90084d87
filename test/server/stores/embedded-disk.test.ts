import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { everything } from '../../../server/rules/visibility.ts';
import {
  DataDamaged,
  FolderInUse,
  openEmbeddedStore,
} from '../../../server/stores/embedded/index.ts';
import type { Store } from '../../../server/stores/store.ts';
import {
  makeMessage,
  makeOutboxRow,
  makePerson,
  makeTeam,
  makeTicket,
  makeTicketFollower,
} from '../../kit/make-rows.ts';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-disk-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const open = (dataDir: string): Promise<Store> => openEmbeddedStore({ dataDir, log: () => {} });

/** Some transactions that touch every kind of index. */
async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await store.transact(async (tx) => {
      if (number === 1) {
        await tx.put('team', makeTeam({ id: 'team' }));
        await tx.put('person', makePerson({ id: 'zoe', name: 'Zoë' }));
      }
      const ticketId = `t${number}`;
      const subject = `Wörds of ticket ${number} 配送`;
      const draft = makeTicket({ id: ticketId, number: await tx.nextNumber(), subject });
      await tx.put('ticket', { ...draft, customerId: 'zoe', assigneeId: 'ann' });
      await tx.put('ticketFollower', makeTicketFollower(ticketId, 'zoe'));
      await tx.put('message', makeMessage({ id: `m${number}`, ticketId, body: 'x'.repeat(200) }));
      await tx.put('outbox', makeOutboxRow({ id: `o${number}`, ticketId }));
    });
  }
}

/** Everything a start has to bring back. */
async function contentsOf(store: Store): Promise<unknown> {
  const tickets = await store.tickets(everything, { sort: 'number', limit: 100 });
  const found = await store.tickets(everything, { sort: 'number', limit: 100, tokens: ['zoe'] });
  return {
    tickets: tickets.items,
    found: found.items.length,
    people: await store.find('person', 'kind', 'portal'),
    followers: await store.find('ticketFollower', 'personId', 'zoe'),
    messages: await Promise.all(
      tickets.items.map(({ id }) => store.find('message', 'ticketId', id)),
    ),
    outbox: await store.find('outbox', 'all', ''),
    loads: await store.transact((tx) => tx.loads('team', ['ann'])),
  };
}

describe('a restart', () => {
  it('brings back everything, and counts on', async () => {
    const dataDir = await newFolder();
    const store = await open(dataDir);
    await fill(store, 1, 20);
    await store.transact((tx) => tx.remove('message', 'm3'));
    const before = await contentsOf(store);
    await store.close();
    const again = await open(dataDir);
    onTestFinished(() => again.close());
    expect(await contentsOf(again)).toEqual(before);
    expect(await again.transact((tx) => tx.nextNumber())).toBe(21);
    const due = await again.claimOutbox('2026-02-01T00:00:00.000Z', '2026-02-02T00:00:00.000Z', 99);
    expect(due).toHaveLength(20);
    expect(await readdir(dataDir)).not.toContain('store-before-start');
  });

  it('does not remember the changes of before', async () => {
    const dataDir = await newFolder();
    const store = await open(dataDir);
    let last = '';
    store.subscribe(({ id }) => {
      last = id;
    });
    await store.transact(async (tx) => tx.announce({ type: 'ticket.created', ticketId: 't' }));
    expect(await store.changesSince(last)).toEqual([]);
    await store.close();
    const again = await open(dataDir);
    onTestFinished(() => again.close());
    expect(await again.changesSince(last)).toBeUndefined();
  });
});

describe('a data folder', () => {
  it('is refused to a second opener, clearly and without harm to the first', async () => {
    const dataDir = await newFolder();
    const store = await open(dataDir);
    await fill(store, 1, 2);
    await expect(open(dataDir)).rejects.toThrow(FolderInUse);
    await expect(open(dataDir)).rejects.toThrow(/Another process works with the data folder/);
    expect(await readdir(dataDir)).not.toContain('store-before-start');
    await fill(store, 3, 4);
    await store.close();
    const again = await open(dataDir);
    onTestFinished(() => again.close());
    expect(await again.countTickets(everything, {})).toBe(4);
  });
});

describe('damage', () => {
  let sound: string;
  let contents: unknown;

  beforeAll(async () => {
    sound = await mkdtemp(join(tmpdir(), 'deskbell-sound-'));
    // Opened twice, so that there are both a table and a log.
    for (const from of [1, 11]) {
      const store = await open(sound);
      await fill(store, from, from + 9);
      contents = await contentsOf(store);
      await store.close();
    }
    return () => rm(sound, { recursive: true });
  });

  const filesOf = async (folder: string, ending: string): Promise<string[]> => {
    const names = await readdir(join(folder, 'store'));
    return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, 'store', name));
  };

  async function copy(): Promise<string> {
    const folder = await newFolder();
    await cp(sound, folder, { recursive: true });
    return folder;
  }

  /** What comes of opening a folder: refused, or open with these contents. */
  async function outcomeOf(folder: string): Promise<unknown> {
    let store: Store;
    try {
      store = await open(folder);
    } catch (error) {
      return error;
    }
    const found = await contentsOf(store);
    await store.close();
    return found;
  }

  it('of the end is noticed at every length, again at every start, and its files are kept', async () => {
    const [log] = await filesOf(sound, '.log');
    const { size } = await stat(log ?? '');
    for (const length of [size - 1, size - 9, Math.floor(size * 0.7), Math.floor(size / 3), 0]) {
      const folder = await copy();
      const [cut = ''] = await filesOf(folder, '.log');
      await truncate(cut, length);
      const before = await readFile(cut);
      const outcome = await outcomeOf(folder);
      expect(outcome, `cut at ${length}`).toBeInstanceOf(DataDamaged);
      expect(String(outcome)).toMatch(/damaged: it ends with transaction \d+, but 20 was written/);
      expect(await outcomeOf(folder)).toBeInstanceOf(DataDamaged);
      const kept = await readdir(join(folder, 'store-before-start'));
      const [name = ''] = kept.filter((one) => one.endsWith('.log'));
      expect(await readFile(join(folder, 'store-before-start', name))).toEqual(before);
    }
  });

  it.each(['.log', '.ldb'])(
    'of a byte in a %s file never passes for what was written',
    async (ending) => {
      const [file] = await filesOf(sound, ending);
      const { size } = await stat(file ?? '');
      let refused = 0;
      const places = Array.from({ length: 24 }, (_, index) =>
        Math.floor(((index + 0.5) * size) / 24),
      );
      for (const place of places) {
        const folder = await copy();
        const [flipped = ''] = await filesOf(folder, ending);
        const bytes = await readFile(flipped);
        bytes.writeUInt8(bytes.readUInt8(place) ^ 0x10, place);
        await writeFile(flipped, bytes);
        const outcome = await outcomeOf(folder);
        if (outcome instanceof DataDamaged) refused += 1;
        else expect(outcome, `byte ${place} of ${size}`).toEqual(contents);
      }
      // A few bytes carry nothing, such as a filter or a hint.
      expect(refused).toBeGreaterThan(places.length / 2);
    },
  );

  it('of the whole database is noticed', async () => {
    const folder = await copy();
    await rm(join(folder, 'store'), { recursive: true });
    expect(await outcomeOf(folder)).toBeInstanceOf(DataDamaged);
  });

  it('of the noted number is noticed, and not repaired by the next start', async () => {
    const folder = await copy();
    await rm(join(folder, 'last-transaction'));
    for (let start = 0; start < 2; start += 1) {
      expect(String(await outcomeOf(folder))).toMatch(/the file last-transaction is missing/);
    }
  });

  it('is not what an unfinished note of the number is', async () => {
    const folder = await copy();
    const path = join(folder, 'last-transaction');
    const bytes = await readFile(path);
    bytes.fill(0, 5, 9);
    await writeFile(path, bytes);
    expect(await outcomeOf(folder)).toEqual(contents);
  });
});
