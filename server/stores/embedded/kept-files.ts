import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Opening a database changes its files: LevelDB drops what it cannot read. So that a damaged one can
 * still be examined, its files are linked under another name while it opens, at no cost in space.
 * Answers whether this call did it; what was kept before stays, being older.
 */
export async function keepFiles(folder: string, kept: string): Promise<boolean> {
  const names = await namesIn(folder);
  if (names.length === 0) return false;
  const mine = await mkdir(kept).then(
    () => true,
    () => false,
  );
  if (!mine) return false;
  try {
    for (const name of names) await link(join(folder, name), join(kept, name));
    return true;
  } catch {
    // No file system for links: the check works all the same.
    await letGo(kept);
    return false;
  }
}

/** Lets kept files go. */
export const letGo = (kept: string): Promise<void> => rm(kept, { recursive: true, force: true });

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name !== 'LOCK');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
