import type { House } from './act.ts';
import { removeFiles } from './keep-files.ts';

const keptUnused = 24 * 60 * 60 * 1000;
const atOnce = 100;

/** Removes uploads that nobody attached within 24 hours, the oldest first, at most 100; tells how many. */
export async function sweepUnusedAttachments(house: House): Promise<number> {
  const oldest = await house.store.find('attachment', 'unused', '', { limit: atOnce });
  const before = new Date(house.clock().getTime() - keptUnused).toISOString();
  const due = oldest.filter((row) => row.createdAt < before).map((row) => row.id);
  if (due.length === 0) return 0;
  const files = await house.store.transact(async (tx) => {
    // One of them may have been attached meanwhile.
    const unused = (await tx.getMany('attachment', due)).filter((row) => row.ticketId === null);
    await Promise.all(unused.map((row) => tx.remove('attachment', row.id)));
    return unused.map((row) => row.file);
  });
  await removeFiles(house, files);
  return files.length;
}
