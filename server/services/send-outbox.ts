import type { Mail, MailPort } from '../ports/mail.ts';
import { mailAttempts, retryDelayOf } from '../rules/mail-retry.ts';
import type { OutboxRow } from '../stores/rows.ts';
import { StaleRow, StoreUnavailable, type Transaction } from '../stores/store.ts';
import type { House } from './act.ts';
import { composeMailIn } from './compose-mail.ts';
import { showInDemo } from './demo-mails.ts';

const atOnce = 50;
/** A mail that took longer than this may be sent by somebody else as well. */
const lease = 5 * 60_000;
const collectFor = 25;
const pollEvery = 1_000;

/** Sends queued mails until it is stopped. */
export interface OutboxSender {
  /** Something was queued. */
  wake(): void;
  /** Stops once the mails on their way are sent. */
  stop(): Promise<void>;
}

type Outcome = Pick<OutboxRow, 'status' | 'attempts' | 'nextAt' | 'error'>;

interface Letter {
  row: OutboxRow;
  /** Null: its recipient may no longer be told. */
  mail: Mail | null;
  /** Why it could not be written. */
  failure?: Error;
}

const isPermanent = (error: unknown): boolean =>
  error instanceof Error && error.name === 'PermanentMailFailure';

function failureOf(row: OutboxRow, error: unknown, now: Date): Outcome {
  const attempts = row.attempts + 1;
  const over = isPermanent(error) || attempts >= mailAttempts;
  const delay = retryDelayOf(attempts, Math.random());
  return {
    status: over ? 'failed' : 'queued',
    attempts,
    nextAt: new Date(now.getTime() + delay).toISOString(),
    error: (error instanceof Error ? error.message : String(error)).slice(0, 300),
  };
}

async function deliver(
  house: House,
  port: MailPort,
  { row, mail, failure }: Letter,
): Promise<Outcome> {
  const { attempts, nextAt } = row;
  if (failure !== undefined) return failureOf(row, failure, house.clock());
  if (mail === null) return { status: 'dropped', attempts, nextAt, error: null };
  try {
    await port.send(mail);
  } catch (error) {
    return failureOf(row, error, house.clock());
  }
  showInDemo(house, row.id, mail);
  return { status: 'sent', attempts: attempts + 1, nextAt, error: null };
}

/** One mail that cannot be written must not hold up the others; that the store fails concerns them all. */
async function composeOne(
  tx: Transaction,
  house: House,
  row: OutboxRow,
  now: Date,
): Promise<Letter> {
  try {
    return { row, mail: await composeMailIn(tx, house, row, now) };
  } catch (error) {
    if (error instanceof StaleRow || error instanceof StoreUnavailable) throw error;
    return { row, mail: null, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Rights are asked and links made in one commit for all of them; the text goes no further than the mail. */
function compose(house: House, rows: readonly OutboxRow[], now: Date): Promise<Letter[]> {
  return house.store.transact(async (tx) => {
    const letters: Letter[] = [];
    for (const claimed of rows) {
      const row = await tx.get('outbox', claimed.id);
      if (row?.status !== 'queued') continue;
      letters.push(await composeOne(tx, house, row, now));
    }
    return letters;
  });
}

/** Writes outcomes as they come: one commit takes in all that came while the one before was written. */
function outcomeWriter(house: House) {
  let waiting: { id: string; outcome: Outcome }[] = [];
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        await house.store.transact(async (tx) => {
          for (const { id, outcome } of batch) {
            const row = await tx.get('outbox', id);
            if (row?.status === 'queued') await tx.put('outbox', { ...row, ...outcome });
          }
        });
      }
    } finally {
      writing = null;
    }
  };
  return (id: string, outcome: Outcome): Promise<void> => {
    waiting.push({ id, outcome });
    writing ??= write();
    return writing;
  };
}

/** The letters of each recipient, in their order. */
function byRecipient(letters: readonly Letter[]): Letter[][] {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    const { recipientId } = letter.row;
    groups.set(recipientId, [...(groups.get(recipientId) ?? []), letter]);
  }
  return [...groups.values()];
}

/** Sends the mails that are due now, at most 50; tells how many rows it took. */
export async function sendDue(house: House, port: MailPort): Promise<number> {
  const now = house.clock();
  const until = new Date(now.getTime() + lease);
  const rows = await house.store.claimOutbox(now.toISOString(), until.toISOString(), atOnce);
  if (rows.length === 0) return 0;
  const settle = outcomeWriter(house);
  const letters = await compose(house, rows, now);
  // One after the other to each person, so that their mails arrive in order.
  await Promise.all(
    byRecipient(letters).map(async (theirs) => {
      for (const letter of theirs) {
        await settle(letter.row.id, await deliver(house, port, letter));
      }
    }),
  );
  return rows.length;
}

/** Starts sending what the outbox holds: soon after a wake, and every second for what is due again. */
export function startOutboxSender(house: House, port: MailPort): OutboxSender {
  let stopped = false;
  let woken = false;
  let passing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  const schedule = (delay: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      passing = pass();
    }, delay);
    timer.unref();
  };
  const pass = async (): Promise<void> => {
    woken = false;
    try {
      while (!stopped && (await sendDue(house, port)) > 0);
    } catch {
      // The store cannot be used now. What was claimed comes up again when its time is over.
    } finally {
      passing = null;
      schedule(woken ? collectFor : pollEvery);
    }
  };
  schedule(0);

  return {
    wake() {
      // Many submits make one pass.
      if (!woken && passing === null) schedule(collectFor);
      woken = true;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await passing;
    },
  };
}
