import type { Follower } from '../../../sdk/contract/teams.ts';
import type { Reader } from '../../stores/store.ts';

/** Followers with their names, in the order given. */
export async function followerViews(
  reader: Reader,
  rows: readonly { personId: string; muted?: boolean }[],
): Promise<Follower[]> {
  const people = await reader.getMany(
    'person',
    rows.map((row) => row.personId),
  );
  const personOf = new Map(people.map((person) => [person.id, person]));
  return rows.flatMap(({ personId, muted = false }) => {
    const person = personOf.get(personId);
    if (person === undefined) return [];
    return [{ person: { id: person.id, name: person.name, kind: person.kind }, muted }];
  });
}
