import type { PersonRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';

/** An outside contact as somebody named them. */
export interface Contact {
  name: string;
  /** In lower case. */
  email: string;
  phone?: string | null | undefined;
  locale?: string | null | undefined;
}

/**
 * The one person with this address, made as a portal person where there is none. What was typed
 * never changes a known person.
 */
export async function customerIn(tx: Transaction, act: Act, contact: Contact): Promise<PersonRow> {
  const [known] = await tx.find('person', 'email', contact.email, { limit: 1 });
  if (known !== undefined) return known;
  return tx.put('person', {
    id: act.house.ids.id(),
    version: 0,
    kind: 'portal',
    role: null,
    name: contact.name,
    email: contact.email,
    phone: contact.phone || null,
    companyIds: [],
    locale: contact.locale ?? null,
    timeZone: null,
    active: true,
    createdAt: act.now.toISOString(),
  });
}
