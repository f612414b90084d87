import type { House } from './act.ts';
import { sweepUnusedAttachments } from './sweep-attachments.ts';
import { sweepable, sweepExpired } from './sweep-expired.ts';
import { sweepOutbox } from './sweep-outbox.ts';

const every = 10_000;

/** Removes what is over, a little at a time, until it is stopped. */
export interface Sweeper {
  stop(): Promise<void>;
}

/** Starts to remove ended sessions, links and kept answers, uploads nobody attached, and what was mailed long ago. */
export function startSweeping(house: House): Sweeper {
  const places = new Map<string, string | undefined>();
  let sweeping: Promise<void> | undefined;

  const sweep = async (): Promise<void> => {
    try {
      for (const table of sweepable) {
        places.set(table, await sweepExpired(house, table, places.get(table)));
      }
      await sweepUnusedAttachments(house);
      await sweepOutbox(house);
    } catch {
      // The store cannot be used now; what is over stays over, and the next round finds it.
    } finally {
      sweeping = undefined;
    }
  };
  const timer = setInterval(() => {
    sweeping ??= sweep();
  }, every);
  timer.unref();

  return {
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}
