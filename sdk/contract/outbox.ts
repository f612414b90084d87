import * as v from 'valibot';
import { Email, Id, page, paging } from './common.ts';
import type { Route } from './route.ts';
import { AgentTicket } from './tickets.ts';

/** One mail on its way. Its text is made when it is sent and not kept. */
export const OutboxItem = v.object({
  id: Id,
  channel: v.picklist(['email', 'sms', 'webhook']),
  event: v.string(),
  recipient: v.string(),
  ticketId: v.nullable(Id),
  status: v.picklist(['queued', 'sent', 'dropped', 'failed']),
  attempts: v.number(),
  error: v.nullable(v.string()),
  createdAt: v.string(),
  /** Only where `DEMO` is on: what was sent, with its links. */
  demo: v.optional(v.object({ subject: v.string(), text: v.string() })),
});
export interface OutboxItem extends v.InferOutput<typeof OutboxItem> {}

/** A submit that looked like spam, held until a manager decides. */
export const QuarantinedSubmit = v.object({
  id: Id,
  number: v.number(),
  teamId: Id,
  name: v.string(),
  email: Email,
  subject: v.string(),
  description: v.string(),
  reason: v.string(),
  createdAt: v.string(),
});
export interface QuarantinedSubmit extends v.InferOutput<typeof QuarantinedSubmit> {}

export const outboxRoutes = {
  'GET /outbox': {
    summary: 'Mails queued, sent and failed',
    access: 'manager',
    query: v.strictObject({
      ...paging,
      status: v.optional(v.picklist(['queued', 'sent', 'dropped', 'failed'])),
    }),
    returns: page(OutboxItem),
  },
  'POST /outbox/:id/retry': {
    summary: 'Send a failed one again',
    access: 'manager',
    returns: OutboxItem,
  },
  'GET /quarantine': {
    summary: 'Submits held as likely spam',
    access: 'manager',
    query: v.strictObject(paging),
    returns: page(QuarantinedSubmit),
  },
  'POST /quarantine/:id/release': {
    summary: 'Release: the ticket is created as of now',
    access: 'manager',
    returns: AgentTicket,
  },
  'DELETE /quarantine/:id': { summary: 'Delete a held submit', access: 'manager' },
} as const satisfies Record<string, Route>;
