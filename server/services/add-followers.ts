import { crossesWall } from '../rules/following.ts';
import {
  followerId,
  type PersonRow,
  type TeamRow,
  type TicketFollowerRow,
  type TicketRow,
} from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';

/** May this person be made a follower at all: not archived, and not beyond the company wall? */
export const mayFollow = (person: PersonRow, team: Pick<TeamRow, 'companyId'>): boolean =>
  person.active && !crossesWall(person, team);

/**
 * Makes people follow a ticket, inside a commit; tells who did not before. Those who may not follow
 * are passed over. Adding twice changes nothing, but that who followed by a merge alone is there to
 * stay. `row` says how they follow.
 */
export async function addFollowersIn(
  tx: Transaction,
  ticket: Pick<TicketRow, 'id'>,
  team: Pick<TeamRow, 'companyId'>,
  personIds: readonly string[],
  row: Pick<TicketFollowerRow, 'muted' | 'byMerge'> = { muted: false },
): Promise<string[]> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return [];
  const [present, people] = await Promise.all([
    tx.getMany(
      'ticketFollower',
      ids.map((id) => followerId(ticket.id, id)),
    ),
    tx.getMany('person', ids),
  ]);
  const following = new Set(present.map(({ personId }) => personId));
  if (row.byMerge !== true) {
    await Promise.all(
      present
        .filter(({ byMerge }) => byMerge === true)
        .map(({ byMerge: _byMerge, ...rest }) => tx.put('ticketFollower', rest)),
    );
  }
  const added = people.filter((person) => !following.has(person.id) && mayFollow(person, team));
  await Promise.all(
    added.map((person) =>
      tx.put('ticketFollower', {
        ...row,
        id: followerId(ticket.id, person.id),
        version: 0,
        ticketId: ticket.id,
        personId: person.id,
      }),
    ),
  );
  for (const { id: personId } of added) {
    tx.announce({ type: 'follower.changed', ticketId: ticket.id, personId });
  }
  return added.map((person) => person.id);
}
