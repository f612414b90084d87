import { lifetimesOf } from '../rules/session-lifetimes.ts';
import type { House } from './act.ts';
import type { Recognised } from './recognise-session.ts';

const atMostEvery = 60_000;

/** The idle end of a session used now, in milliseconds. */
function idleEndOf({ session, person }: Recognised, now: Date): number {
  return Math.min(now.getTime() + lifetimesOf(person.kind).idle, Date.parse(session.endsAt));
}

/** Is it worth a write to push the idle end on? At most once a minute. */
export const wantsProlonging = (recognised: Recognised, now: Date): boolean =>
  idleEndOf(recognised, now) - Date.parse(recognised.session.idleUntil) >= atMostEvery;

/** Pushes the idle end of a session on, where it has not ended meanwhile. */
export async function prolongSession(
  house: House,
  recognised: Recognised,
  now: Date,
): Promise<void> {
  await house.store.transact(async (tx) => {
    const session = await tx.get('session', recognised.session.id);
    if (session === undefined) return;
    const idleUntil = new Date(idleEndOf(recognised, now)).toISOString();
    await tx.put('session', { ...session, idleUntil });
  });
}
