import type { TicketRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { notFound } from './refusal.ts';

/** The ticket, if the viewer sees it; 404 otherwise, whether it exists or not. */
export async function seeTicket(reader: Reader, act: Act, id: string): Promise<TicketRow> {
  const ticket = await reader.ticket(act.scope, id);
  if (ticket === undefined) throw notFound();
  return ticket;
}

/** Says 404 for a ticket out of sight. */
export async function checkTicket(act: Act, id: string): Promise<void> {
  await seeTicket(act.house.store, act, id);
}
