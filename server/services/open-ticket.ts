import type { FieldValue } from '../../sdk/contract/tickets.ts';
import { crossesWall, followersOfNewTicket } from '../rules/following.ts';
import { closedAtAfter, openingStageOf, pipelineOf } from '../rules/stages.ts';
import {
  followerId,
  type TeamRow,
  type TicketFollowerRow,
  type TicketRow,
} from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { assignAutomatically } from './assign-automatically.ts';
import { noteHistory } from './note-history.ts';
import { Refusal } from './refusal.ts';
import { tell } from './tell.ts';

/** What a new ticket is made of; everything named here exists and may be used by whoever asks. */
export interface NewTicket {
  /** Given where its id or number had to be known before. */
  id?: string | undefined;
  number?: number | undefined;
  team: TeamRow;
  subject: string;
  description: string;
  customerId: string | null;
  creatorId: string | null;
  /** Undefined: automatically where the team says so; null: nobody. */
  assigneeId?: string | null | undefined;
  /** Default: the first unfolded stage of the team. */
  stageId?: string | undefined;
  priority?: number | undefined;
  tags?: string[] | undefined;
  fields?: FieldValue[] | undefined;
  phone?: string | null | undefined;
  phoneConfirmed?: boolean | undefined;
  addressConfirmed: boolean;
  attachmentIds?: string[] | undefined;
  consent?: TicketRow['consent'] | undefined;
}

/**
 * Opens a ticket inside the given transaction: stage, automatic assignment, followers, history,
 * mails and the announcement are one commit with whatever else the caller writes, who wakes the
 * outbox afterwards.
 */
export async function openTicketIn(
  tx: Transaction,
  act: Act,
  draft: NewTicket,
): Promise<TicketRow> {
  const { team } = draft;
  const [stages, teamFollowers, number] = await Promise.all([
    tx.find('stage', 'all', ''),
    tx.find('teamFollower', 'teamId', team.id),
    draft.number ?? tx.nextNumber(),
  ]);
  const stage =
    draft.stageId === undefined
      ? openingStageOf(stages, team.id)
      : pipelineOf(stages, team.id).find((candidate) => candidate.id === draft.stageId);
  if (stage === undefined) {
    throw new Refusal('conflict', 'This team has no such stage; choose one of its pipeline.');
  }

  const choice =
    draft.assigneeId === undefined && !stage.folded && team.autoAssign
      ? await assignAutomatically(tx, act, team, teamFollowers)
      : null;
  const assigneeId = draft.assigneeId ?? choice?.personId ?? null;
  const { customerId, creatorId } = draft;
  const actorId = actorOf(act.viewer) ?? creatorId;

  const invited = await tx.getMany(
    'person',
    followersOfNewTicket({
      customerId,
      creatorId,
      assigneeId,
      teamFollowerIds: teamFollowers.map((follower) => follower.personId),
    }),
  );
  const people = invited.filter((person) => person.active && !crossesWall(person, team));
  const now = act.now.toISOString();
  const ticket: TicketRow = {
    id: draft.id ?? act.house.ids.id(),
    version: 0,
    number,
    teamId: team.id,
    stageId: stage.id,
    subject: draft.subject,
    description: draft.description,
    customerId,
    creatorId,
    assigneeId,
    priority: draft.priority ?? 0,
    tags: draft.tags ?? [],
    fields: draft.fields ?? [],
    phone: draft.phone ?? null,
    phoneConfirmed: draft.phoneConfirmed ?? false,
    addressConfirmed: draft.addressConfirmed,
    attachmentIds: draft.attachmentIds ?? [],
    consent: draft.consent ?? null,
    closedAt: closedAtAfter(null, stage, act.now),
    archived: false,
    mergedInto: null,
    opportunityId: null,
    createdAt: now,
    updatedAt: now,
  };
  const followers = people.map(
    ({ id: personId }): TicketFollowerRow => ({
      id: followerId(ticket.id, personId),
      version: 0,
      ticketId: ticket.id,
      personId,
      muted: false,
    }),
  );
  const happening = { ticket, team, actorId, followers, people };
  // The assignee is told once: that the ticket is theirs.
  const told = assigneeId === null || assigneeId === actorId ? [] : [assigneeId];
  // In this order, so that the entries of the history sort as they happened.
  const writes: Promise<unknown>[] = [
    ...followers.map((follower) => tx.put('ticketFollower', follower)),
    noteHistory(tx, act, ticket.id, 'created', { stageId: stage.id }, actorId),
    tell(tx, act, { ...happening, event: 'created', except: told }),
  ];
  if (assigneeId !== null) {
    const { availableFrom = null } = choice ?? {};
    const data = {
      assigneeId,
      automatic: choice !== null,
      ...(availableFrom === null ? {} : { availableFrom }),
    };
    writes.push(
      noteHistory(tx, act, ticket.id, 'assigned', data, choice === null ? actorId : null),
    );
  }
  if (told.length > 0) {
    const theirs = followers.filter((follower) => told.includes(follower.personId));
    writes.push(tell(tx, act, { ...happening, event: 'assigned', followers: theirs }));
  }
  const [stored] = await Promise.all([tx.put('ticket', ticket), ...writes]);
  tx.announce({ type: 'ticket.created', ticketId: ticket.id });
  return stored;
}
