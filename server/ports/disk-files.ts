import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FilesPort } from './files.ts';

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // The temporary folder may be on another disk.
    if (errorCode(error) !== 'EXDEV') throw error;
    await copyFile(from, to);
    await rm(from, { force: true });
  }
}

/** Keeps files in a folder, spread over subfolders by the end of their names; the start is often a time. */
export function diskFiles(folder: string): FilesPort {
  const pathOf = (file: string): string => {
    if (!/^[\w-]{1,100}$/.test(file)) throw new Error('A file is kept under an id.');
    return join(folder, file.slice(-2).toLowerCase(), file);
  };
  return {
    async keep(temporaryPath, file) {
      const path = pathOf(file);
      const parent = dirname(path);
      await mkdir(parent, { recursive: true });
      await flush(temporaryPath);
      await move(temporaryPath, path);
      await flush(path);
      // A name is durable when its folder is.
      await Promise.all([flush(parent), flush(folder)]);
    },
    async read(file) {
      const stream = createReadStream(pathOf(file));
      await once(stream, 'open');
      return stream;
    },
    async remove(file) {
      await rm(pathOf(file), { force: true });
    },
  };
}
