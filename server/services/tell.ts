import { type NotableEvent, notifies } from '../rules/notifying.ts';
import type {
  OutboxRow,
  PersonRow,
  TeamRow,
  TicketFollowerRow,
  TicketRow,
} from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { seesTicket } from './sight.ts';

/** Something that happened on a ticket and that its followers are told of by mail. */
export interface Happening {
  ticket: TicketRow;
  team: TeamRow;
  event: OutboxRow['event'] & NotableEvent;
  messageId?: string;
  /** Who did it, and so is not told; null for visitors and the helpdesk itself. */
  actorId: string | null;
  /** The ticket's followers and these people, where the caller has just read or written them. */
  followers?: readonly TicketFollowerRow[];
  people?: readonly PersonRow[];
  /** Who is told of this same happening under another event, and so not twice. */
  except?: readonly string[];
}

/**
 * Queues one mail for each follower whom `notifies` names. The mail's text is made, and the right to
 * it asked again, when it is sent.
 */
export async function tell(tx: Transaction, act: Act, happening: Happening): Promise<void> {
  const { ticket, team, event, messageId = null, actorId, except = [] } = happening;
  const followers = happening.followers ?? (await tx.find('ticketFollower', 'ticketId', ticket.id));
  const people =
    happening.people ??
    (await tx.getMany(
      'person',
      followers.map((follower) => follower.personId),
    ));
  const byId = new Map(people.map((person) => [person.id, person]));
  const now = act.now.toISOString();
  const rows: Promise<OutboxRow>[] = [];
  for (const { personId, muted } of followers) {
    const person = byId.get(personId);
    if (person === undefined || except.includes(personId)) continue;
    const mailing = notifies(
      {
        id: personId,
        kind: person.kind,
        active: person.active,
        follows: true,
        muted,
        isCustomer: ticket.customerId === personId,
        sees: seesTicket(person, ticket, team, { followsTicket: true, followsTeam: false }),
      },
      { visibility: team.visibility, addressConfirmed: ticket.addressConfirmed },
      { type: event, actorId, assigneeId: ticket.assigneeId },
    );
    if (mailing === null) continue;
    rows.push(
      tx.put('outbox', {
        id: act.house.ids.id(),
        version: 0,
        channel: 'email',
        event,
        recipientId: personId,
        ticketId: ticket.id,
        messageId,
        returnTo: null,
        status: 'queued',
        attempts: 0,
        nextAt: now,
        error: null,
        createdAt: now,
      }),
    );
  }
  await Promise.all(rows);
}
