import type { Session } from '../../sdk/contract/auth.ts';
import { everything, scopeOf } from '../rules/visibility.ts';
import type { LinkRow, PersonRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { selfOf } from './describe-self.ts';
import { Refusal } from './refusal.ts';
import { type StartedSession, startSessionIn } from './start-session.ts';
import { hashOfToken } from './token-hash.ts';

const repeatWithin = 60_000;
const confirmedAtOnce = 100;

const badLink = () =>
  new Refusal('unauthenticated', 'This link was used, is too old or was ended. Ask for a new one.');

function answerOf(person: PersonRow, { token, row }: StartedSession): Session {
  return {
    token,
    expiresAt: row.endsAt,
    person: selfOf(person),
    scope: row.onlyTicketId === null ? 'full' : { ticketId: row.onlyTicketId },
  };
}

/** A mailed link is redeemed by a page it may land on, or by no page at all. */
function checkPage(act: Act): void {
  const { origin } = act.request;
  if (origin === null) return;
  const { portalPages, deskOrigins } = act.house.settings;
  const known = portalPages.some((page) => new URL(page).origin === origin);
  if (known || deskOrigins.includes(origin)) return;
  throw new Refusal('unauthenticated', 'Links cannot be opened on this page.');
}

/** Whoever opens a mailed link has shown that the address is theirs. */
async function confirmAddressIn(tx: Transaction, person: PersonRow): Promise<void> {
  const tickets = await tx.findTickets(everything, 'customerId', person.id, {
    newestFirst: true,
    limit: confirmedAtOnce,
  });
  for (const ticket of tickets) {
    if (ticket.addressConfirmed) continue;
    await tx.put('ticket', { ...ticket, addressConfirmed: true });
    // Customers do not read of it, so it is no news to them.
    tx.announce({ type: 'ticket.updated', ticketId: ticket.id, internal: true });
  }
}

async function linkedPersonIn(
  tx: Transaction,
  token: string,
  purpose: LinkRow['purpose'],
): Promise<{ link: LinkRow; person: PersonRow }> {
  const link = await tx.get('link', hashOfToken(token));
  if (link?.purpose !== purpose) throw badLink();
  const person = await tx.get('person', link.personId);
  if (person?.active !== true) throw badLink();
  return { link, person };
}

/**
 * Signs in with a mailed link, once. The same Idempotency-Key within a minute may do it again, for an
 * answer that was lost on its way; that ends the first session.
 */
export function redeemLink(act: Act, token: string): Promise<Session> {
  checkPage(act);
  const { idempotencyKey } = act.request;
  const usedBy = idempotencyKey === undefined ? null : hashOfToken(idempotencyKey);
  const now = act.now.getTime();
  return act.transact(async (tx) => {
    const { link, person } = await linkedPersonIn(tx, token, 'sign_in');
    if (link.usedAt === null) {
      if (Date.parse(link.expiresAt) <= now) throw badLink();
    } else {
      const again = usedBy !== null && usedBy === link.usedBy;
      if (!again || now - Date.parse(link.usedAt) > repeatWithin) throw badLink();
      if (link.sessionId !== null) await tx.remove('session', link.sessionId);
    }
    const session = await startSessionIn(tx, act, person);
    await tx.put('link', {
      ...link,
      usedAt: link.usedAt ?? act.now.toISOString(),
      usedBy,
      sessionId: session.row.id,
    });
    await confirmAddressIn(tx, person);
    return answerOf(person, session);
  });
}

/** Opens the one ticket of a guest link, as long as its recipient may see that ticket. */
export function openGuestLink(act: Act, token: string): Promise<Session> {
  checkPage(act);
  return act.transact(async (tx) => {
    const { link, person } = await linkedPersonIn(tx, token, 'guest');
    const { ticketId } = link;
    if (ticketId === null || person.kind !== 'portal') throw badLink();
    if (link.expiresAt <= act.now.toISOString()) throw badLink();
    const scope = scopeOf({ kind: 'portal', personId: person.id, onlyTicketId: ticketId });
    if ((await tx.ticket(scope, ticketId)) === undefined) throw badLink();
    await confirmAddressIn(tx, person);
    return answerOf(person, await startSessionIn(tx, act, person, ticketId));
  });
}
