import type { TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';

/** Writes a changed ticket, as of now, and announces it. */
export async function saveTicketIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
): Promise<TicketRow> {
  const saved = await tx.put('ticket', { ...ticket, updatedAt: act.now.toISOString() });
  tx.announce({ type: 'ticket.updated', ticketId: ticket.id });
  return saved;
}
