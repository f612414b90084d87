import { lifetimesOf } from '../rules/session-lifetimes.ts';
import type { House } from './act.ts';
import type { Recognised } from './recognise-session.ts';

const atMostEvery = 60_000;

/** The idle end of a session used now. */
function idleEndOf({ session, person }: Recognised, now: Date): string {
  const idle = new Date(now.getTime() + lifetimesOf(person.kind).idle).toISOString();
  return idle < session.endsAt ? idle : session.endsAt;
}

/** Is it worth a write to push the idle end on? At most once a minute. */
export function wantsProlonging(recognised: Recognised, now: Date): boolean {
  const gained = Date.parse(idleEndOf(recognised, now)) - Date.parse(recognised.session.idleUntil);
  return gained >= atMostEvery;
}

/** Pushes the idle end of a session on, where it has not ended meanwhile. */
export async function prolongSession(
  house: House,
  recognised: Recognised,
  now: Date,
): Promise<void> {
  await house.store.transact(async (tx) => {
    const session = await tx.get('session', recognised.session.id);
    if (session === undefined) return;
    await tx.put('session', { ...session, idleUntil: idleEndOf(recognised, now) });
  });
}
