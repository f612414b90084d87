import { followerId, type TeamRow, type TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { addFollowersIn } from './add-followers.ts';
import { announceLostTicketIn, sideOf } from './announce-lost.ts';
import { assignAutomatically } from './assign-automatically.ts';
import { assignIn } from './assign-ticket.ts';
import { hideFromCustomersIn } from './hide-from-customers.ts';
import { noteHistory } from './note-history.ts';
import { showToCustomersIn } from './show-to-customers.ts';
import { seesTicket } from './sight.ts';

/** Customers lose a ticket that leaves the public, and get it back when it returns. */
async function changePublicIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  from: TeamRow,
  to: TeamRow,
): Promise<void> {
  const formers = await tx.find('formerFollower', 'ticketId', ticket.id);
  if (to.visibility === 'public') {
    const added = await showToCustomersIn(tx, to, formers);
    if (added.length > 0) await noteHistory(tx, act, ticket.id, 'followers_changed', { added });
    return;
  }
  await Promise.all(formers.map((row) => tx.put('formerFollower', { ...row, teamId: to.id })));
  const removed = await hideFromCustomersIn(tx, ticket, from, to.id);
  if (removed.length > 0) await noteHistory(tx, act, ticket.id, 'followers_changed', { removed });
}

/** Would the assignee see the ticket in this team if it were not theirs? */
async function belongsIn(tx: Transaction, ticket: TicketRow, team: TeamRow): Promise<boolean> {
  if (ticket.assigneeId === null) return true;
  const [person, follower] = await Promise.all([
    tx.get('person', ticket.assigneeId),
    tx.get('teamFollower', followerId(team.id, ticket.assigneeId)),
  ]);
  // They follow the ticket because it is theirs, so that does not count either.
  return (
    person !== undefined &&
    seesTicket(person, { ...ticket, assigneeId: null }, team, {
      followsTicket: false,
      followsTeam: follower !== undefined,
    })
  );
}

/**
 * The ticket in another team, not saved yet: its customers, followers and history. Its stage is the
 * caller's to set.
 */
export async function moveIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  from: TeamRow,
  to: TeamRow,
): Promise<TicketRow> {
  await noteHistory(tx, act, ticket.id, 'team_changed', { fromTeamId: from.id, toTeamId: to.id });
  await changePublicIn(tx, act, ticket, from, to);
  const teamFollowers = await tx.find('teamFollower', 'teamId', to.id);
  await addFollowersIn(
    tx,
    ticket,
    to,
    teamFollowers.map((row) => row.personId),
  );
  const moved = { ...ticket, teamId: to.id };
  await announceLostTicketIn(
    tx,
    moved,
    await sideOf(tx, from),
    await sideOf(tx, to),
    await tx.find('person', 'kind', 'internal'),
  );
  return moved;
}

/** After a move, gives the ticket to somebody of the new team where its assignee would not see it there. */
export async function reassignAfterMoveIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  team: TeamRow,
): Promise<TicketRow> {
  if (await belongsIn(tx, ticket, team)) return ticket;
  const freed = await assignIn(tx, act, ticket, team, null);
  if (!team.autoAssign || freed.closedAt !== null || freed.archived) return freed;
  const followers = await tx.find('teamFollower', 'teamId', team.id);
  const choice = await assignAutomatically(tx, act, team, followers);
  return choice === null ? freed : assignIn(tx, act, freed, team, choice.personId, choice);
}
