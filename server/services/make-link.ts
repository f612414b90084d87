import type { LinkRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { House } from './act.ts';
import { hashOfToken } from './token-hash.ts';

const minute = 60_000;

/** How long a sign-in link can be used, in minutes. */
export const signInMinutes = 15;

/** How long a guest link opens its ticket, in days. */
export const guestDays = 30;

/**
 * Makes the token of a mailed link, for the mail that is about to be sent: its hash is stored, the
 * token goes into the mail alone. Without a ticket it signs its person in once and ends their older
 * ones; with a ticket it opens that ticket to that person.
 */
export async function makeLinkIn(
  tx: Transaction,
  house: House,
  now: Date,
  personId: string,
  ticketId: string | null,
): Promise<string> {
  const purpose: LinkRow['purpose'] = ticketId === null ? 'sign_in' : 'guest';
  const before = await tx.find('link', 'personId', personId);
  await Promise.all(
    before
      .filter(
        (link) =>
          link.expiresAt <= now.toISOString() ||
          (purpose === 'sign_in' && link.purpose === 'sign_in' && link.usedAt === null),
      )
      .map((link) => tx.remove('link', link.id)),
  );
  const token = house.ids.secret();
  const minutes = purpose === 'sign_in' ? signInMinutes : guestDays * 24 * 60;
  await tx.put('link', {
    id: hashOfToken(token),
    version: 0,
    purpose,
    personId,
    ticketId,
    expiresAt: new Date(now.getTime() + minutes * minute).toISOString(),
    usedAt: null,
    usedBy: null,
    sessionId: null,
  });
  return token;
}
