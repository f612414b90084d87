import type { TicketFollowerRow, TicketRow } from '../rows.ts';
import { keysOf } from './shelf.ts';
import type { Table } from './table.ts';
import { type Entry, orders, TicketGroup } from './ticket-group.ts';

/** What tickets are grouped by, besides their team, which splits every group. */
export type Grouping = 'team' | 'stage' | 'assignee' | 'customer' | 'tag' | 'follower';
const groupings: readonly Grouping[] = ['team', 'stage', 'assignee', 'customer', 'tag', 'follower'];

/** The key of the group of unassigned tickets. */
export const nobody = '';

const noGroups: readonly TicketGroup[] = [];

/**
 * The sorted groups behind every list of tickets. Each group holds tickets of one team only, so that
 * a scope, which speaks of teams, chooses whole groups.
 */
export class TicketIndex {
  readonly #followers: Table;
  readonly #entries = new Map<string, Entry>();
  readonly #groups = Object.fromEntries(
    groupings.map((grouping) => [grouping, new Map<string, TicketGroup[]>()]),
  ) as Record<Grouping, Map<string, TicketGroup[]>>;

  constructor(followers: Table) {
    this.#followers = followers;
  }

  entry(ticketId: string): Entry | undefined {
    return this.#entries.get(ticketId);
  }

  /** The groups under a key, one for each team that has any. */
  groups(grouping: Grouping, key: string): readonly TicketGroup[] {
    return this.#groups[grouping].get(key) ?? noGroups;
  }

  group(grouping: Grouping, key: string, teamId: string): TicketGroup | undefined {
    return this.groups(grouping, key).find((group) => group.teamId === teamId);
  }

  /** The teams that have tickets. */
  teamIds(): Iterable<string> {
    return this.#groups.team.keys();
  }

  /** Takes in many tickets at once; in order of their update, trees grow at their end only. */
  load(rows: Iterable<TicketRow>): void {
    const entries = Array.from(rows, (row): Entry => ({ row }));
    for (const entry of entries.sort(orders.updatedAt)) {
      this.#entries.set(entry.row.id, entry);
      this.#fileAll(entry);
    }
  }

  ticketChanged(before: TicketRow | undefined, after: TicketRow | undefined): void {
    const id = (after ?? before)?.id ?? '';
    const known = this.#entries.get(id);
    if (known !== undefined && after !== undefined && sorts(known.row, after)) {
      known.row = after;
      return;
    }
    if (known !== undefined) this.#unfileAll(known);
    if (after === undefined) {
      this.#entries.delete(id);
      return;
    }
    const entry = known ?? { row: after };
    entry.row = after;
    this.#entries.set(id, entry);
    this.#fileAll(entry);
  }

  followerChanged(
    before: TicketFollowerRow | undefined,
    after: TicketFollowerRow | undefined,
  ): void {
    if (before !== undefined && after !== undefined) return;
    const { ticketId, personId } = (after ?? before) as TicketFollowerRow;
    const entry = this.#entries.get(ticketId);
    if (entry === undefined) return;
    if (after === undefined) this.#unfile('follower', personId, entry);
    else this.#file('follower', personId, entry);
  }

  #fileAll(entry: Entry): void {
    const { row } = entry;
    this.#file('team', row.teamId, entry);
    this.#file('stage', row.stageId, entry);
    this.#file('assignee', row.assigneeId ?? nobody, entry);
    if (row.customerId !== null) this.#file('customer', row.customerId, entry);
    for (const tag of row.tags) this.#file('tag', tag, entry);
    for (const personId of this.#followersOf(row.id)) this.#file('follower', personId, entry);
  }

  #unfileAll(entry: Entry): void {
    const { row } = entry;
    this.#unfile('team', row.teamId, entry);
    this.#unfile('stage', row.stageId, entry);
    this.#unfile('assignee', row.assigneeId ?? nobody, entry);
    if (row.customerId !== null) this.#unfile('customer', row.customerId, entry);
    for (const tag of row.tags) this.#unfile('tag', tag, entry);
    for (const personId of this.#followersOf(row.id)) this.#unfile('follower', personId, entry);
  }

  #followersOf(ticketId: string): string[] {
    return keysOf(this.#followers.ids('ticketId', ticketId)).map(
      (id) => (this.#followers.rows.get(id) as TicketFollowerRow).personId,
    );
  }

  #file(grouping: Grouping, key: string, entry: Entry): void {
    const { teamId } = entry.row;
    const groups = this.#groups[grouping].get(key);
    let group = groups?.find((one) => one.teamId === teamId);
    if (group === undefined) {
      group = new TicketGroup(teamId);
      if (groups === undefined) this.#groups[grouping].set(key, [group]);
      else groups.push(group);
    }
    group.add(entry);
  }

  #unfile(grouping: Grouping, key: string, entry: Entry): void {
    const groups = this.#groups[grouping].get(key);
    const at = groups?.findIndex((one) => one.teamId === entry.row.teamId) ?? -1;
    const group = groups?.[at];
    if (groups === undefined || group === undefined) return;
    group.remove(entry);
    if (!group.isEmpty) return;
    groups.splice(at, 1);
    if (groups.length === 0) this.#groups[grouping].delete(key);
  }
}

/** Whether a ticket stays exactly where it is in every group. */
const sorts = (one: TicketRow, other: TicketRow): boolean =>
  one.updatedAt === other.updatedAt &&
  one.priority === other.priority &&
  one.teamId === other.teamId &&
  one.stageId === other.stageId &&
  one.assigneeId === other.assigneeId &&
  one.customerId === other.customerId &&
  one.archived === other.archived &&
  (one.closedAt === null) === (other.closedAt === null) &&
  one.number === other.number &&
  one.createdAt === other.createdAt &&
  one.tags.length === other.tags.length &&
  one.tags.every((tag, index) => tag === other.tags[index]);
