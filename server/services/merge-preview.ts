import type { MergePreview } from '../../sdk/contract/merging.ts';
import { similarityTo } from '../rules/similarity.ts';
import type { PersonRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { followersOfMerge, gainingAccess, outsideReaders } from './merge-followers.ts';
import { mergeWarningsOf, selectForMerge } from './merge-selection.ts';
import { agentTicketViews } from './views/ticket-view.ts';

const named = ({ id, name, kind }: PersonRow): MergePreview['readers'][number] => ({
  id,
  name,
  kind,
});

/** What the page shows before tickets are merged. */
export async function previewMerge(
  act: Act,
  id: string,
  sourceIds: readonly string[],
): Promise<MergePreview> {
  const { store } = act.house;
  const selection = await selectForMerge(store, act, id, sourceIds);
  const { survivor, sources } = selection;
  const rows = [survivor, ...sources.map(({ ticket }) => ticket)];
  const internal = new Set(sources.filter((one) => one.internal).map(({ ticket }) => ticket.id));
  const followers = await followersOfMerge(store, selection);
  const [tickets, gains] = await Promise.all([
    agentTicketViews(store, rows),
    gainingAccess(store, selection, followers),
  ]);
  const rate = similarityTo(survivor);
  return {
    items: tickets.map((ticket) => ({
      ticket,
      similarity: rate(ticket),
      internal: internal.has(ticket.id),
    })),
    gainsAccess: gains.map(named),
    readers: outsideReaders(selection, followers).map(named),
    warnings: mergeWarningsOf(selection),
  };
}
