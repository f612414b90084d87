import type { Viewer } from '../rules/visibility.ts';
import type { PersonRow } from '../stores/rows.ts';

/** The viewer a person is, with the rights of this moment; `onlyTicketId` for a guest link's session. */
export function viewerOf(person: PersonRow, onlyTicketId: string | null = null): Viewer {
  const personId = person.id;
  if (person.kind === 'portal') {
    return { kind: 'portal', personId, ...(onlyTicketId === null ? {} : { onlyTicketId }) };
  }
  if (person.role === 'manager') return { kind: 'manager', personId };
  return { kind: 'agent', personId, companyIds: person.companyIds };
}
