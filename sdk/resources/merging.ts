import type { Answer, BodyFor, QueryFor } from '../call.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { MergePreview, RatedTickets } from '../contract/merging.ts';
import type { AgentTicket } from '../contract/tickets.ts';
import { method } from '../method.ts';

export interface MergeChoice extends QueryFor<'GET /tickets/:id/merge'> {}
export interface MergeInput extends BodyFor<'POST /tickets/:id/merge'> {}

/** Similar tickets, and duplicates made one; for agents. A similarity goes from 0 to 100. */
export interface Merging {
  /** Tickets like this one, the most similar first. */
  similar(id: string, options?: CallOptions): Answer<RatedTickets>;
  /** Rates each ticket, in the order given, against the first. */
  rate(choice: { ids: string[] }, options?: CallOptions): Answer<RatedTickets>;
  /** What merging would do: similarity, who gains access, who would read the sources, warnings. */
  preview(id: string, choice: MergeChoice, options?: CallOptions): Answer<MergePreview>;
  /**
   * Merges the sources into the ticket, which survives with its own subject, customer, assignee and
   * stage. What its customer could not read before enters it as internal, unless `showSources`.
   *
   * @throws {ApiError} 409 for a ticket that is the survivor itself, merged or converted
   *
   * @example
   * ```ts
   * const sourceIds = [duplicate.id];
   * const { gainsAccess } = await client.merging.preview(ticket.id, { sourceIds });
   * if (await agrees(gainsAccess)) await client.merging.merge(ticket.id, { sourceIds });
   * ```
   */
  merge(id: string, draft: MergeInput, options?: WriteOptions): Answer<AgentTicket>;
  /**
   * Undoes the merge of a source, within 30 days: it gets its messages back; what was written later
   * stays with the survivor.
   *
   * @throws {ApiError} 409 for a ticket that is not merged, or was too long ago
   */
  unmerge(id: string, options?: WriteOptions): Answer<AgentTicket>;
}

export const mergingOf = (connection: Connection): Merging => ({
  similar: method(connection, 'GET /tickets/:id/similar'),
  rate: method(connection, 'POST /tickets/similarity :body'),
  preview: method(connection, 'GET /tickets/:id/merge :query'),
  merge: method(connection, 'POST /tickets/:id/merge :body'),
  unmerge: method(connection, 'POST /tickets/:id/unmerge'),
});
