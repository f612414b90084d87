import type { Answer, BodyFor, QueryFor } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { Message } from '../contract/tickets.ts';
import { method } from '../method.ts';
import { pagesOf } from '../pages.ts';

export interface MessageFilter extends QueryFor<'GET /tickets/:id/messages'> {}
export interface MessageInput extends BodyFor<'POST /tickets/:id/messages'> {}

export interface Messages {
  /** All messages and history entries of a ticket, oldest first. */
  list(
    ticketId: string,
    filter?: MessageFilter,
    options?: CallOptions,
  ): AsyncGenerator<Message, void, undefined>;
  page(ticketId: string, filter?: MessageFilter, options?: CallOptions): Answer<Page<Message>>;
  /**
   * Replies, or with `visibility: 'note'` writes an internal note. Files are uploaded first.
   *
   * @example
   * ```ts
   * const { id } = await client.attachments.upload(file);
   * await client.messages.create(ticketId, { body: 'See the photo.', attachmentIds: [id] });
   * ```
   */
  create(ticketId: string, draft: MessageInput, options?: CallOptions): Answer<Message>;
}

export const messagesOf = (connection: Connection): Messages => ({
  ...pagesOf(connection, '/tickets/:id/messages'),
  create: method(connection, 'POST /tickets/:id/messages :body'),
});
