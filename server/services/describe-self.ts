import type { Me } from '../../sdk/contract/auth.ts';
import type { PersonRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { isInternal, manages } from './actor.ts';
import { Refusal } from './refusal.ts';

type Self = Me['person'];

/** A person as they see themselves. */
export const selfOf = ({ id, name, email, kind }: PersonRow): Self => ({ id, name, email, kind });

/** Who asks, and what they may do at all. */
export async function describeSelf(act: Act): Promise<Me> {
  const { viewer } = act;
  const may = { workAtDesk: isInternal(viewer), manage: manages(viewer) };
  if (viewer.kind === 'server') {
    const person: Self = { id: viewer.keyId, name: 'Server key', email: null, kind: 'server' };
    return { person, role: 'manager', scope: 'full', may };
  }
  const person =
    viewer.kind === 'visitor' ? undefined : await act.house.store.get('person', viewer.personId);
  if (person === undefined) throw new Refusal('unauthenticated', 'Sign in first.');
  const only = viewer.kind === 'portal' ? viewer.onlyTicketId : undefined;
  return {
    person: selfOf(person),
    role: person.role,
    scope: only === undefined ? 'full' : { ticketId: only },
    may,
  };
}
