import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sumOf } from './documents.ts';

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
  #wanted: number | undefined;
  #written: number | undefined;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(file: FileHandle, failed: (error: unknown) => void) {
    this.#file = file;
    this.#failed = failed;
  }

  /** The number that was noted in a folder; undefined where none ever was. */
  static async numberIn(folder: string): Promise<number | undefined> {
    try {
      const text = await readFile(pathIn(folder), 'latin1');
      const numbers = [text.slice(0, slotLength), text.slice(slotLength)].map(numberOf);
      return Math.max(0, ...numbers.filter((number) => number !== undefined));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Opens the file in a folder, or makes it, with a number to begin with. */
  static async open(
    folder: string,
    number: number,
    failed: (error: unknown) => void,
  ): Promise<Mirror> {
    const isNew = (await Mirror.numberIn(folder)) === undefined;
    const mirror = new Mirror(await open(pathIn(folder), isNew ? 'wx' : 'r+'), failed);
    await mirror.#put(number);
    mirror.#written = number;
    if (isNew) await syncFolder(folder);
    return mirror;
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
    if (number === undefined || number === this.#written) return;
    try {
      await this.#put(number);
      this.#written = number;
    } catch (error) {
      this.#failed(error);
    }
  }

  async #put(number: number): Promise<void> {
    const text = `${textOf(number).padEnd(slotLength - 1)}\n`;
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

const pathIn = (folder: string): string => join(folder, 'last-transaction');

/** A slot holds the number and the sum of its digits. */
const textOf = (number: number): string => `${number} ${sumOf(String(number))}`;

/** The number in a slot; undefined where it was never written, or not to its end. */
function numberOf(slot: string): number | undefined {
  const number = Number.parseInt(slot, 10);
  return textOf(number) === slot.trimEnd() ? number : undefined;
}
