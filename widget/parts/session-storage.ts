import type { Session } from '../../sdk/contract/auth.ts';

/** A session as this tab keeps it. */
export type KeptSession = Pick<Session, 'token' | 'expiresAt' | 'person' | 'scope'>;

const keyOf = (server: string): string => `deskbell-session ${new URL(server, location.href).href}`;

/** The session this tab keeps for a helpdesk, if it has not run out. */
export function keptSession(server: string): KeptSession | undefined {
  try {
    const kept: KeptSession | null = JSON.parse(sessionStorage.getItem(keyOf(server)) ?? 'null');
    return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : undefined;
  } catch {
    // Storage is closed to this page, or holds something else: signed out.
    return undefined;
  }
}

/** Keeps a session for this tab, or forgets it. */
export function keepSession(server: string, session: KeptSession | undefined): void {
  try {
    if (session) sessionStorage.setItem(keyOf(server), JSON.stringify(session));
    else sessionStorage.removeItem(keyOf(server));
  } catch {
    // Without storage the session lives as long as the page.
  }
}
