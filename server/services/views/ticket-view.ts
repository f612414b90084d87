import type {
  AgentTicket,
  Attachment,
  PortalTicket,
  Ticket,
} from '../../../sdk/contract/tickets.ts';
import { mayClose, mayReply } from '../../rules/closing.ts';
import { everything } from '../../rules/visibility.ts';
import {
  type AttachmentRow,
  followerId,
  type StageRow,
  type TeamRow,
  type TicketFollowerRow,
  type TicketRow,
} from '../../stores/rows.ts';
import type { Reader } from '../../stores/store.ts';
import type { Act } from '../act.ts';
import { RecentlyMade } from './recently-made.ts';

/** A file as everybody who sees it reads it. */
export const attachmentView = ({ id, name, size, type }: AttachmentRow): Attachment => ({
  id,
  name,
  size,
  type,
});

/** The named files, in the order named; those erased meanwhile are left out. */
export async function attachmentsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, Attachment>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.getMany('attachment', ids);
  return new Map(rows.map((row) => [row.id, attachmentView(row)]));
}

const pick = <Value>(from: ReadonlyMap<string, Value>, ids: readonly string[]): Value[] =>
  ids.flatMap((id) => from.get(id) ?? []);

function agentView(row: TicketRow, files: ReadonlyMap<string, Attachment>): AgentTicket {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    teamId: row.teamId,
    stageId: row.stageId,
    state: row.closedAt === null ? 'open' : 'closed',
    subject: row.subject,
    description: row.description,
    customerId: row.customerId,
    assigneeId: row.assigneeId,
    priority: row.priority,
    tags: row.tags,
    fields: row.fields,
    phone: row.phone,
    phoneConfirmed: row.phoneConfirmed,
    attachments: pick(files, row.attachmentIds),
    closedAt: row.closedAt,
    archived: row.archived,
    mergedInto: row.mergedInto,
    opportunityId: row.opportunityId,
    addressConfirmed: row.addressConfirmed,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What a customer's view takes from other rows. */
interface Surroundings {
  team: TeamRow | undefined;
  stage: StageRow | undefined;
  muted: boolean;
  files: ReadonlyMap<string, Attachment>;
  now: Date;
}

/** A customer's view made before, and what it was made of beside the row. */
interface MadeView {
  team: TeamRow | undefined;
  stage: StageRow | undefined;
  muted: boolean;
  mayReply: boolean;
  view: PortalTicket;
}

const made = new RecentlyMade<TicketRow, MadeView>(5000);

/**
 * A ticket's view is frozen and made again only when something it shows has changed: its JSON, which
 * is kept with it, is the larger part of a list's cost. Rows never change, another version is another
 * row.
 */
function portalView(row: TicketRow, around: Surroundings): PortalTicket {
  const { team, stage, muted, files, now } = around;
  const replying = team !== undefined && mayReply(row, team, now);
  const last = made.get(row);
  if (
    last !== undefined &&
    last.team === team &&
    last.stage === stage &&
    last.muted === muted &&
    last.mayReply === replying
  ) {
    return last.view;
  }
  const view = Object.freeze(freshPortalView(row, { team, stage, muted, files }, replying));
  // Files may be erased without the ticket changing, so a view with files is made each time.
  if (row.attachmentIds.length === 0) {
    made.set(row, { team, stage, muted, mayReply: replying, view });
  }
  return view;
}

function freshPortalView(
  row: TicketRow,
  { team, stage, muted, files }: Omit<Surroundings, 'now'>,
  replying: boolean,
): PortalTicket {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    team: { slug: team?.slug ?? '', name: team?.name ?? '' },
    stage: { name: stage?.name ?? '' },
    open: row.closedAt === null,
    subject: row.subject,
    description: row.description,
    fields: row.fields,
    attachments: pick(files, row.attachmentIds),
    muted,
    mayClose: team !== undefined && mayClose(row, team),
    mayReply: replying,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    closedAt: row.closedAt,
  };
}

/** Tickets as agents read them. */
export async function agentTicketViews(
  reader: Reader,
  rows: readonly TicketRow[],
): Promise<AgentTicket[]> {
  const files = await attachmentsOf(
    reader,
    rows.flatMap((row) => row.attachmentIds),
  );
  return rows.map((row) => agentView(row, files));
}

/** One ticket as agents read it. */
export async function agentTicketView(reader: Reader, row: TicketRow): Promise<AgentTicket> {
  return agentView(row, await attachmentsOf(reader, row.attachmentIds));
}

/** A person's following of tickets, where they have muted any; hardly anybody has. */
async function followsOf(
  reader: Reader,
  personId: string,
  rows: readonly TicketRow[],
): Promise<TicketFollowerRow[]> {
  if ((await reader.count('ticketFollower', 'mutedBy', personId)) === 0) return [];
  return reader.getMany(
    'ticketFollower',
    rows.map((row) => followerId(row.id, personId)),
  );
}

async function portalTicketViews(
  reader: Reader,
  act: Act,
  personId: string,
  rows: readonly TicketRow[],
): Promise<PortalTicket[]> {
  const teamIds = [...new Set(rows.map((row) => row.teamId))];
  const stageIds = [...new Set(rows.map((row) => row.stageId))];
  const [files, stages, follows, teams] = await Promise.all([
    attachmentsOf(
      reader,
      rows.flatMap((row) => row.attachmentIds),
    ),
    reader.getMany('stage', stageIds),
    followsOf(reader, personId, rows),
    // A customer sees no team by itself, but may read the name of the one their ticket is in.
    Promise.all(teamIds.map((id) => reader.team(everything, id))),
  ]);
  const stageOf = new Map(stages.map((stage) => [stage.id, stage]));
  const teamOf = new Map(teamIds.map((id, index) => [id, teams[index]]));
  const muted = new Set(follows.filter((row) => row.muted).map((row) => row.ticketId));
  return rows.map((row) =>
    portalView(row, {
      team: teamOf.get(row.teamId),
      stage: stageOf.get(row.stageId),
      muted: muted.has(row.id),
      files,
      now: act.now,
    }),
  );
}

/** Tickets as the viewer may read them: customers nothing more than RULES.md names. */
export function ticketViews(
  reader: Reader,
  act: Act,
  rows: readonly TicketRow[],
): Promise<Ticket[]> {
  const { viewer } = act;
  return viewer.kind === 'portal'
    ? portalTicketViews(reader, act, viewer.personId, rows)
    : agentTicketViews(reader, rows);
}

/** One ticket as the viewer may read it. */
export async function ticketView(reader: Reader, act: Act, row: TicketRow): Promise<Ticket> {
  const [view] = await ticketViews(reader, act, [row]);
  if (view === undefined) throw new Error('A ticket has exactly one view.');
  return view;
}
