import * as v from 'valibot';
import { Body, Email, Flag, Id, Name, Phone, page, paging, Subject, text } from './common.ts';
import type { Route } from './route.ts';
import { FollowerList, FormFieldType } from './teams.ts';

export const Attachment = v.object({
  id: Id,
  name: v.string(),
  size: v.number(),
  type: v.string(),
});
export interface Attachment extends v.InferOutput<typeof Attachment> {}

/** A value of a team's own field, with its label as it stood at submit. */
export const FieldValue = v.object({
  key: v.string(),
  label: v.string(),
  type: FormFieldType,
  value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
});
export interface FieldValue extends v.InferOutput<typeof FieldValue> {}

export const TicketState = v.picklist(['open', 'closed']);
export type TicketState = v.InferOutput<typeof TicketState>;
export const Priority = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3));
const Tags = v.pipe(v.array(text(50)), v.maxLength(50));

/** A ticket as agents read it. */
export const AgentTicket = v.object({
  id: Id,
  number: v.number(),
  version: v.number(),
  teamId: Id,
  stageId: Id,
  state: TicketState,
  subject: v.string(),
  description: v.string(),
  customerId: v.nullable(Id),
  assigneeId: v.nullable(Id),
  priority: v.number(),
  tags: v.array(v.string()),
  fields: v.array(FieldValue),
  phone: v.nullable(v.string()),
  phoneConfirmed: v.boolean(),
  attachments: v.array(Attachment),
  closedAt: v.nullable(v.string()),
  archived: v.boolean(),
  mergedInto: v.nullable(Id),
  opportunityId: v.nullable(Id),
  addressConfirmed: v.boolean(),
  createdAt: v.string(),
  updatedAt: v.string(),
  warnings: v.optional(v.array(v.object({ code: v.string(), message: v.string() }))),
});
export interface AgentTicket extends v.InferOutput<typeof AgentTicket> {}

/** A ticket as a customer reads it: nothing more than RULES.md names. */
export const PortalTicket = v.object({
  id: Id,
  number: v.number(),
  version: v.number(),
  team: v.object({ slug: v.string(), name: v.string() }),
  stage: v.object({ name: v.string() }),
  open: v.boolean(),
  subject: v.string(),
  description: v.string(),
  fields: v.array(FieldValue),
  attachments: v.array(Attachment),
  muted: v.boolean(),
  mayClose: v.boolean(),
  mayReply: v.boolean(),
  createdAt: v.string(),
  updatedAt: v.string(),
  closedAt: v.nullable(v.string()),
});
export interface PortalTicket extends v.InferOutput<typeof PortalTicket> {}

export const Ticket = v.union([AgentTicket, PortalTicket]);
export type Ticket = AgentTicket | PortalTicket;

export const TicketSort = v.picklist([
  'updatedAt',
  '-updatedAt',
  'createdAt',
  '-createdAt',
  'number',
  '-number',
  'priority',
  '-priority',
]);
export type TicketSort = v.InferOutput<typeof TicketSort>;

export const TicketQuery = v.strictObject({
  ...paging,
  team: v.optional(v.pipe(v.string(), v.maxLength(100))),
  stage: v.optional(Id),
  state: v.optional(v.picklist(['open', 'closed', 'all'])),
  assignee: v.optional(Id),
  customer: v.optional(Id),
  tag: v.optional(v.pipe(v.string(), v.maxLength(50))),
  q: v.optional(v.pipe(v.string(), v.maxLength(200))),
  archived: v.optional(Flag, 'false'),
  sort: v.optional(TicketSort, '-updatedAt'),
});
export interface TicketQuery extends v.InferOutput<typeof TicketQuery> {}

export const TicketDraft = v.strictObject({
  teamId: Id,
  subject: Subject,
  description: Body,
  customerId: v.optional(Id),
  customer: v.optional(v.strictObject({ name: Name, email: Email, phone: v.optional(Phone) })),
  assigneeId: v.optional(v.nullable(Id)),
  stageId: v.optional(Id),
  priority: v.optional(Priority, 0),
  tags: v.optional(Tags, []),
  fields: v.optional(v.record(v.string(), v.unknown())),
});
export interface TicketDraft extends v.InferOutput<typeof TicketDraft> {}

