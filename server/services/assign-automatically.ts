import {
  type Candidate,
  type Choice,
  chooseAssignee,
  isEligible,
  mayServe,
} from '../rules/assignment.ts';
import {
  type AssignmentMarkRow,
  followerId,
  type PersonRow,
  type TeamFollowerRow,
  type TeamRow,
} from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';

/** Who may be given the team's tickets, in the order that breaks the last tie. */
async function membersOf(
  tx: Transaction,
  team: TeamRow,
  followers: readonly TeamFollowerRow[],
): Promise<PersonRow[]> {
  if (team.memberIds.length > 0) {
    const listed = await tx.getMany('person', team.memberIds);
    return listed.filter((person) => mayServe(person, team));
  }
  const following = new Set(followers.map((follower) => follower.personId));
  const colleagues = await tx.find('person', 'kind', 'internal');
  return colleagues.filter((person) => isEligible(person, team, following.has(person.id)));
}

/**
 * Chooses whom the next ticket of a team goes to and writes down their turn. From here to the end of
 * the transaction the team is locked: what is counted is what is there, however many submit at once.
 * Null where nobody is ever available.
 */
export async function assignAutomatically(
  tx: Transaction,
  act: Act,
  team: TeamRow,
  followers: readonly TeamFollowerRow[],
): Promise<Choice | null> {
  await tx.lock('team', team.id);
  const members = await membersOf(tx, team, followers);
  if (members.length === 0) return null;
  const ids = members.map((person) => person.id);
  const [loads, marks, timeOff] = await Promise.all([
    tx.loads(team.id, ids),
    tx.find('assignmentMark', 'teamId', team.id),
    Promise.all(ids.map((id) => tx.find('timeOff', 'personId', id))),
  ]);
  const markOf = new Map(marks.map((mark) => [mark.personId, mark]));
  const candidates = members.map((person, index): Candidate => {
    const load = loads.get(person.id);
    return {
      personId: person.id,
      timeZone: person.timeZone,
      timeOff: timeOff[index] ?? [],
      total: load?.total ?? 0,
      open: load?.open ?? 0,
      turn: markOf.get(person.id)?.turn ?? null,
    };
  });
  const choice = chooseAssignee(team.assignMethod, candidates, act.now);
  if (choice === undefined) return null;
  const mark: AssignmentMarkRow = {
    id: followerId(team.id, choice.personId),
    version: markOf.get(choice.personId)?.version ?? 0,
    teamId: team.id,
    personId: choice.personId,
    turn: marks.reduce((last, { turn }) => Math.max(last, turn), 0) + 1,
  };
  await tx.put('assignmentMark', mark);
  return choice;
}
