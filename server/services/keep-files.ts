import type { AttachmentRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act, House, ReceivedFile } from './act.ts';

/** Removes bytes that nothing names any more; what cannot be removed only takes room. */
export async function removeFiles(house: House, files: readonly string[]): Promise<void> {
  await Promise.allSettled(files.map((file) => house.files.remove(file)));
}

function rowOf(
  act: Act,
  file: Omit<ReceivedFile, 'path'>,
  place: Pick<AttachmentRow, 'uploader' | 'ticketId'>,
): AttachmentRow {
  const id = act.house.ids.id();
  const { name, size, type } = file;
  return {
    id,
    version: 0,
    ...place,
    messageId: null,
    name,
    size,
    type,
    // The bytes are filed under the id; the sender's name is data only.
    file: id,
    createdAt: act.now.toISOString(),
  };
}

/**
 * Makes the act's one commit together with received files: their bytes are kept before it, their rows
 * are written in it, and the bytes go again where it fails or is the answer of an earlier attempt.
 */
export async function commitWithFiles<Result>(
  act: Act,
  received: readonly ReceivedFile[],
  place: Pick<AttachmentRow, 'uploader' | 'ticketId'>,
  work: (tx: Transaction, attachmentIds: string[]) => Promise<Result>,
): Promise<Result> {
  if (received.length === 0) return act.transact((tx) => work(tx, []));
  const { house } = act;
  const kept = received.map(({ path, ...file }) => ({ path, row: rowOf(act, file, place) }));
  const ids = kept.map(({ row }) => row.id);
  let written = false;
  try {
    // All of them are waited for, so that none arrives after the others were removed.
    const keeping = await Promise.allSettled(
      kept.map(({ path, row }) => house.files.keep(path, row.file)),
    );
    const failed = keeping.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return await act.transact(async (tx) => {
      const result = await work(tx, ids);
      await Promise.all(kept.map(({ row }) => tx.put('attachment', row)));
      written = true;
      return result;
    });
  } catch (error) {
    written = false;
    throw error;
  } finally {
    if (!written) await removeFiles(house, ids);
  }
}
