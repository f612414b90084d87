import type { Viewer } from '../rules/visibility.ts';
import type { PersonRow, SessionRow } from '../stores/rows.ts';
import type { House } from './act.ts';
import { viewerOf } from './sight.ts';

/** Where a request comes from, as far as an internal session cares. */
export interface Door {
  /** The `Origin` header. */
  origin: string | null;
  /** A GET or HEAD: pages of the server's own origin send no `Origin` with these. */
  reading: boolean;
}

/** Whom a session speaks for at this moment. */
export interface Recognised {
  viewer: Viewer;
  session: SessionRow;
  person: PersonRow;
}

/** An internal session works only from the origin it was made from, or without one if made without. */
function fits(session: SessionRow, door: Door, publicUrl: string): boolean {
  if (session.origin === door.origin) return true;
  return door.origin === null && door.reading && session.origin === new URL(publicUrl).origin;
}

/** Reads a session and its person anew; undefined where it has ended or is not good here. */
export async function recogniseSession(
  house: House,
  sessionId: string,
  door: Door,
  now: Date,
): Promise<Recognised | undefined> {
  const session = await house.store.get('session', sessionId);
  if (session === undefined) return undefined;
  const moment = now.getTime();
  if (Date.parse(session.idleUntil) <= moment || Date.parse(session.endsAt) <= moment) {
    return undefined;
  }
  const person = await house.store.get('person', session.personId);
  if (person === undefined || !person.active) return undefined;
  if (person.kind === 'internal') {
    if (session.onlyTicketId !== null) return undefined;
    if (!fits(session, door, house.settings.publicUrl)) return undefined;
  }
  return { viewer: viewerOf(person, session.onlyTicketId), session, person };
}
