import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { forbidden } from './refusal.ts';

/** Ends every session of a person and every link mailed to them, inside a commit. */
export async function endSessionsIn(tx: Transaction, personId: string): Promise<void> {
  const [sessions, links] = await Promise.all([
    tx.find('session', 'personId', personId),
    tx.find('link', 'personId', personId),
  ]);
  await Promise.all([
    ...sessions.map((session) => tx.remove('session', session.id)),
    ...links.map((link) => tx.remove('link', link.id)),
  ]);
}

/** Signs out: ends the session that asks. */
export async function endSession(act: Act): Promise<void> {
  const { sessionId } = act.request;
  if (sessionId === undefined) throw forbidden('A server key has no session to end.');
  await act.transact((tx) => tx.remove('session', sessionId));
}

/** Signs out everywhere. A guest link's session ends only those of the same ticket. */
export async function endAllSessions(act: Act): Promise<void> {
  const { viewer } = act;
  const personId = actorOf(viewer);
  if (personId === null) throw forbidden('A server key has no session to end.');
  const only = viewer.kind === 'portal' ? viewer.onlyTicketId : undefined;
  await act.transact(async (tx) => {
    const sessions = await tx.find('session', 'personId', personId);
    await Promise.all(
      sessions
        .filter((session) => only === undefined || session.onlyTicketId === only)
        .map((session) => tx.remove('session', session.id)),
    );
  });
}
