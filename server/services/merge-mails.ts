import { isUnproved } from '../rules/merging.ts';
import { everything, scopeOf } from '../rules/visibility.ts';
import {
  followerId,
  type MessageRow,
  type PersonRow,
  type TeamRow,
  type TicketRow,
} from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { sourcesIn } from './merge-history.ts';
import { viewerOf } from './sight.ts';
import { tell } from './tell.ts';

/** A merge that has just happened. */
interface Merge {
  survivor: TicketRow;
  team: TeamRow;
  sources: readonly TicketRow[];
  /** Its entry in the survivor's history. */
  entry: MessageRow;
}

/** The sources of a merge, that still stands, as far as a mail to this person may name them. */
async function sourcesFor(
  reader: Reader,
  person: PersonRow,
  sources: readonly TicketRow[],
): Promise<TicketRow[]> {
  const scope = scopeOf(viewerOf(person));
  const named = await Promise.all(
    sources.map(async (source) =>
      person.kind === 'internal'
        ? (await reader.ticket(scope, source.id)) !== undefined
        : (await reader.get('ticketFollower', followerId(source.id, person.id))) !== undefined,
    ),
  );
  return sources.filter((_, index) => named[index]);
}

/**
 * The numbers of the tickets that a person is told to have gone on in another; null where they are
 * not told. Outside people are told of those they follow, and only at an address known to be theirs.
 */
export async function numbersGoneOn(
  reader: Reader,
  person: PersonRow,
  survivor: TicketRow,
  sources: readonly TicketRow[],
): Promise<number[] | null> {
  const named = await sourcesFor(reader, person, sources);
  const outside = person.kind === 'portal';
  if (outside && (named.length === 0 || isUnproved(person.id, [survivor, ...sources]))) return null;
  return named.map((source) => source.number);
}

/** The same for the entry of a merge, asked again when its mail is sent; null where it was undone. */
export async function numbersInEntry(
  reader: Reader,
  person: PersonRow,
  survivor: TicketRow,
  entry: MessageRow,
): Promise<number[] | null> {
  const found = await Promise.all(
    sourcesIn(entry.data).map(({ id }) => reader.ticket(everything, id)),
  );
  const sources = found.filter((source) => source !== undefined);
  const standing = sources.filter((source) => source.mergedInto === survivor.id);
  return standing.length === 0 ? null : numbersGoneOn(reader, person, survivor, standing);
}

/** Tells the colleagues who follow the survivor, and those outside whose tickets go on in it. */
export async function tellOfMergeIn(tx: Transaction, act: Act, merge: Merge): Promise<void> {
  const { survivor, team, sources, entry } = merge;
  const rows = await tx.find('ticketFollower', 'ticketId', survivor.id);
  const all = await tx.getMany(
    'person',
    rows.map((row) => row.personId),
  );
  const told = await Promise.all(all.map((person) => numbersGoneOn(tx, person, survivor, sources)));
  const people = all.filter((_, index) => told[index] !== null);
  const ids = new Set(people.map((person) => person.id));
  await tell(tx, act, {
    // Whose address is known is asked above, of all the tickets and not of the survivor alone.
    ticket: { ...survivor, customerId: null },
    team,
    event: 'merge',
    messageId: entry.id,
    actorId: actorOf(act.viewer),
    followers: rows.filter((row) => ids.has(row.personId)),
    people,
  });
}
