import type { Transaction } from '../stores/store.ts';

/** Ends a person's guest links of a ticket, and the sessions these opened, inside a commit. */
export async function endGuestLinksIn(
  tx: Transaction,
  ticketId: string,
  personId: string,
): Promise<void> {
  const [links, sessions] = await Promise.all([
    tx.find('link', 'personId', personId),
    tx.find('session', 'personId', personId),
  ]);
  await Promise.all([
    ...links.filter((link) => link.ticketId === ticketId).map((link) => tx.remove('link', link.id)),
    ...sessions
      .filter((session) => session.onlyTicketId === ticketId)
      .map((session) => tx.remove('session', session.id)),
  ]);
}
