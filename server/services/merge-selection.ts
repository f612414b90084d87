import {
  entersInternal,
  type MergeObstacle,
  mergeObstacleOf,
  mixesAddresses,
} from '../rules/merging.ts';
import type { TeamRow, TicketRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { type Issue, Refusal, refuseIssues, unknownId } from './refusal.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';

/** A ticket that is to be merged into another. */
export interface MergeSource {
  ticket: TicketRow;
  team: TeamRow;
  /** Its messages and files enter the survivor as internal, unless somebody ticks to show them. */
  internal: boolean;
}

/** Tickets that may be merged. */
export interface MergeSelection {
  survivor: TicketRow;
  team: TeamRow;
  sources: MergeSource[];
}

const detailOf: Readonly<Record<MergeObstacle, string>> = {
  itself: 'A ticket cannot be merged with itself.',
  merged: 'One of these tickets was merged into another already; choose that one instead.',
  converted: 'One of these tickets was converted to an opportunity.',
};

/** The tickets with these ids, each once; an id the viewer sees nothing behind is 422 at its place. */
export async function ticketsNamed(
  reader: Reader,
  act: Act,
  ids: readonly string[],
  key: string,
): Promise<TicketRow[]> {
  const found = await Promise.all(ids.map((id) => reader.ticket(act.scope, id)));
  const issues = found.flatMap((ticket, index): Issue[] =>
    ticket === undefined ? [unknownId([key, index])] : [],
  );
  refuseIssues(issues);
  const byId = new Map(found.flatMap((ticket) => (ticket ? [[ticket.id, ticket]] : [])));
  return [...byId.values()];
}

/** Finds what is to be merged, and refuses what cannot be. */
export async function selectForMerge(
  reader: Reader,
  act: Act,
  survivorId: string,
  sourceIds: readonly string[],
): Promise<MergeSelection> {
  const survivor = await seeTicket(reader, act, survivorId);
  const tickets = await ticketsNamed(reader, act, sourceIds, 'sourceIds');
  const obstacle = mergeObstacleOf(survivor, tickets);
  if (obstacle !== null) throw new Refusal('conflict', detailOf[obstacle]);
  const [team, teams] = await Promise.all([
    teamOf(reader, survivor),
    Promise.all(tickets.map((ticket) => teamOf(reader, ticket))),
  ]);
  const sources = tickets.flatMap((ticket, index): MergeSource[] => {
    const of = teams[index];
    return of === undefined
      ? []
      : [{ ticket, team: of, internal: entersInternal(ticket, of, survivor) }];
  });
  return { survivor, team, sources };
}

/** What to say beside a merge that works but may not be what was meant. */
export function mergeWarningsOf({
  survivor,
  sources,
}: MergeSelection): { code: string; message: string }[] {
  if (!mixesAddresses([survivor, ...sources.map(({ ticket }) => ticket)])) return [];
  const message =
    'Nobody has confirmed the address of one of these tickets. Make sure it is the same person.';
  return [{ code: 'unconfirmed_address', message }];
}
