import type { Answer, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { OutboxItem } from '../contract/outbox.ts';
import { method } from '../method.ts';

export interface OutboxFilter extends QueryFor<'GET /outbox'> {}

/** Mails, text messages and webhooks on their way; for managers. */
export interface Outbox {
  list(filter?: OutboxFilter, options?: CallOptions): AsyncGenerator<OutboxItem, void, undefined>;
  page(filter?: OutboxFilter, options?: CallOptions): Answer<Page<OutboxItem>>;
  /** Sends a failed one again. */
  retry(id: string, options?: CallOptions): Answer<OutboxItem>;
}

export const outboxOf = (connection: Connection): Outbox => ({
  ...collection(connection, '/outbox'),
  retry: method(connection, 'POST /outbox/:id/retry'),
});
