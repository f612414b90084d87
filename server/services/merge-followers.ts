import { followsSurvivor } from '../rules/merging.ts';
import { scopeOf } from '../rules/visibility.ts';
import type { PersonRow, TicketFollowerRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import { mayFollow } from './add-followers.ts';
import type { MergeSelection } from './merge-selection.ts';
import { seesTicket, viewerOf } from './sight.ts';

/** Somebody with their way of following. */
export interface MergeFollower {
  person: PersonRow;
  muted: boolean;
}

/** Who follows what before a merge, and who will. */
export interface MergeFollowers {
  /** The survivor's, as they are. */
  present: TicketFollowerRow[];
  /** Who will follow the survivor and does not yet; muted only if they muted every source. */
  joining: MergeFollower[];
  /** Each source's, by its id. */
  bySource: ReadonlyMap<string, readonly TicketFollowerRow[]>;
  /** Everybody named above, by id. */
  people: ReadonlyMap<string, PersonRow>;
}

/** Works out the followers of a merge. */
export async function followersOfMerge(
  reader: Reader,
  { survivor, team, sources }: MergeSelection,
): Promise<MergeFollowers> {
  const followersOf = (id: string) => reader.find('ticketFollower', 'ticketId', id);
  const [present, ...rows] = await Promise.all([
    followersOf(survivor.id),
    ...sources.map(({ ticket }) => followersOf(ticket.id)),
  ]);
  const coming = rows.flat();
  const ids = new Set([...(present ?? []), ...coming].map((row) => row.personId));
  const people = new Map((await reader.getMany('person', [...ids])).map((one) => [one.id, one]));
  const there = new Set(present?.map((row) => row.personId));
  const muted = new Map<string, boolean>();
  for (const row of coming) {
    muted.set(row.personId, row.muted && (muted.get(row.personId) ?? true));
  }
  const joining = [...muted].flatMap(([personId, isMuted]): MergeFollower[] => {
    const person = people.get(personId);
    if (person === undefined || there.has(personId)) return [];
    if (!mayFollow(person, team) || !followsSurvivor(person, team)) return [];
    return [{ person, muted: isMuted }];
  });
  const bySource = new Map(sources.map(({ ticket }, index) => [ticket.id, rows[index] ?? []]));
  return { present: present ?? [], joining, bySource, people };
}

const willSee = (person: PersonRow, { survivor, team }: MergeSelection): boolean =>
  seesTicket(person, survivor, team, { followsTicket: true, followsTeam: false });

/** Who sees the survivor by following it, and does not now. */
export async function gainingAccess(
  reader: Reader,
  selection: MergeSelection,
  { joining }: MergeFollowers,
): Promise<PersonRow[]> {
  const people = joining.map(({ person }) => person).filter((one) => willSee(one, selection));
  const seen = await Promise.all(
    people.map((person) => reader.ticket(scopeOf(viewerOf(person)), selection.survivor.id)),
  );
  return people.filter((_, index) => seen[index] === undefined);
}

/** Who outside the helpdesk reads what the sources show, if they are shown. */
export function outsideReaders(
  selection: MergeSelection,
  { present, joining, people }: MergeFollowers,
): PersonRow[] {
  if (!selection.sources.some(({ internal }) => internal)) return [];
  const following = present.flatMap((row) => people.get(row.personId) ?? []);
  return [...following, ...joining.map(({ person }) => person)].filter(
    (person) => person.kind === 'portal' && willSee(person, selection),
  );
}
