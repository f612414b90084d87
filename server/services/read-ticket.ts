import type { Ticket } from '../../sdk/contract/tickets.ts';
import type { Act } from './act.ts';
import { seeTicket } from './see-ticket.ts';
import { ticketView } from './views/ticket-view.ts';

/** A ticket as the viewer may read it. */
export async function readTicket(act: Act, id: string): Promise<Ticket> {
  const { store } = act.house;
  return ticketView(store, act, await seeTicket(store, act, id));
}