export const TicketPatch = v.strictObject({
  subject: v.optional(Subject),
  description: v.optional(Body),
  priority: v.optional(Priority),
  tags: v.optional(Tags),
  stageId: v.optional(Id),
  assigneeId: v.optional(v.nullable(Id)),
  teamId: v.optional(Id),
  customerId: v.optional(v.nullable(Id)),
  archived: v.optional(v.boolean()),
  phoneConfirmed: v.optional(v.boolean()),
});
export interface TicketPatch extends v.InferOutput<typeof TicketPatch> {}

export const MessageVisibility = v.picklist(['public', 'note']);
export type MessageVisibility = v.InferOutput<typeof MessageVisibility>;

/** What a history entry tells of. */
export const HistoryAction = v.picklist([
  'created',
  'stage_changed',
  'assigned',
  'followers_changed',
  'merged',
  'unmerged',
  'converted',
  'team_changed',
  'archived',
]);
export type HistoryAction = v.InferOutput<typeof HistoryAction>;

/** A message, or an entry of the ticket's history (`kind: 'event'`). */
export const Message = v.object({
  id: Id,
  kind: v.picklist(['message', 'event']),
  visibility: MessageVisibility,
  body: v.string(),
  author: v.object({ id: v.optional(Id), name: v.string(), mine: v.optional(v.boolean()) }),
  attachments: v.array(Attachment),
  createdAt: v.string(),
  action: v.optional(HistoryAction),
  data: v.optional(v.record(v.string(), v.unknown())),
});
export interface Message extends v.InferOutput<typeof Message> {}

export const MessageDraft = v.strictObject({
  body: Body,
  visibility: v.optional(MessageVisibility, 'public'),
  attachmentIds: v.optional(v.pipe(v.array(Id), v.maxLength(5)), []),
});
export interface MessageDraft extends v.InferOutput<typeof MessageDraft> {}

export const ticketRoutes = {
  'GET /tickets': {
    summary: 'List the tickets the viewer sees',
    access: 'signedIn',
    query: TicketQuery,
    returns: page(Ticket),
  },
  'POST /tickets': {
    summary: 'Open a ticket as an agent or by a server key',
    access: 'agent',
    body: TicketDraft,
    returns: AgentTicket,
    status: 201,
  },
  'GET /tickets/:id': { summary: 'Read a ticket', access: 'signedIn', returns: Ticket },
  'PATCH /tickets/:id': {
    summary: 'Change, move, assign or archive a ticket',
    access: 'agent',
    body: TicketPatch,
    returns: AgentTicket,
  },
  'POST /tickets/:id/close': {
    summary: 'Close: move to the first folded stage',
    access: 'signedIn',
    returns: Ticket,
  },
  'POST /tickets/:id/reopen': {
    summary: 'Reopen: move to the first unfolded stage',
    access: 'agent',
    returns: Ticket,
  },
  'GET /tickets/:id/messages': {
    summary: 'Messages and history, oldest first',
    access: 'signedIn',
    query: v.strictObject(paging),
    returns: page(Message),
  },
  'POST /tickets/:id/messages': {
    summary: 'Reply, or write an internal note',
    access: 'signedIn',
    body: MessageDraft,
    returns: Message,
    status: 201,
  },
  'GET /tickets/:id/followers': {
    summary: 'Who follows a ticket',
    access: 'agent',
    returns: FollowerList,
  },
  'PUT /tickets/:id/followers/:personId': {
    summary: 'Add a follower, which grants them access',
    access: 'agent',
  },
  'DELETE /tickets/:id/followers/:personId': {
    summary: 'Remove a follower; customers may remove only themselves (`me`)',
    access: 'signedIn',
  },
  'PATCH /tickets/:id/followers/me': {
    summary: "Mute or unmute one's own mails of a ticket",
    access: 'signedIn',
    body: v.strictObject({ muted: v.boolean() }),
    returns: v.object({ muted: v.boolean() }),
  },
  'POST /attachments': {
    summary: 'Upload a file to attach to a message later',
    access: 'signedIn',
    files: 'file',
    returns: Attachment,
    status: 201,
  },
  'GET /attachments/:id': { summary: 'Download a file', access: 'signedIn', raw: true },
} as const satisfies Record<string, Route>;
