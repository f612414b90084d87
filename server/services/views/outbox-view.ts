import type { OutboxItem } from '../../../sdk/contract/outbox.ts';
import type { OutboxRow } from '../../stores/rows.ts';
import type { Reader } from '../../stores/store.ts';
import type { House } from '../act.ts';
import { demoMailOf } from '../demo-mails.ts';

/** Outbox rows as managers read them: whom each goes to and what became of it, not what it says. */
export async function outboxViews(
  reader: Reader,
  house: House,
  rows: readonly OutboxRow[],
): Promise<OutboxItem[]> {
  const people = await reader.getMany('person', [...new Set(rows.map((row) => row.recipientId))]);
  const emailOf = new Map(people.map((person) => [person.id, person.email]));
  return rows.map((row): OutboxItem => {
    const { id, channel, event, ticketId, status, attempts, error, createdAt } = row;
    const recipient = emailOf.get(row.recipientId) ?? '';
    const demo = demoMailOf(house, id);
    return {
      id,
      channel,
      event,
      recipient,
      ticketId,
      status,
      attempts,
      error,
      createdAt,
      ...(demo === undefined ? {} : { demo }),
    };
  });
}
