import type { Transaction } from '../stores/store.ts';

/** Drops the mails of a ticket that are still queued for these people, inside a commit. */
export async function dropMailIn(
  tx: Transaction,
  ticketId: string,
  personIds: ReadonlySet<string>,
): Promise<void> {
  if (personIds.size === 0) return;
  const queued = await tx.find('outbox', 'queuedOn', ticketId);
  await Promise.all(
    queued
      .filter((row) => personIds.has(row.recipientId))
      .map((row) => tx.put('outbox', { ...row, status: 'dropped' })),
  );
}
