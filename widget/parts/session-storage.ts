import type { Session } from '../../sdk/contract/auth.ts';

/** A session as this tab keeps it. */
export type KeptSession = Pick<Session, 'token' | 'person' | 'scope'>;

const keyOf = (server: string): string => `deskbell-session ${server}`;

/** Stands in where storage is closed to the page; then a reload signs out. */
const memory = new Map<string, string>();

/**
 * The session this tab keeps for a helpdesk. Whether it has ended the helpdesk says: use pushes
 * its end on, so no time kept here would be right.
 */
export function keptSession(server: string): KeptSession | undefined {
  const key = keyOf(server);
  let text = memory.get(key);
  try {
    text ??= sessionStorage.getItem(key) ?? undefined;
    const kept: Partial<KeptSession> | null = JSON.parse(text ?? 'null');
    return kept?.token && kept.person && kept.scope ? (kept as KeptSession) : undefined;
  } catch {
    // Storage is closed to this page, or holds something else: signed out.
    return undefined;
  }
}

/** Keeps a session for this tab, or forgets it. */
export function keepSession(server: string, session: KeptSession | undefined): void {
  const key = keyOf(server);
  memory.delete(key);
  try {
    if (session) sessionStorage.setItem(key, JSON.stringify(session));
    else sessionStorage.removeItem(key);
  } catch {
    if (session) memory.set(key, JSON.stringify(session));
  }
}
