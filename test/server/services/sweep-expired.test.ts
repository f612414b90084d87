import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sweepable, sweepExpired } from '../../../server/services/sweep-expired.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const hour = 60 * 60 * 1000;

const sweep = async (app: App): Promise<void> => {
  for (const table of sweepable) {
    let after: string | undefined;
    do {
      after = await sweepExpired(app.helpdesk.house, table, after);
    } while (after !== undefined);
  }
};

const left = (app: App) =>
  Promise.all(sweepable.map((table) => app.helpdesk.house.store.count(table, 'all', '')));

describe('sweeping', () => {
  test('removes ended sessions, links and kept answers, and nothing else', async () => {
    const app = await openApp();
    const { person } = await app.signIn({ name: 'A', email: 'a@shop.example' });
    await app.request('POST', '/auth/link', { body: { email: person.email } });
    await app.deliver();
    await app.request('POST', '/companies', {
      token: adminKey,
      body: { name: 'A Company' },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    await sweep(app);
    // In the order of the tables: a kept answer, a session, a link.
    expect(await left(app)).toEqual([1, 1, 1]);
    app.clock.forward(16 * 60_000);
    await sweep(app);
    expect(await left(app)).toEqual([1, 1, 0]);
    app.clock.forward(hour);
    await sweep(app);
    expect(await left(app)).toEqual([1, 0, 0]);
    app.clock.forward(23 * hour);
    await sweep(app);
    expect(await left(app)).toEqual([0, 0, 0]);
  });

  test('takes a table in parts', async () => {
    const app = await openApp();
    const { store } = app.helpdesk.house;
    const expiresAt = new Date(app.clock.now().getTime() - 1).toISOString();
    await store.transact(async (tx) => {
      for (let count = 0; count < 1200; count += 1) {
        const id = String(count).padStart(5, '0');
        const row = { id, version: 0, fingerprint: '', status: 200, body: null, expiresAt };
        await tx.put('idempotency', row);
      }
    });
    const first = await sweepExpired(app.helpdesk.house, 'idempotency', undefined);
    expect(first).toBe('00499');
    expect(await store.count('idempotency', 'all', '')).toBe(700);
    await sweep(app);
    expect(await store.count('idempotency', 'all', '')).toBe(0);
  });
});
