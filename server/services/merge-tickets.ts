import type { MergeDraft } from '../../sdk/contract/merging.ts';
import type { AgentTicket } from '../../sdk/contract/tickets.ts';
import type { TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { addFollowersIn } from './add-followers.ts';
import { endGuestLinksIn } from './end-guest-links.ts';
import { followersOfMerge, type MergeFollowers } from './merge-followers.ts';
import { sourceEntryOf, survivorEntryOf } from './merge-history.ts';
import { lockInOrder } from './merge-locks.ts';
import { tellOfMergeIn } from './merge-mails.ts';
import { bringMessagesIn } from './merge-messages.ts';
import {
  type MergeSelection,
  type MergeSource,
  mergeWarningsOf,
  selectForMerge,
} from './merge-selection.ts';
import { noteHistory } from './note-history.ts';
import { requireVersion } from './require-version.ts';
import { seesTicket } from './sight.ts';
import { agentTicketView } from './views/ticket-view.ts';

/** Reads what is to be merged and holds it: nobody else changes these tickets and teams meanwhile. */
async function holdSelectionIn(
  tx: Transaction,
  act: Act,
  id: string,
  sourceIds: readonly string[],
): Promise<MergeSelection> {
  await lockInOrder(tx, 'ticket', [id, ...sourceIds]);
  const { team, sources } = await selectForMerge(tx, act, id, sourceIds);
  await lockInOrder(tx, 'team', [team.id, ...sources.map((source) => source.team.id)]);
  // Read again: a team may have changed until it was held.
  return selectForMerge(tx, act, id, sourceIds);
}

/** Makes the sources' followers follow the survivor. Returns who follows it only because of merges. */
async function joinFollowersIn(
  tx: Transaction,
  { survivor, team }: MergeSelection,
  { present, joining }: MergeFollowers,
): Promise<Set<string>> {
  for (const { person, muted } of joining) {
    await addFollowersIn(tx, survivor, team, [person.id], { muted, byMerge: true });
  }
  return new Set([
    ...present.filter((row) => row.byMerge === true).map((row) => row.personId),
    ...joining.map(({ person }) => person.id),
  ]);
}

/** Ends a source's guest links; whoever outside saw it is told that it is gone. */
async function closeDoorsIn(
  tx: Transaction,
  { ticket, team }: MergeSource,
  { bySource, people }: MergeFollowers,
): Promise<void> {
  const outside = (bySource.get(ticket.id) ?? [])
    .flatMap((row) => people.get(row.personId) ?? [])
    .filter((person) => person.kind === 'portal');
  const links = await tx.find('link', 'ticketId', ticket.id);
  const ids = new Set([
    ...outside.map((person) => person.id),
    ...links.map((link) => link.personId),
  ]);
  await Promise.all([...ids].map((personId) => endGuestLinksIn(tx, ticket.id, personId)));
  const standing = { followsTicket: true, followsTeam: false };
  for (const person of outside) {
    if (seesTicket(person, ticket, team, standing)) {
      tx.announce({ type: 'revoked', ticketId: ticket.id, personId: person.id });
    }
  }
}

/** Writes a source as merged away. */
async function putAwayIn(
  tx: Transaction,
  act: Act,
  { ticket }: MergeSource,
  survivor: TicketRow,
): Promise<void> {
  await noteHistory(tx, act, ticket.id, 'merged', sourceEntryOf(survivor));
  await tx.put('ticket', {
    ...ticket,
    archived: true,
    mergedInto: survivor.id,
    updatedAt: act.now.toISOString(),
  });
  tx.announce({ type: 'ticket.updated', ticketId: ticket.id });
}

/** Brings in what the sources say and who follows them, and writes down how to undo it. */
async function bringInSourcesIn(
  tx: Transaction,
  act: Act,
  selection: MergeSelection,
  followers: MergeFollowers,
  showSources: boolean,
): Promise<void> {
  const { survivor, sources } = selection;
  const earlier = await tx.find('merge', 'survivorId', survivor.id);
  const ownTags = new Set(survivor.tags);
  for (const tag of earlier.flatMap((merge) => merge.tags)) ownTags.delete(tag);
  const joined = await joinFollowersIn(tx, selection, followers);
  for (const source of sources) {
    const { id, tags, archived } = source.ticket;
    await tx.put('merge', {
      id,
      version: 0,
      survivorId: survivor.id,
      mergedAt: act.now.toISOString(),
      wasArchived: archived,
      messages: await bringMessagesIn(tx, source, survivor.id, showSources),
      followerIds: (followers.bySource.get(id) ?? [])
        .map((row) => row.personId)
        .filter((personId) => joined.has(personId)),
      tags: tags.filter((tag) => !ownTags.has(tag)),
    });
    await closeDoorsIn(tx, source, followers);
    await putAwayIn(tx, act, source, survivor);
  }
}

/**
 * Merges tickets into one that survives: it keeps its subject, customer, assignee and stage, and gets
 * their messages, files, tags and followers. All of it is one commit.
 */
export async function mergeTickets(act: Act, id: string, draft: MergeDraft): Promise<AgentTicket> {
  const { sourceIds, showSources } = draft;
  const view = await act.transact(async (tx) => {
    const selection = await holdSelectionIn(tx, act, id, sourceIds);
    const { survivor, team, sources } = selection;
    requireVersion(act, survivor);
    const followers = await followersOfMerge(tx, selection);
    await bringInSourcesIn(tx, act, selection, followers, showSources);
    const tickets = sources.map(({ ticket }) => ticket);
    const entry = await noteHistory(tx, act, id, 'merged', survivorEntryOf(tickets));
    const merged = await tx.put('ticket', {
      ...survivor,
      tags: [...new Set([...survivor.tags, ...tickets.flatMap((ticket) => ticket.tags)])],
      updatedAt: act.now.toISOString(),
    });
    await tellOfMergeIn(tx, act, { survivor: merged, team, sources: tickets, entry });
    const internal = !showSources && sources.every((source) => source.internal);
    tx.announce({
      type: 'ticket.updated',
      ticketId: id,
      ...(internal ? { internal: true as const } : {}),
    });
    const warnings = mergeWarningsOf(selection);
    const view = await agentTicketView(tx, merged);
    return warnings.length === 0 ? view : { ...view, warnings };
  });
  act.house.wakeOutbox();
  return view;
}
