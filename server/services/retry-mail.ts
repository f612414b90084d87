import type { OutboxItem } from '../../sdk/contract/outbox.ts';
import type { OutboxRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { notFound, Refusal } from './refusal.ts';
import { outboxViews } from './views/outbox-view.ts';

async function mailOf(reader: Reader, id: string): Promise<OutboxRow> {
  const row = await reader.get('outbox', id);
  if (row === undefined) throw notFound();
  return row;
}

/** Says 404 for a mail that does not exist. */
export async function checkMail(act: Act, id: string): Promise<void> {
  await mailOf(act.house.store, id);
}

/** Sends again what was given up; the right to it is asked again then. */
export async function retryMail(act: Act, id: string): Promise<OutboxItem> {
  const item = await act.transact(async (tx) => {
    const row = await mailOf(tx, id);
    if (row.status !== 'failed') {
      throw new Refusal('conflict', 'Only what has failed can be sent again.');
    }
    const nextAt = act.now.toISOString();
    const queued = await tx.put('outbox', {
      ...row,
      status: 'queued',
      attempts: 0,
      nextAt,
      error: null,
    });
    const [view] = await outboxViews(tx, act.house, [queued]);
    if (view === undefined) throw new Error('A row has exactly one view.');
    return view;
  });
  act.house.wakeOutbox();
  return item;
}
