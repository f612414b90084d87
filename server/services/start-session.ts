import { lifetimesOf } from '../rules/session-lifetimes.ts';
import type { PersonRow, SessionRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';
import { hashOfToken } from './token-hash.ts';

/** A session with its secret, which is known at this moment only. */
export interface StartedSession {
  token: string;
  row: SessionRow;
}

/** Where a colleague's session may be held: the helpdesk's own pages and those of `DESK_ORIGINS`. */
function isDesk(act: Act, origin: string): boolean {
  const { publicUrl, deskOrigins } = act.house.settings;
  return origin === new URL(publicUrl).origin || deskOrigins.includes(origin);
}

/**
 * Starts a session for a person inside a commit; `onlyTicketId` for a guest link. A colleague's is
 * bound to the origin that asks, which must be one of the desk's, or to none.
 */
export async function startSessionIn(
  tx: Transaction,
  act: Act,
  person: PersonRow,
  onlyTicketId: string | null = null,
): Promise<StartedSession> {
  const { origin } = act.request;
  if (person.kind === 'internal' && origin !== null && !isDesk(act, origin)) {
    throw new Refusal('unauthenticated', "Sign in on the helpdesk's own pages.");
  }
  const before = await tx.find('session', 'personId', person.id, { limit: 100 });
  const now = act.now.toISOString();
  await Promise.all(
    before
      .filter((session) => session.endsAt <= now || session.idleUntil <= now)
      .map((session) => tx.remove('session', session.id)),
  );
  const { idle, whole } = lifetimesOf(person.kind);
  const token = act.house.ids.secret();
  const row = await tx.put('session', {
    id: hashOfToken(token),
    version: 0,
    personId: person.id,
    onlyTicketId,
    origin: person.kind === 'internal' ? origin : null,
    createdAt: now,
    idleUntil: new Date(act.now.getTime() + idle).toISOString(),
    endsAt: new Date(act.now.getTime() + whole).toISOString(),
  });
  return { token, row };
}
