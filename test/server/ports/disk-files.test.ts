import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { diskFiles } from '../../../server/ports/disk-files.ts';

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const received = join(folder, 'received');
  await writeFile(received, 'content');
  return { folder, received, files: diskFiles(folder) };
}

describe('files on disk', () => {
  test('are taken in, read and removed', async () => {
    const { folder, received, files } = await open();
    await files.keep(received, 'abc_XY-9');
    expect(await readdir(folder)).toEqual(['-9']);
    expect(await text(await files.read('abc_XY-9'))).toBe('content');
    await files.remove('abc_XY-9');
    await files.remove('abc_XY-9');
    await expect(files.read('abc_XY-9')).rejects.toThrow();
  });

  test.each(['../escape', 'a/b', '', '.', 'a.txt', 'a\0b'])('are never named %j', async (name) => {
    const { received, files } = await open();
    await expect(files.keep(received, name)).rejects.toThrow();
    await expect(files.read(name)).rejects.toThrow();
    await expect(files.remove(name)).rejects.toThrow();
  });
});
