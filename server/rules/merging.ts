import type { Visibility } from '../../sdk/contract/teams.ts';
import type { MessageVisibility } from '../../sdk/contract/tickets.ts';

/** What merging asks of a ticket. */
export interface MergedTicket {
  id: string;
  customerId: string | null;
  addressConfirmed: boolean;
  mergedInto: string | null;
  opportunityId: string | null;
}

/** Why tickets cannot be merged. */
export type MergeObstacle = 'itself' | 'merged' | 'converted';

/** What stands in the way of merging `sources` into `survivor`; null: nothing. */
export function mergeObstacleOf(
  survivor: Pick<MergedTicket, 'id' | 'mergedInto' | 'opportunityId'>,
  sources: readonly Pick<MergedTicket, 'id' | 'mergedInto' | 'opportunityId'>[],
): MergeObstacle | null {
  if (sources.some((source) => source.id === survivor.id)) return 'itself';
  const all = [survivor, ...sources];
  if (all.some((ticket) => ticket.mergedInto !== null)) return 'merged';
  return all.some((ticket) => ticket.opportunityId !== null) ? 'converted' : null;
}

/**
 * Do messages and files of a source enter the survivor as internal, unless somebody ticks to show
 * them? Where its team is not public, or its customer is not the survivor's; two tickets without any
 * customer have none in common.
 */
export const entersInternal = (
  source: Pick<MergedTicket, 'customerId'>,
  sourceTeam: { visibility: Visibility },
  survivor: Pick<MergedTicket, 'customerId'>,
): boolean =>
  sourceTeam.visibility !== 'public' ||
  source.customerId === null ||
  source.customerId !== survivor.customerId;

/** A message's visibility in the survivor: what was a note stays one, whatever is ticked. */
export const visibilityAfterMerge = (
  before: MessageVisibility,
  internal: boolean,
  showSources: boolean,
): MessageVisibility => (internal && !showSources ? 'note' : before);

/** Does a source's follower follow the survivor too? Outside people only where its team is public. */
export const followsSurvivor = (
  person: { kind: 'internal' | 'portal' },
  survivorTeam: { visibility: Visibility },
): boolean => person.kind === 'internal' || survivorTeam.visibility === 'public';

/** Do confirmed and unconfirmed addresses of customers come together? */
export function mixesAddresses(
  tickets: readonly Pick<MergedTicket, 'customerId' | 'addressConfirmed'>[],
): boolean {
  const known = tickets.filter((ticket) => ticket.customerId !== null);
  return new Set(known.map((ticket) => ticket.addressConfirmed)).size > 1;
}

/** Has nothing ever shown that a person's address is theirs: are all of their tickets here unconfirmed? */
export function isUnproved(
  personId: string,
  tickets: readonly Pick<MergedTicket, 'customerId' | 'addressConfirmed'>[],
): boolean {
  const theirs = tickets.filter((ticket) => ticket.customerId === personId);
  return theirs.length > 0 && theirs.every((ticket) => !ticket.addressConfirmed);
}

/** For how many days a merge can be undone. */
export const undoDays = 30;

/** May a merge of that moment still be undone? */
export const mayUndo = (mergedAt: string, now: Date): boolean =>
  now.getTime() - Date.parse(mergedAt) <= undoDays * 86_400_000;
