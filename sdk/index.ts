export type { Answer, BodyFor, CallOf, DataFor, FullAnswer, QueryFor, Send } from './call.ts';
export { type Client, createClient } from './client.ts';
export type {
  CallOptions,
  Connection,
  Connection as ClientOptions,
  TokenSource,
  WriteOptions,
} from './connection.ts';
export type { Me, Session } from './contract/auth.ts';
export type { Page, Problem } from './contract/common.ts';
export type { LiveEvent, LiveEventType } from './contract/events.ts';
export type { FormDescription, Receipt } from './contract/forms.ts';
export type { ContractKey } from './contract/index.ts';
export type { MergePreview, RatedTicket, RatedTickets } from './contract/merging.ts';
export type { OutboxItem, QuarantinedSubmit } from './contract/outbox.ts';
export type { Company, IssuedSession, Person, TimeOff } from './contract/people.ts';
export type { Stage } from './contract/stages.ts';
export type { Follower, FormField, ReopenPolicy, Team, Visibility } from './contract/teams.ts';
export type {
  AgentTicket,
  Attachment,
  FieldValue,
  HistoryAction,
  Message,
  MessageVisibility,
  PortalTicket,
  Ticket,
  TicketSort,
} from './contract/tickets.ts';
export { createDeskClient, type DeskClient } from './desk-client.ts';
export {
  ApiError,
  ConnectionError,
  type ErrorCode,
  HelpdeskError,
  type Issue,
  isHelpdeskError,
  type ProblemDetails,
  TimeoutError,
} from './errors.ts';
export type { EventsOptions } from './live.ts';
export type { Attachments, UploadOptions } from './resources/attachments.ts';
export type { Auth, Grant, LinkRequest } from './resources/auth.ts';
export type { Companies, CompanyFilter, CompanyInput } from './resources/companies.ts';
export type { DeskFollowers, Followers } from './resources/followers.ts';
export type { FormQuery, Forms, SubmissionInput, SubmitOptions } from './resources/forms.ts';
export type { MergeChoice, MergeInput, Merging } from './resources/merging.ts';
export type { MessageFilter, MessageInput, Messages } from './resources/messages.ts';
export type { Outbox, OutboxFilter } from './resources/outbox.ts';
export type {
  People,
  PersonChange,
  PersonFilter,
  PersonInput,
  TimeOffFilter,
  TimeOffInput,
  TimesOff,
} from './resources/people.ts';
export type { Quarantine, QuarantineFilter } from './resources/quarantine.ts';
export type {
  FoldChange,
  StageChange,
  StageFilter,
  StageInput,
  Stages,
} from './resources/stages.ts';
export type {
  TeamChange,
  TeamFilter,
  TeamFollowChoice,
  TeamFollowers,
  TeamInput,
  Teams,
  VisibilityChange,
} from './resources/teams.ts';
export type {
  DeskTickets,
  TicketChange,
  TicketFilter,
  TicketInput,
  Tickets,
} from './resources/tickets.ts';
