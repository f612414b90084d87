import type { AttachmentRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { fileLimits } from './file-limits.ts';
import { type Issue, Refusal } from './refusal.ts';

/**
 * Attaches uploads to a message (or, with `messageId: null`, to the ticket itself) inside a commit:
 * each once, and by its uploader only. Anything else is 422 at its place in `attachmentIds`.
 */
export async function attachIn(
  tx: Transaction,
  act: Act,
  ids: readonly string[],
  ticketId: string,
  messageId: string | null,
): Promise<AttachmentRow[]> {
  if (ids.length === 0) return [];
  const uploader = actorOf(act.viewer);
  const found = new Map((await tx.getMany('attachment', ids)).map((row) => [row.id, row]));
  const rows: AttachmentRow[] = [];
  const issues: Issue[] = [];
  ids.forEach((id, index) => {
    const row = found.get(id);
    // Named twice, it is gone at the second time.
    found.delete(id);
    if (row === undefined || row.ticketId !== null || row.uploader !== uploader) {
      const message = 'This file is not among your uploads.';
      issues.push({ path: ['attachmentIds', index], code: 'invalid', message });
    } else {
      rows.push(row);
    }
  });
  if (rows.reduce((sum, row) => sum + row.size, 0) > fileLimits.bytesTogether) {
    const message = 'The files are larger than 20 MB together.';
    issues.push({ path: ['attachmentIds'], code: 'too_large', message });
  }
  if (issues.length > 0) {
    throw new Refusal('invalid_input', 'Some files cannot be attached.', { issues });
  }
  return Promise.all(rows.map((row) => tx.put('attachment', { ...row, ticketId, messageId })));
}
