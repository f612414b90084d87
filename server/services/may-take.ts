import { mayBeAssigned } from '../rules/assignment.ts';
import { isAbsent } from '../rules/availability.ts';
import { scopeOf } from '../rules/visibility.ts';
import { followerId, type PersonRow, type TeamRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { viewerOf } from './sight.ts';

/** May a ticket of this team be assigned to this person by hand? They must be able to see the team. */
export async function mayTake(
  reader: Reader,
  person: PersonRow,
  team: TeamRow,
  ticketId?: string,
): Promise<boolean> {
  const [visible, following] = await Promise.all([
    reader.team(scopeOf(viewerOf(person)), team.id),
    // A ticket that is on its way into the team invites its followers there.
    ticketId === undefined
      ? undefined
      : reader.get('ticketFollower', followerId(ticketId, person.id)),
  ]);
  return mayBeAssigned(person, team, visible !== undefined || following !== undefined);
}

/** What to say beside an assignment that works but may not be what was meant. */
export async function warningsOf(
  reader: Reader,
  act: Act,
  assignee: PersonRow | null | undefined,
): Promise<{ code: string; message: string }[]> {
  if (!assignee) return [];
  const timeOff = await reader.find('timeOff', 'personId', assignee.id);
  if (!isAbsent({ timeZone: assignee.timeZone, timeOff }, act.now)) return [];
  return [{ code: 'absent', message: `${assignee.name} is away at the moment.` }];
}
