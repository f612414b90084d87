import {
  followerId,
  type MessageRow,
  type OutboxRow,
  type PersonRow,
  type StageRow,
  type TeamFollowerRow,
  type TeamRow,
  type TicketFollowerRow,
  type TicketRow,
} from '../../server/stores/rows.ts';

/** Any part of a row; what is left out gets the plainest value. */
type Draft<R extends { id: string }> = Partial<R> & { id: string };

const epoch = '2026-01-01T00:00:00.000Z';

/** A customer, unless it says otherwise. */
export const makePerson = (draft: Draft<PersonRow>): PersonRow => ({
  version: 0,
  kind: 'portal',
  role: null,
  name: `Person ${draft.id}`,
  email: `${draft.id}@people.example`,
  phone: null,
  companyIds: [],
  locale: null,
  timeZone: null,
  active: true,
  createdAt: epoch,
  ...draft,
});

export const makeAgent = (draft: Draft<PersonRow>): PersonRow =>
  makePerson({ kind: 'internal', role: 'agent', ...draft });

/** A public team, unless it says otherwise. */
export const makeTeam = (draft: Draft<TeamRow>): TeamRow => ({
  version: 0,
  name: `Team ${draft.id}`,
  slug: draft.id,
  description: '',
  companyId: null,
  visibility: 'public',
  autoAssign: false,
  assignMethod: 'equal_total',
  memberIds: [],
  formFields: [],
  allowedOrigins: [],
  privacy: null,
  replyTo: null,
  customerMayClose: false,
  reopenPolicy: 'always',
  retentionDays: null,
  translations: {},
  archived: false,
  createdAt: epoch,
  ...draft,
});

export const makeStage = (draft: Draft<StageRow>): StageRow => ({
  version: 0,
  name: `Stage ${draft.id}`,
  description: '',
  order: 0,
  folded: false,
  emailTemplateId: null,
  smsTemplateId: null,
  teamIds: [],
  ...draft,
});

/** An open ticket without a customer; its number has to be given. */
export const makeTicket = (draft: Draft<TicketRow> & { number: number }): TicketRow => ({
  version: 0,
  teamId: 'team',
  stageId: 'new',
  subject: `Subject of ${draft.id}`,
  description: '',
  customerId: null,
  creatorId: null,
  assigneeId: null,
  priority: 0,
  tags: [],
  fields: [],
  phone: null,
  phoneConfirmed: false,
  addressConfirmed: true,
  attachmentIds: [],
  consent: null,
  closedAt: null,
  archived: false,
  mergedInto: null,
  opportunityId: null,
  createdAt: epoch,
  updatedAt: epoch,
  ...draft,
});

export const makeTicketFollower = (ticketId: string, personId: string): TicketFollowerRow => ({
  id: followerId(ticketId, personId),
  version: 0,
  ticketId,
  personId,
  muted: false,
});

export const makeTeamFollower = (teamId: string, personId: string): TeamFollowerRow => ({
  id: followerId(teamId, personId),
  version: 0,
  teamId,
  personId,
});

/** A public message. */
export const makeMessage = (draft: Draft<MessageRow> & { ticketId: string }): MessageRow => ({
  version: 0,
  kind: 'message',
  visibility: 'public',
  body: `Body of ${draft.id}`,
  authorId: null,
  attachmentIds: [],
  action: null,
  data: {},
  createdAt: epoch,
  ...draft,
});

/** A queued mail. */
export const makeOutboxRow = (draft: Draft<OutboxRow>): OutboxRow => ({
  version: 0,
  channel: 'email',
  event: 'created',
  recipientId: 'person',
  ticketId: null,
  messageId: null,
  returnTo: null,
  status: 'queued',
  attempts: 0,
  nextAt: epoch,
  error: null,
  createdAt: epoch,
  ...draft,
});
