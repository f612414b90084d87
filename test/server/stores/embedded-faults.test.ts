import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { everything } from '../../../server/rules/visibility.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/index.ts';
import { type Store, StoreUnavailable } from '../../../server/stores/store.ts';
import { makeTeam, makeTicket } from '../../kit/make-rows.ts';
import { FaultyDisk } from './faulty-level.ts';

const company = { id: 'c', version: 0, name: 'Before' };

/** A store on a disk that can fail, and its waits, which end when told. */
async function openOnFaultyDisk() {
  const disk = new FaultyDisk();
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-faults-'));
  const waits: { milliseconds: number; end(): void }[] = [];
  const onFatal = vi.fn<(error: Error) => void>();
  const store = await openEmbeddedStore({
    dataDir,
    makeLevel: disk.make,
    log: () => {},
    onFatal,
    pause: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
  });
  onTestFinished(async () => {
    disk.go('pass');
    await store.close();
    await rm(dataDir, { recursive: true });
  });
  return { store, disk, waits, onFatal, dataDir };
}

const write = (store: Store, id: string): Promise<unknown> =>
  store.transact(async (tx) => {
    await tx.put('company', { ...company, id });
    tx.announce({ type: 'ticket.created', ticketId: id });
  });

describe('syncing', () => {
  it('shows readers nothing before it is on disk, and transactions everything committed', async () => {
    const { store, disk } = await openOnFaultyDisk();
    disk.fate = 'hold';
    const seen: string[] = [];
    store.subscribe((change) => seen.push(change.ticketId));
    const settled = vi.fn();
    const first = write(store, 'first').then(settled);
    await expect.poll(() => disk.holds).toBe(1);
    const second = store.transact(async (tx) => {
      expect(await tx.get('company', 'first')).toMatchObject({ id: 'first' });
      await tx.put('company', { ...company, id: 'second' });
    });
    // What only read unsynced rows waits for them too.
    const reading = store.transact(async (tx) => (await tx.get('company', 'first'))?.id);
    void reading.then(settled);
    expect(await store.find('company', 'all', '')).toEqual([]);
    expect(seen).toEqual([]);
    expect(settled).not.toHaveBeenCalled();
    disk.go('pass');
    await Promise.all([first, second, reading]);
    expect(await store.count('company', 'all', '')).toBe(2);
    expect(seen).toEqual(['first']);
  });

  it('writes what comes together as one, and only what changed', async () => {
    const { store, disk } = await openOnFaultyDisk();
    await Promise.all(Array.from({ length: 50 }, (_, index) => write(store, `a${index}`)));
    expect(disk.writes.length).toBeLessThanOrEqual(3);
    disk.writes.length = 0;
    await write(store, 'one more');
    // The document and what the database adds up to.
    expect(disk.writes).toEqual([2]);
  });

  it('writes nothing for a transaction that only reads', async () => {
    const { store, disk } = await openOnFaultyDisk();
    expect(await store.transact(async () => 'read')).toBe('read');
    expect(disk.writes).toEqual([]);
  });
});

describe('a failed write', () => {
  it('fails everything that waits, keeps what was synced, and is read-only until the disk is back', async () => {
    const { store, disk, waits, onFatal } = await openOnFaultyDisk();
    await store.transact(async (tx) => {
      await tx.put('company', company);
      await tx.put('team', makeTeam({ id: 'team' }));
      await tx.put(
        'ticket',
        makeTicket({ id: 't', number: await tx.nextNumber(), assigneeId: 'p' }),
      );
    });
    const seen: string[] = [];
    store.subscribe((change) => seen.push(change.ticketId));

    disk.fate = 'hold';
    const lost = [write(store, 'a')];
    await expect.poll(() => disk.holds).toBe(1);
    lost.push(
      store.transact(async (tx) => {
        await tx.put('company', { ...company, version: 1, name: 'After' });
        const ticket = await tx.ticket(everything, 't');
        if (ticket !== undefined) await tx.put('ticket', { ...ticket, assigneeId: 'q' });
      }),
      write(store, 'b'),
    );
    const outcomes = Promise.allSettled(lost);
    // One is in the middle of its work when the disk fails.
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const middle = store.transact(async (tx) => {
      await tx.put('company', { ...company, id: 'middle' });
      await gate;
      await tx.get('company', 'c');
    });
    const middleOutcome = expect(middle).rejects.toBeInstanceOf(StoreUnavailable);
    disk.go('fail');
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    goOn();
    await middleOutcome;

    expect(await store.get('company', 'c')).toMatchObject({ name: 'Before' });
    expect(await store.count('company', 'all', '')).toBe(1);
    expect(seen).toEqual([]);
    await expect(store.check()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(write(store, 'refused')).rejects.toBeInstanceOf(StoreUnavailable);

    // Twice it does not open, once it opens and cannot write; the waits grow.
    disk.failedOpenings = 2;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect.poll(() => waits.length).toBe(attempt + 1);
      waits[attempt]?.end();
    }
    await expect.poll(() => waits.length).toBe(4);
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([100, 200, 400, 800]);
    disk.fate = 'pass';
    waits[3]?.end();
    await expect
      .poll(() =>
        store.check().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);

    await write(store, 'd');
    expect(seen).toEqual(['d']);
    expect(await store.count('company', 'all', '')).toBe(2);
    const loads = await store.transact((tx) => tx.loads('team', ['p', 'q']));
    expect(loads.get('p')).toEqual({ total: 1, open: 1 });
    expect(loads.get('q')).toEqual({ total: 0, open: 0 });
    expect(onFatal).not.toHaveBeenCalled();
  });

  it('stops the process where the write had reached the disk after all', async () => {
    const { store, disk, waits, onFatal, dataDir } = await openOnFaultyDisk();
    await write(store, 'a');
    disk.fate = 'fail after writing';
    await expect(write(store, 'b')).rejects.toBeInstanceOf(StoreUnavailable);
    disk.fate = 'pass';
    await expect.poll(() => waits.length).toBe(1);
    waits[0]?.end();
    await expect.poll(() => onFatal.mock.calls.length).toBe(1);
    expect(onFatal.mock.calls[0]?.[0].message).toMatch(/transaction 2 .*memory 1/);
    await expect(store.check()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(write(store, 'c')).rejects.toBeInstanceOf(StoreUnavailable);
    // Starting again loads what is on disk.
    await store.close();
    const again = await openEmbeddedStore({ dataDir });
    expect(await again.count('company', 'all', '')).toBe(2);
    await again.close();
  });
});

describe('a closed store', () => {
  it('finishes what was under way, and refuses more', async () => {
    const { store } = await openOnFaultyDisk();
    const under = write(store, 'a');
    await store.close();
    await expect(under).resolves.toBeUndefined();
    await expect(write(store, 'b')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.check()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
