import type { OutboxItem } from '../../sdk/contract/outbox.ts';
import type {
  AssignMethod,
  FormField,
  Privacy,
  ReopenPolicy,
  TeamTranslations,
  Visibility,
} from '../../sdk/contract/teams.ts';
import type { FieldValue, HistoryAction, MessageVisibility } from '../../sdk/contract/tickets.ts';

/** Every stored document: its id, and a version that each write raises by one (0 before the first). */
export interface Row {
  id: string;
  version: number;
}

export interface PersonRow extends Row {
  kind: 'internal' | 'portal';
  role: 'agent' | 'manager' | null;
  name: string;
  /** In lower case; unique. */
  email: string;
  phone: string | null;
  companyIds: string[];
  locale: string | null;
  timeZone: string | null;
  active: boolean;
  createdAt: string;
}

export interface CompanyRow extends Row {
  name: string;
}

/** Whole days in the person's time zone; `to: null` has no end. */
export interface TimeOffRow extends Row {
  personId: string;
  from: string;
  to: string | null;
}

export interface TeamRow extends Row {
  name: string;
  slug: string;
  description: string;
  companyId: string | null;
  visibility: Visibility;
  autoAssign: boolean;
  assignMethod: AssignMethod;
  memberIds: string[];
  formFields: FormField[];
  allowedOrigins: string[];
  privacy: Privacy | null;
  replyTo: string | null;
  customerMayClose: boolean;
  reopenPolicy: ReopenPolicy;
  retentionDays: number | null;
  translations: TeamTranslations;
  archived: boolean;
  createdAt: string;
}

export interface StageRow extends Row {
  name: string;
  description: string;
  /** Place in the order shared by all teams; smaller comes first. */
  order: number;
  folded: boolean;
  emailTemplateId: string | null;
  smsTemplateId: string | null;
  teamIds: string[];
}

/** A ticket is closed exactly when `closedAt` is set. */
export interface TicketRow extends Row {
  number: number;
  teamId: string;
  stageId: string;
  subject: string;
  description: string;
  customerId: string | null;
  creatorId: string | null;
  assigneeId: string | null;
  priority: number;
  tags: string[];
  fields: FieldValue[];
  phone: string | null;
  phoneConfirmed: boolean;
  addressConfirmed: boolean;
  attachmentIds: string[];
  consent: { text: string; at: string } | null;
  closedAt: string | null;
  archived: boolean;
  mergedInto: string | null;
  opportunityId: string | null;
  createdAt: string;
  updatedAt: string;
}

/** Its id is `followerId(ticketId, personId)`. */
export interface TicketFollowerRow extends Row {
  ticketId: string;
  personId: string;
  muted: boolean;
  /** They follow only because a ticket they followed was merged into this one: undoing that ends it. */
  byMerge?: true;
}

/** Its id is `followerId(teamId, personId)`. */
export interface TeamFollowerRow extends Row {
  teamId: string;
  personId: string;
}

/**
 * A customer whom a change of visibility, or a ticket's move to a team that is not public, took away
 * from a team's or a ticket's followers; back in public they follow again. Its id is
 * `followerId(teamId or ticketId, personId)`.
 */
export interface FormerFollowerRow extends Row {
  /** The team, or the team the ticket is in. */
  teamId: string;
  /** Null: they followed the team. */
  ticketId: string | null;
  personId: string;
  muted: boolean;
  byMerge?: true;
}

/** When a person last got a ticket of a team automatically. Its id is `followerId(teamId, personId)`. */
export interface AssignmentMarkRow extends Row {
  teamId: string;
  personId: string;
  /** Rises with every automatic assignment of the team. */
  turn: number;
}

export interface MessageRow extends Row {
  ticketId: string;
  kind: 'message' | 'event';
  visibility: MessageVisibility;
  body: string;
  /** Null: the helpdesk itself. */
  authorId: string | null;
  attachmentIds: string[];
  action: HistoryAction | null;
  data: Record<string, unknown>;
  createdAt: string;
}

