import type { Attachment } from '../../sdk/contract/tickets.ts';
import type { Act, ReceivedFile } from './act.ts';
import { actorOf } from './actor.ts';
import { commitWithFiles } from './keep-files.ts';
import { invalid } from './refusal.ts';

/** Takes in one file, seen by its uploader alone until they attach it. */
export async function uploadAttachment(
  act: Act,
  files: readonly ReceivedFile[],
): Promise<Attachment> {
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw invalid(['file'], 'Send one file.', 'required');
  }
  const { name, size, type } = file;
  const place = { uploader: actorOf(act.viewer), ticketId: null };
  return commitWithFiles(act, [file], place, async (_tx, [id = '']) => ({ id, name, size, type }));
}
