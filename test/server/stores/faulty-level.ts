import { ClassicLevel } from 'classic-level';
import type { Level, MakeLevel } from '../../../server/stores/embedded/level-adapter.ts';

/** What happens to a write: it passes, waits for `go`, fails before the disk or just after it. */
export type Fate = 'pass' | 'hold' | 'fail' | 'fail after writing';

/** A LevelDB whose writes and openings do as they are told. */
export class FaultyDisk {
  fate: Fate = 'pass';
  /** How many of the next openings fail. */
  failedOpenings = 0;
  /** How many keys each write has had. */
  readonly writes: number[] = [];
  #held: (() => void)[] = [];

  readonly make: MakeLevel = (path) => {
    const level = new ClassicLevel<string, string>(path);
    const disk = this;
    const faulty: Level = {
      async open() {
        if (disk.failedOpenings > 0) {
          disk.failedOpenings -= 1;
          throw new Error('The disk is gone.');
        }
        await level.open();
      },
      close: () => level.close(),
      get: (key) => level.get(key),
      iterator: (options) => level.iterator(options),
      batch() {
        const batch = level.batch();
        return {
          put: (key, value) => batch.put(key, value),
          del: (key) => batch.del(key),
          async write(options) {
            disk.writes.push(batch.length);
            if (disk.fate === 'hold') await new Promise<void>((go) => disk.#held.push(go));
            if (disk.fate === 'fail') throw new Error('The disk is full.');
            await batch.write(options);
            if (disk.fate === 'fail after writing') throw new Error('The disk did not answer.');
          },
        };
      },
    };
    return faulty;
  };

  /** Lets held writes go on, with another fate. */
  go(fate: Fate): void {
    this.fate = fate;
    for (const go of this.#held.splice(0)) go();
  }

  get holds(): number {
    return this.#held.length;
  }
}
