import { visibilityAfterMerge } from '../rules/merging.ts';
import type { MergeRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { MergeSource } from './merge-selection.ts';

type Moves = readonly Readonly<MergeRow['messages'][number]>[];

/**
 * Moves messages, as far as they are where they are expected, to another ticket and gives them the
 * visibility named; with them go their files and the mails queued about them.
 */
async function moveMessagesIn(
  tx: Transaction,
  fromId: string,
  ticketId: string,
  moves: Moves,
): Promise<void> {
  const visibilityOf = new Map(moves.map(({ id, visibility }) => [id, visibility]));
  const found = await tx.getMany('message', [...visibilityOf.keys()]);
  const rows = found.filter((row) => row.ticketId === fromId);
  const moved = new Set(rows.map((row) => row.id));
  const [files, mails] = await Promise.all([
    tx.find('attachment', 'ticketId', fromId),
    tx.find('outbox', 'queuedOn', fromId),
  ]);
  const hangsOn = (row: { messageId: string | null }): boolean =>
    row.messageId !== null && moved.has(row.messageId);
  await Promise.all([
    ...rows.map((row) =>
      tx.put('message', {
        ...row,
        ticketId,
        visibility: visibilityOf.get(row.id) ?? row.visibility,
      }),
    ),
    ...files.filter(hangsOn).map((file) => tx.put('attachment', { ...file, ticketId })),
    ...mails.filter(hangsOn).map((mail) => tx.put('outbox', { ...mail, ticketId })),
  ]);
}

/**
 * What a source's subject page says, as a message that can move: its description with its files. It
 * has the ticket's own id, which comes before those of all its messages.
 */
async function putDescriptionIn(tx: Transaction, ticket: TicketRow): Promise<void> {
  const files = await tx.find('attachment', 'ticketId', ticket.id);
  await Promise.all([
    tx.put('message', {
      id: ticket.id,
      version: 0,
      ticketId: ticket.id,
      kind: 'message',
      visibility: 'public',
      body: ticket.description,
      authorId: ticket.customerId ?? ticket.creatorId,
      attachmentIds: ticket.attachmentIds,
      action: null,
      data: {},
      createdAt: ticket.createdAt,
    }),
    ...files
      .filter((file) => file.messageId === null)
      .map((file) => tx.put('attachment', { ...file, messageId: ticket.id })),
  ]);
}

async function takeDescriptionIn(tx: Transaction, ticket: TicketRow): Promise<void> {
  const files = await tx.find('attachment', 'ticketId', ticket.id);
  await Promise.all([
    tx.remove('message', ticket.id),
    ...files
      .filter((file) => file.messageId === ticket.id)
      .map((file) => tx.put('attachment', { ...file, messageId: null })),
  ]);
}

/**
 * Brings a source's description and messages into the survivor, which lists them where they belong in
 * time. Its history stays with it. Returns what it said, for the way back.
 */
export async function bringMessagesIn(
  tx: Transaction,
  source: MergeSource,
  survivorId: string,
  showSources: boolean,
): Promise<MergeRow['messages']> {
  const { ticket, internal } = source;
  const rows = await tx.find('message', 'ticketId', ticket.id);
  const said = rows
    .filter((row) => row.kind === 'message')
    .map(({ id, visibility }) => ({ id, visibility }));
  await putDescriptionIn(tx, ticket);
  const moves: Moves = [{ id: ticket.id, visibility: 'public' }, ...said];
  await moveMessagesIn(
    tx,
    ticket.id,
    survivorId,
    moves.map(({ id, visibility }) => ({
      id,
      visibility: visibilityAfterMerge(visibility, internal, showSources),
    })),
  );
  return said;
}

/** Gives a source back what it said, as visible as it was, from the ticket that holds it now. */
export async function returnMessagesIn(
  tx: Transaction,
  source: TicketRow,
  merge: MergeRow,
  holderId: string,
): Promise<void> {
  const moves: Moves = [{ id: source.id, visibility: 'public' }, ...merge.messages];
  await moveMessagesIn(tx, holderId, source.id, moves);
  await takeDescriptionIn(tx, source);
}
