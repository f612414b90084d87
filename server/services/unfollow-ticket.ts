import { followerId } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { personNamed } from './follow-ticket.ts';
import { noteHistory } from './note-history.ts';
import { forbidden, Refusal } from './refusal.ts';
import { removeFollowersIn } from './remove-followers.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';

/** Customers remove only themselves: 403 whatever the id. Otherwise 404 for what is not in sight. */
export async function checkUnfollow(act: Act, ticketId: string, id: string): Promise<void> {
  if (act.viewer.kind === 'portal' && id !== 'me' && id !== actorOf(act.viewer)) {
    throw forbidden('You can only stop following yourself.');
  }
  const { store } = act.house;
  await seeTicket(store, act, ticketId);
  await personNamed(store, act, id);
}

/** Removes a follower; their access ends at once where it rested on following. */
export async function unfollowTicket(act: Act, ticketId: string, id: string): Promise<void> {
  await act.transact(async (tx) => {
    const ticket = await seeTicket(tx, act, ticketId);
    const person = await personNamed(tx, act, id);
    if (ticket.assigneeId === person.id) {
      throw new Refusal('conflict', 'The assignee follows the ticket; reassign it first.');
    }
    // Whom a change of visibility took away does not come back after this.
    await tx.remove('formerFollower', followerId(ticketId, person.id));
    if ((await tx.get('ticketFollower', followerId(ticketId, person.id))) === undefined) return;
    await removeFollowersIn(tx, ticket, await teamOf(tx, ticket), [person]);
    await noteHistory(tx, act, ticketId, 'followers_changed', { removed: [person.id] });
  });
}
