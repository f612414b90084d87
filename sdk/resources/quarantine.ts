import type { Answer, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { QuarantinedSubmit } from '../contract/outbox.ts';
import type { AgentTicket } from '../contract/tickets.ts';
import { method } from '../method.ts';

export interface QuarantineFilter extends QueryFor<'GET /quarantine'> {}

/** Submits held as likely spam; for managers. */
export interface Quarantine {
  list(
    filter?: QuarantineFilter,
    options?: CallOptions,
  ): AsyncGenerator<QuarantinedSubmit, void, undefined>;
  page(filter?: QuarantineFilter, options?: CallOptions): Answer<Page<QuarantinedSubmit>>;
  /** Makes the ticket, as of now. */
  release(id: string, options?: CallOptions): Answer<AgentTicket>;
  /** Deletes it for good. */
  remove(id: string, options?: CallOptions): Answer<undefined>;
}

export const quarantineOf = (connection: Connection): Quarantine => ({
  ...collection(connection, '/quarantine'),
  release: method(connection, 'POST /quarantine/:id/release'),
});
