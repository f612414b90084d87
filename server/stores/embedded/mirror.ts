import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf, valueIn } from './documents.ts';

// Two slots written in turn: whatever happens to one write, the other slot is whole.
const slotLength = 512;

/** How far it may lag behind, in milliseconds. At rest and after closing it is exact. */
const lag = 50;

/**
 * A small file beside the database that holds the number of the last synced transaction, so that a
 * database that has lost its end is noticed. It follows a moment behind: no writer waits for it, and
 * many transactions cost one write.
 */
export class Mirror {
  readonly #file: FileHandle;
  readonly #failed: (error: unknown) => void;
  #slot = 0;
  #wanted = 0;
  #written = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(file: FileHandle, failed: (error: unknown) => void) {
    this.#file = file;
    this.#failed = failed;
  }

  /** Opens the file in a folder, or makes it. Gives the number it holds; undefined for a new one. */
  static async open(
    folder: string,
    failed: (error: unknown) => void,
  ): Promise<{ mirror: Mirror; number: number | undefined }> {
    const path = join(folder, 'last-transaction');
    const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (file === undefined) {
      const mirror = new Mirror(await open(path, 'wx+'), failed);
      await mirror.#put(0);
      await syncFolder(folder);
      return { mirror, number: undefined };
    }
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * slotLength), 0, undefined, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    const numbers = [text.slice(0, slotLength), text.slice(slotLength)]
      .map(numberIn)
      .filter((number) => number !== undefined);
    return { mirror: new Mirror(file, failed), number: Math.max(0, ...numbers) };
  }

  /** Notes a synced number soon. */
  note(number: number): void {
    this.#wanted = number;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#write();
    }, lag);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#write();
    await this.#file.close();
  }

  async #write(): Promise<void> {
    await this.#writing;
    const number = this.#wanted;
    if (this.#written === number) return;
    try {
      await this.#put(number);
      this.#written = number;
    } catch (error) {
      this.#failed(error);
    }
  }

  async #put(number: number): Promise<void> {
    const text = textOf(number)
      .padEnd(slotLength - 1)
      .concat('\n');
    await this.#file.write(text, this.#slot * slotLength, 'latin1');
    await this.#file.datasync();
    this.#slot = 1 - this.#slot;
  }
}

/** Makes the name of a new file durable, where the system can. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function numberIn(slot: string): number | undefined {
  try {
    const number = valueIn(slot.trimEnd());
    return typeof number === 'number' ? number : undefined;
  } catch {
    // A slot that was never written, or not to its end: the other one counts.
    return undefined;
  }
}
