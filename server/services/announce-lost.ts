import { everything } from '../rules/visibility.ts';
import type { PersonRow, TeamRow, TicketRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import { seesTicket } from './sight.ts';

/** What decides the sight of a ticket besides the ticket itself: the team it is in and who follows that. */
export interface Side {
  team: TeamRow;
  followerIds: ReadonlySet<string>;
}

const ids = (rows: readonly { personId: string }[]): Set<string> =>
  new Set(rows.map((row) => row.personId));

/** A team as it is now, with its followers. */
export const sideOf = async (reader: Reader, team: TeamRow): Promise<Side> => ({
  team,
  followerIds: ids(await reader.find('teamFollower', 'teamId', team.id)),
});

/** Tells those colleagues who saw a ticket on one side and do not on the other. */
export async function announceLostTicketIn(
  tx: Transaction,
  ticket: TicketRow,
  before: Side,
  after: Side,
  colleagues: readonly PersonRow[],
): Promise<void> {
  const following = ids(await tx.find('ticketFollower', 'ticketId', ticket.id));
  const sees = (person: PersonRow, { team, followerIds }: Side): boolean =>
    seesTicket(person, ticket, team, {
      followsTicket: following.has(person.id),
      followsTeam: followerIds.has(person.id),
    });
  for (const person of colleagues) {
    if (sees(person, before) && !sees(person, after)) {
      tx.announce({ type: 'revoked', ticketId: ticket.id, personId: person.id });
    }
  }
}

/**
 * The same for a team that itself changed, ticket by open ticket: these are what boards show. Of a
 * closed one, as of anything, nobody is told more than they may see.
 */
export async function announceLostTeamIn(
  tx: Transaction,
  before: Side,
  after: Side,
  colleagues: readonly PersonRow[],
): Promise<void> {
  for (const ticket of await tx.findTickets(everything, 'openByTeam', after.team.id)) {
    await announceLostTicketIn(tx, ticket, before, after, colleagues);
  }
}
