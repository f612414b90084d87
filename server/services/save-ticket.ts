import type { TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';

/** What customers read of a ticket; a change of anything else is announced to colleagues only. */
const shown = ['subject', 'description', 'stageId', 'teamId', 'archived'] as const;

/** Writes a changed ticket, as of now, and announces it. */
export async function saveTicketIn(
  tx: Transaction,
  act: Act,
  before: TicketRow,
  after: TicketRow,
): Promise<TicketRow> {
  const saved = await tx.put('ticket', { ...after, updatedAt: act.now.toISOString() });
  const internal = shown.every((key) => before[key] === after[key]);
  tx.announce({
    type: 'ticket.updated',
    ticketId: after.id,
    ...(internal ? { internal: true as const } : {}),
  });
  return saved;
}
