import type { Visibility } from '../../sdk/contract/teams.ts';

/** What people are told of. */
export type NotableEvent =
  | 'created'
  | 'message'
  | 'note'
  | 'stage'
  | 'assigned'
  | 'conversion'
  | 'merge';

/**
 * What a person gets: the whole news; a notice with number, subject and what happened alone; the
 * confirmation of a new ticket; the mail that a stage carries.
 */
export type Mailing = 'mail' | 'notice' | 'confirmation' | 'template';

interface Line {
  internal: Mailing;
  /** Portal followers of a public team. */
  public: Mailing | null;
  /** Portal followers of any other team. */
  other: Mailing | null;
  /** What the customer gets in place of the above, where that differs. */
  customer?: { internal?: Mailing; public?: Mailing | null; other?: Mailing | null };
  /** The stage's template, where there is one, takes the place of whatever the customer gets. */
  templated?: true;
}

/** The table of RULES.md, "Notifications". */
const table: Record<NotableEvent, Line> = {
  created: {
    internal: 'mail',
    public: 'mail',
    other: 'notice',
    customer: { internal: 'confirmation', public: 'confirmation', other: null },
    templated: true,
  },
  message: { internal: 'mail', public: 'mail', other: 'notice' },
  note: { internal: 'mail', public: null, other: null },
  stage: { internal: 'mail', public: 'mail', other: 'notice', templated: true },
  assigned: { internal: 'mail', public: null, other: null },
  conversion: { internal: 'mail', public: null, other: null },
  merge: { internal: 'mail', public: 'mail', other: null },
};

/** How a person stands to the ticket at this moment. */
export interface Recipient {
  id: string;
  kind: 'internal' | 'portal';
  active: boolean;
  follows: boolean;
  muted: boolean;
  isCustomer: boolean;
  /** Does their scope show them the ticket now (of a merge, the survivor)? Default true. */
  sees?: boolean;
}

/** What is told of, and of which ticket. */
export interface NotableTicket {
  /** The visibility of its team. */
  visibility: Visibility;
  addressConfirmed: boolean;
  /** The stage it reached by this event has an e-mail template. */
  hasStageTemplate?: boolean;
}

/** Which mail a person gets of an event, if any. Asked when it happens and again when it is sent. */
export function notifies(
  person: Recipient,
  ticket: NotableTicket,
  event: { type: NotableEvent; actorId: string | null; assigneeId?: string | null },
): Mailing | null {
  if (!person.active || person.muted) return null;
  const line = table[event.type];
  // Nobody is told of what they did themselves; the receipt of a new ticket is no news but proof.
  if (event.actorId === person.id && !(event.type === 'created' && person.isCustomer)) return null;

  const unconfirmed = person.isCustomer && !ticket.addressConfirmed;
  if (person.isCustomer && line.templated && ticket.hasStageTemplate === true) {
    // A visitor's first mail is always ours: nothing but it has proved the address.
    if (!(event.type === 'created' && unconfirmed)) return 'template';
  }
  const becameAssignee = event.type === 'assigned' && event.assigneeId === person.id;
  if (!person.follows && !becameAssignee) return null;

  const column =
    person.kind === 'internal' ? 'internal' : ticket.visibility === 'public' ? 'public' : 'other';
  const special = person.isCustomer ? line.customer?.[column] : undefined;
  const mailing = special === undefined ? line[column] : special;
  if (unconfirmed && mailing !== 'confirmation') return null;
  // A mail carries content, so it goes to those alone who could read it on the page.
  return mailing === 'mail' && person.sees === false ? null : mailing;
}
