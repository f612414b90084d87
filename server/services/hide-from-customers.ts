import {
  type FormerFollowerRow,
  followerId,
  type PersonRow,
  type TeamRow,
  type TicketFollowerRow,
  type TicketRow,
} from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import { removeFollowersIn } from './remove-followers.ts';

/** Portal followers of a ticket with their rows; internal ones stay and are left out. */
export async function portalFollowersOf(
  reader: Reader,
  ticketId: string,
): Promise<{ row: TicketFollowerRow; person: PersonRow }[]> {
  const rows = await reader.find('ticketFollower', 'ticketId', ticketId);
  const people = await reader.getMany(
    'person',
    rows.map((row) => row.personId),
  );
  const personOf = new Map(people.map((person) => [person.id, person]));
  return rows.flatMap((row) => {
    const person = personOf.get(row.personId);
    return person?.kind === 'portal' ? [{ row, person }] : [];
  });
}

/** Writes down that somebody was taken away from a team's, or with `ticketId` a ticket's, followers. */
export async function rememberFollowerIn(
  tx: Transaction,
  former: Omit<FormerFollowerRow, 'id' | 'version'>,
): Promise<void> {
  const id = followerId(former.ticketId ?? former.teamId, former.personId);
  const known = await tx.get('formerFollower', id);
  await tx.put('formerFollower', { id, version: known?.version ?? 0, ...former });
}

/**
 * Takes a ticket that leaves the public away from its portal followers, inside a commit, and
 * remembers them for its return. `team` is the one it is public in, `nextTeamId` where it is then.
 * Returns who was removed.
 */
export async function hideFromCustomersIn(
  tx: Transaction,
  ticket: TicketRow,
  team: TeamRow,
  nextTeamId: string,
): Promise<string[]> {
  const portal = await portalFollowersOf(tx, ticket.id);
  await Promise.all(
    portal.map(({ row }) =>
      rememberFollowerIn(tx, {
        teamId: nextTeamId,
        ticketId: ticket.id,
        personId: row.personId,
        muted: row.muted,
        ...(row.byMerge === true ? { byMerge: true as const } : {}),
      }),
    ),
  );
  await removeFollowersIn(
    tx,
    ticket,
    team,
    portal.map(({ person }) => person),
  );
  return portal.map(({ person }) => person.id);
}
