import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many 2 KB writes this disk makes durable in a second, one after the other. */
export function syncsPerSecond(seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-disk-'));
  try {
    const file = openSync(join(folder, 'probe'), 'w');
    const block = Buffer.alloc(2048, 1);
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < seconds * 1000) {
      writeSync(file, block, 0, block.length, 0);
      fdatasyncSync(file);
      count += 1;
    }
    return count / ((performance.now() - start) / 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
