import type { IssuedSession } from '../../sdk/contract/people.ts';
import type { Act } from './act.ts';
import { notFound, Refusal } from './refusal.ts';
import { startSessionIn } from './start-session.ts';

/** Says 404 for a person who does not exist. */
export async function checkPerson(act: Act, personId: string): Promise<void> {
  if ((await act.house.store.get('person', personId)) === undefined) throw notFound();
}

/** A session for a person, for a host's back end that vouches for them by its server key. */
export function issueSession(act: Act, personId: string): Promise<IssuedSession> {
  return act.transact(async (tx) => {
    const person = await tx.get('person', personId);
    if (person === undefined) throw notFound();
    if (!person.active) throw new Refusal('conflict', 'This person is archived.');
    const { token, row } = await startSessionIn(tx, act, person);
    return { token, expiresAt: row.endsAt };
  });
}
