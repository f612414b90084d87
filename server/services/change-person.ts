import type * as v from 'valibot';
import type { Person, PersonPatch } from '../../sdk/contract/people.ts';
import type { PersonRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { manages } from './actor.ts';
import { checkPersonFields, requireFreeEmail } from './add-person.ts';
import { endSessionsIn } from './end-sessions.ts';
import { definedOf } from './patch.ts';
import { forbidden, notFound } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { personView } from './views/person-view.ts';

type Patch = v.InferOutput<typeof PersonPatch>;

/** 404 for a person who is not there; 403 for a colleague whom only managers may change. */
export async function checkChangePerson(act: Act, id: string): Promise<void> {
  const person = await act.house.store.get('person', id);
  if (person === undefined) throw notFound();
  if (person.kind === 'internal' && !manages(act.viewer)) {
    throw forbidden('Only managers change colleagues.');
  }
}

/** A colleague always has a role, an outside contact never. */
function roleAfter(before: PersonRow, patch: Patch): PersonRow['role'] {
  const kind = patch.kind ?? before.kind;
  if (kind === 'portal') return patch.role ?? null;
  return patch.role === undefined ? (before.role ?? 'agent') : patch.role;
}

/** Does the change take away what a session was made for? */
const endsSessions = (before: PersonRow, after: PersonRow): boolean =>
  before.kind !== after.kind ||
  before.role !== after.role ||
  before.email !== after.email ||
  (before.active && !after.active);

/** Changes or archives a person. Changing kind, role or e-mail, and archiving, ends all their sessions. */
export async function changePerson(act: Act, id: string, patch: Patch): Promise<Person> {
  return act.transact(async (tx) => {
    await tx.lock('person', id);
    const before = await tx.get('person', id);
    if (before === undefined) throw notFound();
    if (!manages(act.viewer) && (before.kind === 'internal' || patch.kind === 'internal')) {
      throw forbidden('Only managers add and change colleagues.');
    }
    const given = definedOf(patch);
    const row: PersonRow = {
      ...before,
      ...given,
      role: roleAfter(before, patch),
      phone: given.phone === undefined ? before.phone : given.phone || null,
      companyIds: [...new Set(given.companyIds ?? before.companyIds)],
    };
    await checkPersonFields(tx, row, given.companyIds);
    requireVersion(act, before);
    if (row.email !== before.email) await requireFreeEmail(tx, row.email, id);
    const after = await tx.put('person', row);
    if (endsSessions(before, after)) await endSessionsIn(tx, id);
    return personView(after);
  });
}
