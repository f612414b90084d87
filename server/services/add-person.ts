import type * as v from 'valibot';
import type { Person, PersonDraft } from '../../sdk/contract/people.ts';
import type { PersonRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { manages } from './actor.ts';
import { forbidden, type Issue, Refusal, refuseIssues, unknownId } from './refusal.ts';
import { personView } from './views/person-view.ts';

type Draft = v.InferOutput<typeof PersonDraft>;

/** One person per e-mail address. */
export async function requireFreeEmail(
  tx: Transaction,
  email: string,
  exceptId?: string,
): Promise<void> {
  await tx.lock('person', `email:${email}`);
  const [person] = await tx.find('person', 'email', email, { limit: 1 });
  if (person !== undefined && person.id !== exceptId) {
    throw new Refusal('conflict', 'A person with this email exists already.');
  }
}

/** Kind and role belong together, and the companies exist. */
export async function checkPersonFields(
  reader: Reader,
  person: { kind: PersonRow['kind']; role?: PersonRow['role'] | undefined },
  companyIds: readonly string[] = [],
): Promise<void> {
  const issues: Issue[] = [];
  if (person.kind === 'portal' && person.role) {
    const message = 'Only colleagues have a role.';
    issues.push({ path: ['role'], code: 'invalid', message });
  }
  if (person.kind === 'internal' && person.role === null) {
    const message = 'A colleague is an agent or a manager.';
    issues.push({ path: ['role'], code: 'required', message });
  }
  const companies = await reader.getMany('company', companyIds);
  const known = new Set(companies.map((company) => company.id));
  companyIds.forEach((id, index) => {
    if (!known.has(id)) issues.push(unknownId(['companyIds', index]));
  });
  refuseIssues(issues);
}

/** Adds a person: managers anybody, agents outside contacts only. */
export async function addPerson(act: Act, draft: Draft): Promise<Person> {
  if (draft.kind === 'internal' && !manages(act.viewer)) {
    throw forbidden('Only managers add colleagues.');
  }
  return act.transact(async (tx) => {
    await checkPersonFields(tx, draft, draft.companyIds);
    await requireFreeEmail(tx, draft.email);
    const row = await tx.put('person', {
      id: act.house.ids.id(),
      version: 0,
      kind: draft.kind,
      role: draft.kind === 'internal' ? (draft.role ?? 'agent') : null,
      name: draft.name,
      email: draft.email,
      phone: draft.phone || null,
      companyIds: [...new Set(draft.companyIds)],
      locale: draft.locale ?? null,
      timeZone: draft.timeZone ?? null,
      active: true,
      createdAt: act.now.toISOString(),
    });
    return personView(row);
  });
}
