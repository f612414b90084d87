import { everything } from '../rules/visibility.ts';
import type { TicketRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';

async function rowOf(reader: Reader, id: string): Promise<TicketRow> {
  const ticket = await reader.ticket(everything, id);
  if (ticket === undefined) throw new Error('A ticket was merged into one that is not there.');
  return ticket;
}

/** The ticket that a merged one, however often it was merged on, is part of now; itself if it is none. */
export async function survivorOf(reader: Reader, ticket: TicketRow): Promise<TicketRow> {
  let last = ticket;
  while (last.mergedInto !== null) last = await rowOf(reader, last.mergedInto);
  return last;
}

/**
 * Where something that is written on a ticket lands: of a merged one, on its survivor, which no merge
 * takes away before the commit. Writing would make the author follow it, so nobody gets into a ticket
 * this way that they do not see.
 */
export async function ticketWrittenOnIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
): Promise<TicketRow> {
  let target = ticket;
  do {
    const { id } = await survivorOf(tx, target);
    await tx.lock('ticket', id);
    target = await rowOf(tx, id);
  } while (target.mergedInto !== null);
  if (target.id === ticket.id || (await tx.ticket(act.scope, target.id)) !== undefined) {
    return target;
  }
  throw new Refusal('conflict', 'This ticket was merged into one that you cannot see.');
}
