import { crossesWall } from '../rules/following.ts';
import { followerId, type PersonRow, type TeamRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf, manages } from './actor.ts';
import { addFollowersIn } from './add-followers.ts';
import { noteHistory } from './note-history.ts';
import { forbidden, invalid, notFound } from './refusal.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';

/** The person a path names, `me` being whoever asks; 404 where there is none. */
export async function personNamed(reader: Reader, act: Act, id: string): Promise<PersonRow> {
  const personId = id === 'me' ? actorOf(act.viewer) : id;
  const person = personId === null ? undefined : await reader.get('person', personId);
  if (person === undefined) throw notFound();
  return person;
}

/** Refuses followers whom nobody can be made: archived people, and agents beyond the company wall. */
export function requireFollowable(person: PersonRow, team: TeamRow): void {
  if (!person.active) throw invalid(['personId'], 'This person is archived.', 'archived');
  if (crossesWall(person, team)) {
    const message = "This person belongs to other companies than the team's.";
    throw invalid(['personId'], message, 'other_company');
  }
}

/** 404 for what is not in sight; 403 for a customer of a team that is not public, whom only managers add. */
export async function checkFollow(act: Act, ticketId: string, id: string): Promise<void> {
  const { store } = act.house;
  const ticket = await seeTicket(store, act, ticketId);
  const person = await personNamed(store, act, id);
  if (person.kind !== 'portal' || manages(act.viewer)) return;
  const team = await teamOf(store, ticket);
  if (team.visibility !== 'public') {
    throw forbidden('Only managers add outside contacts to tickets of a team that is not public.');
  }
}

/** Adds a follower to a ticket, which grants them access. Adding twice changes nothing. */
export async function followTicket(act: Act, ticketId: string, id: string): Promise<void> {
  await act.transact(async (tx) => {
    const ticket = await seeTicket(tx, act, ticketId);
    const person = await personNamed(tx, act, id);
    const team = await teamOf(tx, ticket);
    requireFollowable(person, team);
    const added = await addFollowersIn(tx, ticket, team, [person.id]);
    if (added.length === 0) return;
    await tx.remove('formerFollower', followerId(ticketId, person.id));
    await noteHistory(tx, act, ticketId, 'followers_changed', { added });
  });
}
