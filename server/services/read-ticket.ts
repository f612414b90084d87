import type { Ticket } from '../../sdk/contract/tickets.ts';
import type { TicketRow } from '../stores/rows.ts';
import { StoreUnavailable } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { seeTicket } from './see-ticket.ts';
import { ticketView } from './views/ticket-view.ts';

/** Opening a ticket by a session of its customer confirms the address a visitor typed. */
async function confirmAddress(act: Act, ticket: TicketRow): Promise<TicketRow> {
  if (ticket.addressConfirmed || act.viewer.kind !== 'portal') return ticket;
  if (ticket.customerId !== actorOf(act.viewer)) return ticket;
  try {
    return await act.transact(async (tx) => {
      const now = await seeTicket(tx, act, ticket.id);
      if (now.addressConfirmed) return now;
      tx.announce({ type: 'ticket.updated', ticketId: ticket.id, internal: true });
      return tx.put('ticket', { ...now, addressConfirmed: true });
    });
  } catch (error) {
    // Reading goes on while nothing can be written; the next opening confirms.
    if (error instanceof StoreUnavailable) return ticket;
    throw error;
  }
}

/** A ticket as the viewer may read it. */
export async function readTicket(act: Act, id: string): Promise<Ticket> {
  const { store } = act.house;
  const ticket = await confirmAddress(act, await seeTicket(store, act, id));
  return ticketView(store, act, ticket);
}
