import * as v from 'valibot';
import type { Route } from './route.ts';

export const LiveEventType = v.picklist([
  'ticket.created',
  'ticket.updated',
  'message.created',
  'follower.changed',
  'revoked',
]);
export type LiveEventType = v.InferOutput<typeof LiveEventType>;

/** One Server-Sent Event: `event: <type>`, `data: { ticketId, … }`. */
export interface LiveEvent {
  id: string;
  type: LiveEventType;
  data: { ticketId: string; messageId?: string };
}

export const eventRoutes = {
  'GET /events': {
    summary: 'Server-Sent Events of the tickets the viewer sees; resumes by Last-Event-ID',
    access: 'signedIn',
    raw: true,
  },
} as const satisfies Record<string, Route>;
