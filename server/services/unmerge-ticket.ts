import type { AgentTicket } from '../../sdk/contract/tickets.ts';
import { mayUndo, undoDays } from '../rules/merging.ts';
import { everything } from '../rules/visibility.ts';
import { followerId, type MergeRow, type TicketRow } from '../stores/rows.ts';
import type { Reader, Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { sourceEntryOf, survivorEntryOf } from './merge-history.ts';
import { lockInOrder } from './merge-locks.ts';
import { returnMessagesIn } from './merge-messages.ts';
import { survivorOf } from './merge-redirect.ts';
import { noteHistory } from './note-history.ts';
import { forbidden, Refusal } from './refusal.ts';
import { removeFollowersIn } from './remove-followers.ts';
import { requireVersion } from './require-version.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';
import { agentTicketView } from './views/ticket-view.ts';

/** One step of a chain of merges: what a merge did, and the ticket it went into. */
interface Step {
  merge: MergeRow;
  into: TicketRow;
}

/** 404 for a ticket out of sight; 403 for a source of a ticket out of sight, which would be changed. */
export async function checkUnmerge(act: Act, id: string): Promise<void> {
  const { store } = act.house;
  const source = await seeTicket(store, act, id);
  if (source.mergedInto === null) return;
  const holder = await survivorOf(store, source);
  if ((await store.ticket(act.scope, holder.id)) === undefined) {
    throw forbidden('Only somebody who sees the ticket it was merged into can undo that.');
  }
}

/** The merges a source has gone through, from its own to the last of those that followed. */
async function stepsFrom(reader: Reader, source: TicketRow): Promise<Step[]> {
  const steps: Step[] = [];
  for (let last = source; last.mergedInto !== null; ) {
    const [merge, into] = await Promise.all([
      reader.get('merge', last.id),
      reader.ticket(everything, last.mergedInto),
    ]);
    if (merge === undefined || into === undefined) {
      throw new Refusal('conflict', 'What this merge did is not known any more.');
    }
    steps.push({ merge, into });
    last = into;
  }
  return steps;
}

/** What a ticket has only because of a merge. */
type Gains = Pick<MergeRow, 'followerIds' | 'tags'>;

const without = (all: readonly string[], gone: readonly string[]): string[] =>
  all.filter((one) => !gone.includes(one));

/** Ends the following of those who followed by a merge alone; returns who that was. */
async function dropFollowersIn(
  tx: Transaction,
  act: Act,
  ticket: TicketRow,
  personIds: readonly string[],
): Promise<string[]> {
  const ids = personIds.map((personId) => followerId(ticket.id, personId));
  const [rows, formers] = await Promise.all([
    tx.getMany('ticketFollower', ids),
    tx.getMany('formerFollower', ids),
  ]);
  const leaving = rows.filter((row) => row.byMerge === true).map((row) => row.personId);
  const waiting = formers.filter((row) => row.byMerge === true);
  await Promise.all(waiting.map((row) => tx.remove('formerFollower', row.id)));
  if (leaving.length > 0) {
    const people = await tx.getMany('person', leaving);
    await removeFollowersIn(tx, ticket, await teamOf(tx, ticket), people);
    await noteHistory(tx, act, ticket.id, 'followers_changed', { removed: leaving });
  }
  return [...leaving, ...waiting.map((row) => row.personId)];
}

/** Takes from one ticket of the chain what it had from the undone merge alone; returns what that was. */
async function takeBackIn(
  tx: Transaction,
  act: Act,
  source: TicketRow,
  { merge, into }: Step,
  gains: Gains,
): Promise<Gains> {
  const others = (await tx.find('merge', 'survivorId', into.id)).filter(
    (other) => other.id !== merge.id,
  );
  const lost = (of: (from: Gains) => readonly string[]): string[] =>
    without(
      of(gains).filter((one) => of(merge).includes(one)),
      others.flatMap(of),
    );
  const followerIds = await dropFollowersIn(
    tx,
    act,
    into,
    lost((from) => from.followerIds),
  );
  const tags = lost((from) => from.tags).filter((tag) => into.tags.includes(tag));
  await noteHistory(tx, act, into.id, 'unmerged', survivorEntryOf([source]));
  await tx.put('ticket', {
    ...into,
    tags: without(into.tags, tags),
    updatedAt: act.now.toISOString(),
  });
  tx.announce({ type: 'ticket.updated', ticketId: into.id });
  return { followerIds, tags };
}

/** Undoes a merge all along the chain: what a ticket got by it, the next one got from that ticket. */
async function undoStepsIn(
  tx: Transaction,
  act: Act,
  source: TicketRow,
  steps: readonly Step[],
): Promise<void> {
  let gains: Gains = steps[0]?.merge ?? { followerIds: [], tags: [] };
  for (const step of steps) {
    const { merge } = step;
    gains = await takeBackIn(tx, act, source, step, gains);
    if (merge.id === source.id) {
      await tx.remove('merge', merge.id);
    } else {
      await tx.put('merge', {
        ...merge,
        followerIds: without(merge.followerIds, gains.followerIds),
        tags: without(merge.tags, gains.tags),
      });
    }
  }
}

/** Undoes the merge of a source: it has its messages back, as visible as they were. */
export async function unmergeTicket(act: Act, id: string): Promise<AgentTicket> {
  const view = await act.transact(async (tx) => {
    const asked = await seeTicket(tx, act, id);
    await lockInOrder(tx, 'ticket', [
      id,
      ...(await stepsFrom(tx, asked)).map(({ into }) => into.id),
    ]);
    const source = await seeTicket(tx, act, id);
    requireVersion(act, source);
    const steps = await stepsFrom(tx, source);
    const [own] = steps;
    const holder = steps.at(-1)?.into;
    if (own === undefined || holder === undefined) {
      throw new Refusal('conflict', 'This ticket is not merged into another.');
    }
    if ((await tx.ticket(act.scope, holder.id)) === undefined) {
      throw forbidden('Only somebody who sees the ticket it was merged into can undo that.');
    }
    if (!mayUndo(own.merge.mergedAt, act.now)) {
      throw new Refusal('conflict', `A merge can be undone for ${undoDays} days.`);
    }
    await returnMessagesIn(tx, source, own.merge, holder.id);
    await undoStepsIn(tx, act, source, steps);
    await noteHistory(tx, act, id, 'unmerged', sourceEntryOf(own.into));
    const restored = await tx.put('ticket', {
      ...source,
      archived: own.merge.wasArchived,
      mergedInto: null,
      updatedAt: act.now.toISOString(),
    });
    tx.announce({ type: 'ticket.updated', ticketId: id });
    return agentTicketView(tx, restored);
  });
  act.house.wakeOutbox();
  return view;
}
