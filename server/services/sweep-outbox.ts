import type { OutboxItem } from '../../sdk/contract/outbox.ts';
import type { House } from './act.ts';

const keptFor = 30 * 24 * 60 * 60 * 1000;
const atOnce = 200;

/** What has failed stays until a manager has seen to it. */
const settled: readonly OutboxItem['status'][] = ['sent', 'dropped'];

/** Removes what was sent or dropped 30 days ago, the oldest first, at most 200 of each; tells how many. */
export async function sweepOutbox(house: House): Promise<number> {
  const before = new Date(house.clock().getTime() - keptFor).toISOString();
  let removed = 0;
  for (const status of settled) {
    const oldest = await house.store.find('outbox', 'status', status, { limit: atOnce });
    const due = oldest.filter((row) => row.createdAt < before);
    if (due.length === 0) continue;
    await house.store.transact(async (tx) => {
      await Promise.all(due.map((row) => tx.remove('outbox', row.id)));
    });
    removed += due.length;
  }
  return removed;
}
