import type { LiveEventType } from '../../sdk/contract/events.ts';
import type { TicketSort, TicketState } from '../../sdk/contract/tickets.ts';
import type { Scope } from '../rules/visibility.ts';
import type { LookupName } from './lookups.ts';
import type { TableName, Tables, TeamRow, TicketRow } from './rows.ts';

/** Tables whose rows carry ticket content or a team: read through a scope, never by themselves. */
export type ScopedTable = 'ticket' | 'team';
/** Tables anyone in the server may read by id or lookup. */
export type OpenTable = Exclude<TableName, ScopedTable>;

/** A part of a lookup's rows, in the order of their ids. */
export interface Slice {
  /** At most this many; default all: use it only where the number is small by nature. */
  limit?: number;
  /** Only rows whose id comes after this one (before it, when `newestFirst`). */
  after?: string;
  newestFirst?: boolean;
}

/** Which tickets, in which order. Everything given must hold. */
export interface TicketFilter {
  teamId?: string;
  stageId?: string;
  state?: TicketState;
  /** Null: unassigned. */
  assigneeId?: string | null;
  customerId?: string;
  tag?: string;
  /** Made by `queryTokensOf`: each begins some token (`tokensOf`) of the ticket's searched text. Empty finds nothing. */
  tokens?: readonly string[];
  /** Search the text of internal notes too. */
  notes?: boolean;
  /** True: only archived ones; default false: only others. */
  archived?: boolean;
}

export interface TicketPageQuery extends TicketFilter {
  sort: TicketSort;
  limit: number;
  /** The place of the last ticket of the page before. */
  after?: TicketPlace;
}

/** A ticket's place in a sorted list: its sort key, then its number. */
export interface TicketPlace {
  key: string | number;
  number: number;
}

export interface TicketPage {
  items: TicketRow[];
  /** The place to go on from; null at the end. */
  next: TicketPlace | null;
}

/** Reads of what is committed and durable. Every method is one consistent step. */
export interface Reader {
  get<T extends OpenTable>(table: T, id: string): Promise<Tables[T] | undefined>;
  /** Several by id, in the order asked; unknown ones are left out. */
  getMany<T extends OpenTable>(table: T, ids: readonly string[]): Promise<Tables[T][]>;
  /** The rows filed under a key, see `lookups`. */
  find<T extends OpenTable>(
    table: T,
    lookup: LookupName<T>,
    key: string,
    slice?: Slice,
  ): Promise<Tables[T][]>;
  count<T extends TableName>(table: T, lookup: LookupName<T>, key: string): Promise<number>;

  /** A ticket, if the scope shows it. */
  ticket(scope: Scope, id: string): Promise<TicketRow | undefined>;
  /** A page of the tickets the scope shows, by index, whatever their number. */
  tickets(scope: Scope, query: TicketPageQuery): Promise<TicketPage>;
  countTickets(scope: Scope, filter: TicketFilter): Promise<number>;
  /** The tickets filed under a key, if the scope shows them. */
  findTickets(
    scope: Scope,
    lookup: LookupName<'ticket'>,
    key: string,
    slice?: Slice,
  ): Promise<TicketRow[]>;
  /** A team, if the scope shows it. */
  team(scope: Scope, id: string): Promise<TeamRow | undefined>;
  findTeams(
    scope: Scope,
    lookup: LookupName<'team'>,
    key: string,
    slice?: Slice,
  ): Promise<TeamRow[]>;
}

/** What happened, for open event streams; published once the commit is durable. */
export interface Change {
  type: LiveEventType;
  ticketId: string;
  messageId?: string;
  /** Internal notes are announced to internal people only. */
  internal?: true;
  /** For `revoked` and `follower.changed`: whom it concerns. */
  personId?: string;
}

/** A published change with its place in the stream. */
export interface PublishedChange extends Change {
  id: string;
}

/** Reads inside a transaction see its own writes and everything committed before it. */
export interface Transaction extends Reader {
  /**
   * Writes a row whose `version` is the one that was read (0 for a new row) and returns it with the
   * next version. Throws `StaleRow` where somebody else wrote in between, and `DuplicateKey` where
   * another row has its unique key.
   */
  put<T extends TableName>(table: T, row: Tables[T]): Promise<Tables[T]>;
  remove(table: TableName, id: string): Promise<void>;
  /** Until the end of this transaction no other one holding the same lock proceeds. */
  lock(table: 'team' | 'person' | 'ticket', id: string): Promise<void>;
  /** The next ticket number, from 1; gaps are allowed. */
  nextNumber(): Promise<number>;
  /**
   * How many tickets of a team each of the people is assigned now: `total` counts open, closed and
   * archived ones but none merged away, `open` those neither closed nor archived.
   */
  loads(
    teamId: string,
    personIds: readonly string[],
  ): Promise<Map<string, { total: number; open: number }>>;
  /** Publishes a change when the commit is durable. */
  announce(change: Change): void;
}

/** A row was written by somebody else since it was read. */
export class StaleRow extends Error {
  override readonly name = 'StaleRow';
}

/** Another row already has this row's unique key, such as a person's e-mail; see `uniqueLookups`. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  readonly table: TableName;
  readonly lookup: string;

  constructor(table: TableName, lookup: string) {
    super(`Another ${table} has the same ${lookup}.`);
    this.table = table;
    this.lookup = lookup;
  }
}

/** The store cannot write now, such as after a failed disk write. Becomes 503. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** How far `ticketsSharing` looks, so that it costs the same however many tickets there are. */
export const sharing = { tokens: 16, tickets: 100 } as const;

/** Where the helpdesk keeps everything. One conformance suite holds for every implementation. */
export interface Store extends Reader {
  /**
   * Runs `work` as one atomic step; resolves when it is durable. Nothing is written when `work`
   * throws. `work` does no I/O but the transaction's, and may be run again after a conflict.
   */
  transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Calls back for every published change, in order, on every server instance. Returns the way to stop. */
  subscribe(listener: (change: PublishedChange) => void): () => void;
  /** Changes after an id still remembered; undefined where the id is unknown. */
  changesSince(id: string): Promise<PublishedChange[] | undefined>;
  /**
   * Tickets that share words with a text, of those the scope shows, archived ones apart. Of the
   * `tokens` (made by `tokensOf`) that at least two tickets hold in what everybody reads of them, the
   * rarest are looked at (`sharing.tokens`, ties in the order of the text), each with the newest
   * tickets that hold it (`sharing.tickets`). Who holds the most of them comes first, then the newest.
   */
  ticketsSharing(scope: Scope, tokens: readonly string[], limit: number): Promise<TicketRow[]>;
  /** Takes up to `limit` outbox rows due at `now` for this server alone until `until`. */
  claimOutbox(now: string, until: string, limit: number): Promise<Tables['outbox'][]>;
  /** Throws `StoreUnavailable` where reads or writes would fail. */
  check(): Promise<void>;
  close(): Promise<void>;
}
