import type { Readable } from 'node:stream';
import type { AttachmentRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { notFound } from './refusal.ts';

/** A file on its way out. */
export interface Download {
  name: string;
  size: number;
  type: string;
  bytes: Readable;
}

async function sees(act: Act, { uploader, ticketId, messageId }: AttachmentRow): Promise<boolean> {
  const { viewer, scope, house } = act;
  if (ticketId === null) return viewer.kind !== 'visitor' && uploader === actorOf(viewer);
  if ((await house.store.ticket(scope, ticketId)) === undefined) return false;
  if (viewer.kind !== 'portal' || messageId === null) return true;
  return (await house.store.get('message', messageId))?.visibility === 'public';
}

/** An attachment for whoever sees its ticket and, of customers, its message; before, for its uploader. */
export async function downloadAttachment(act: Act, id: string): Promise<Download> {
  const { house } = act;
  const row = await house.store.get('attachment', id);
  if (row === undefined || !(await sees(act, row))) throw notFound();
  const { name, size, type } = row;
  try {
    return { name, size, type, bytes: await house.files.read(row.file) };
  } catch {
    // Its bytes are gone, and so is the file.
    throw notFound();
  }
}
