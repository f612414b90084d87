import { followerId, type PersonRow, type TeamRow, type TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import { dropMailIn } from './drop-mail.ts';
import { endGuestLinksIn } from './end-guest-links.ts';
import { seesTicket } from './sight.ts';

/**
 * Ends the following of a ticket, inside a commit, and with it at once what hung on it: guest links,
 * the sessions these opened, and queued mail. Whoever saw the ticket and does not now is told so.
 */
export async function removeFollowersIn(
  tx: Transaction,
  ticket: TicketRow,
  team: TeamRow,
  people: readonly PersonRow[],
): Promise<void> {
  const ids = new Set(people.map((person) => person.id));
  await Promise.all([
    dropMailIn(tx, ticket.id, ids),
    ...people.map(async (person) => {
      const [teamFollower] = await Promise.all([
        tx.get('teamFollower', followerId(team.id, person.id)),
        tx.remove('ticketFollower', followerId(ticket.id, person.id)),
        endGuestLinksIn(tx, ticket.id, person.id),
      ]);
      tx.announce({ type: 'follower.changed', ticketId: ticket.id, personId: person.id });
      const followsTeam = teamFollower !== undefined;
      const saw = seesTicket(person, ticket, team, { followsTicket: true, followsTeam });
      const sees = seesTicket(person, ticket, team, { followsTicket: false, followsTeam });
      if (saw && !sees) {
        tx.announce({ type: 'revoked', ticketId: ticket.id, personId: person.id });
      }
    }),
  ]);
}