/** What merging a ticket into another did, for its undoing. Its id is the source's. */
export interface MergeRow extends Row {
  survivorId: string;
  mergedAt: string;
  /** Whether the source was archived before. */
  wasArchived: boolean;
  /** The source's messages, with the visibility they had there. */
  messages: { id: string; visibility: MessageVisibility }[];
  /** The source's followers who follow the survivor only because of merges. */
  followerIds: string[];
  /** The source's tags that the survivor has only because of merges. */
  tags: string[];
}

export interface AttachmentRow extends Row {
  /** A person's id, `team:<id>` for a visitor's upload, or null for the helpdesk. */
  uploader: string | null;
  ticketId: string | null;
  /** The message it hangs on; null while unused, and for the files of the ticket itself. */
  messageId: string | null;
  name: string;
  size: number;
  type: string;
  /** The name under which the files port keeps the bytes. */
  file: string;
  createdAt: string;
}

/** What a mail tells of. It names things; the text and the links are made when it is sent. */
export interface OutboxRow extends Row {
  channel: OutboxItem['channel'];
  event: 'created' | 'message' | 'note' | 'stage' | 'assigned' | 'merge' | 'sign_in';
  recipientId: string;
  ticketId: string | null;
  messageId: string | null;
  /** Where a sign-in link lands. */
  returnTo: string | null;
  status: OutboxItem['status'];
  attempts: number;
  nextAt: string;
  error: string | null;
  createdAt: string;
}

export interface SessionRow extends Row {
  /** Its id is the hash of the token. */
  personId: string;
  /** The one ticket a guest session opens. */
  onlyTicketId: string | null;
  /** The `Origin` it was made from; null where there was none. */
  origin: string | null;
  createdAt: string;
  /** Idle end, pushed on by use, never beyond `endsAt`. */
  idleUntil: string;
  endsAt: string;
}

/** A mailed link, by the hash of its token. */
export interface LinkRow extends Row {
  purpose: 'sign_in' | 'guest';
  personId: string;
  ticketId: string | null;
  expiresAt: string;
  usedAt: string | null;
  /** For a repeat with the same Idempotency-Key within 60 s: its hash and the session it made. */
  usedBy: string | null;
  sessionId: string | null;
}

/** An answer kept for a retry. Its id is the hash of caller and key. */
export interface IdempotencyRow extends Row {
  fingerprint: string;
  status: number;
  body: unknown;
  expiresAt: string;
}

/** A submit held as likely spam; it has its number, and nothing else happened. */
export interface QuarantineRow extends Row {
  number: number;
  teamId: string;
  name: string;
  email: string;
  subject: string;
  description: string;
  phone: string | null;
  fields: FieldValue[];
  attachmentIds: string[];
  consent: { text: string; at: string } | null;
  locale: string | null;
  reason: string;
  createdAt: string;
}

/** A small value the helpdesk keeps for itself, such as the key that signs form tokens. */
export interface SecretRow extends Row {
  value: string;
}

export interface Tables {
  person: PersonRow;
  company: CompanyRow;
  timeOff: TimeOffRow;
  team: TeamRow;
  stage: StageRow;
  ticket: TicketRow;
  ticketFollower: TicketFollowerRow;
  teamFollower: TeamFollowerRow;
  formerFollower: FormerFollowerRow;
  assignmentMark: AssignmentMarkRow;
  message: MessageRow;
  merge: MergeRow;
  attachment: AttachmentRow;
  outbox: OutboxRow;
  session: SessionRow;
  link: LinkRow;
  idempotency: IdempotencyRow;
  quarantine: QuarantineRow;
  secret: SecretRow;
}

export type TableName = keyof Tables;

/** The id of a row that ties a person to a ticket or a team. */
export const followerId = (thingId: string, personId: string): string => `${thingId}:${personId}`;
