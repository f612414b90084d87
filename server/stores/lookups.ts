import type { TableName, Tables } from './rows.ts';

/**
 * How rows are found other than by id, as data for every store: each lookup gives the keys under
 * which a row is filed (none, one or several). The embedded store keeps a map for each, a SQL store
 * an indexed column. Rows under one key are listed in the order of their ids, which is the order in
 * which they were made.
 */
export const lookups = {
  person: {
    email: (row) => [row.email],
    kind: (row) => [row.kind],
    companyIds: (row) => row.companyIds,
  },
  company: { all: () => [''] },
  timeOff: { personId: (row) => [row.personId] },
  team: {
    slug: (row) => [row.slug],
    companyId: (row) => (row.companyId === null ? [] : [row.companyId]),
    all: () => [''],
  },
  stage: { all: () => [''] },
  ticket: {
    number: (row) => [String(row.number)],
    /** Tickets in a stage, archived ones included. */
    stageId: (row) => [row.stageId],
    openByTeam: (row) => (row.closedAt === null && !row.archived ? [row.teamId] : []),
    customerId: (row) => (row.customerId === null ? [] : [row.customerId]),
    mergedInto: (row) => (row.mergedInto === null ? [] : [row.mergedInto]),
  },
  ticketFollower: {
    ticketId: (row) => [row.ticketId],
    personId: (row) => [row.personId],
    /** Whose mails of a ticket are muted: few or none of a person's. */
    mutedBy: (row) => (row.muted ? [row.personId] : []),
  },
  teamFollower: {
    teamId: (row) => [row.teamId],
    personId: (row) => [row.personId],
  },
  formerFollower: {
    teamId: (row) => [row.teamId],
    ticketId: (row) => (row.ticketId === null ? [] : [row.ticketId]),
  },
  assignmentMark: { teamId: (row) => [row.teamId] },
  message: {
    ticketId: (row) => [row.ticketId],
    /** What customers read. */
    publicOn: (row) => (row.visibility === 'public' ? [row.ticketId] : []),
  },
  merge: { survivorId: (row) => [row.survivorId] },
  attachment: {
    ticketId: (row) => (row.ticketId === null ? [] : [row.ticketId]),
    /** Uploads nobody has attached yet. */
    unused: (row) => (row.ticketId === null ? [''] : []),
  },
  outbox: {
    status: (row) => [row.status],
    all: () => [''],
    queuedFor: (row) => (row.status === 'queued' ? [row.recipientId] : []),
    queuedOn: (row) => (row.status === 'queued' && row.ticketId !== null ? [row.ticketId] : []),
  },
  session: { personId: (row) => [row.personId], all: () => [''] },
  link: {
    personId: (row) => [row.personId],
    ticketId: (row) => (row.ticketId === null ? [] : [row.ticketId]),
    all: () => [''],
  },
  idempotency: { all: () => [''] },
  quarantine: { all: () => [''] },
  secret: {},
} as const satisfies { [T in TableName]: Record<string, (row: Tables[T]) => string[]> };

/** The names of a table's lookups. */
export type LookupName<T extends TableName> = keyof (typeof lookups)[T] & string;

/** Lookups under whose keys there is at most one row; stores refuse a second with `DuplicateKey`. */
export const uniqueLookups = {
  person: 'email',
  team: 'slug',
  ticket: 'number',
} as const satisfies { [T in TableName]?: LookupName<T> };
