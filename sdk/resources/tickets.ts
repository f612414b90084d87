import type { Answer, BodyFor, QueryFor } from '../call.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { AgentTicket, Ticket } from '../contract/tickets.ts';
import { method } from '../method.ts';
import { pagesOf } from '../pages.ts';

/** Filters, order (`sort`, default `-updatedAt`) and page size (`limit`, 1 to 100, default 25). */
export interface TicketFilter extends QueryFor<'GET /tickets'> {}
export interface TicketInput extends BodyFor<'POST /tickets'> {}
export interface TicketChange extends BodyFor<'PATCH /tickets/:id'> {}

/**
 * Tickets the viewer sees. Agents read an `AgentTicket`, customers a `PortalTicket`; a caller that
 * knows which names it, as in `client.tickets.get<PortalTicket>(id)`, others ask `'teamId' in ticket`.
 */
export interface Tickets {
  /**
   * Every matching ticket, page after page.
   *
   * @example
   * ```ts
   * for await (const ticket of client.tickets.list({ state: 'open' })) show(ticket);
   * ```
   */
  list<Kind extends Ticket = Ticket>(
    filter?: TicketFilter,
    options?: CallOptions,
  ): AsyncGenerator<Kind, void, undefined>;
  /** One page; pass its `nextCursor` as `cursor` for the next, null means the end. */
  page<Kind extends Ticket = Ticket>(
    filter?: TicketFilter,
    options?: CallOptions,
  ): Answer<Page<Kind>>;
  get<Kind extends Ticket = Ticket>(id: string, options?: CallOptions): Answer<Kind>;
  /** Moves it to the first folded stage. */
  close<Kind extends Ticket = Ticket>(id: string, options?: WriteOptions): Answer<Kind>;
}

/** Tickets for those who work on them. */
export interface DeskTickets extends Tickets {
  /** Opens a ticket as an agent or by a server key; customers use `client.forms.submit`. */
  create(draft: TicketInput, options?: CallOptions): Answer<AgentTicket>;
  /** Changes, moves, assigns or archives. */
  update(id: string, change: TicketChange, options?: WriteOptions): Answer<AgentTicket>;
  /** Moves it to the first unfolded stage. */
  reopen<Kind extends Ticket = Ticket>(id: string, options?: WriteOptions): Answer<Kind>;
}

export const ticketsOf = (connection: Connection): Tickets =>
  ({
    ...pagesOf(connection, '/tickets'),
    close: method(connection, 'POST /tickets/:id/close'),
    get: method(connection, 'GET /tickets/:id'),
  }) as Tickets;

export const deskTicketsOf = (connection: Connection): DeskTickets =>
  ({
    ...ticketsOf(connection),
    create: method(connection, 'POST /tickets :body'),
    update: method(connection, 'PATCH /tickets/:id :body'),
    reopen: method(connection, 'POST /tickets/:id/reopen'),
  }) as DeskTickets;
