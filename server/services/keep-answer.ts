import type { IdempotencyRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act, House } from './act.ts';
import { invalid } from './refusal.ts';

const keptFor = 24 * 60 * 60 * 1000;

/** Another server has answered the same request between our look and our commit. */
export class AlreadyAnswered extends Error {
  override readonly name = 'AlreadyAnswered';
  readonly row: IdempotencyRow;

  constructor(row: IdempotencyRow) {
    super('This request has an answer already.');
    this.row = row;
  }
}

/** Which request an answer is kept for. */
export interface Retryable {
  /** The hash of caller and key. */
  id: string;
  /** The hash of route, fields and files. */
  fingerprint: string;
  /** The status of a success. */
  status: number;
}

/** Keeps the answer of one request, for its retries. */
export interface AnswerKeeper {
  /** The answer kept before, if any; refuses a key that was used for another request. */
  earlier(): Promise<IdempotencyRow | undefined>;
  /** Runs the act's commit and writes its result, which is the answer, into the same commit. */
  transact: Act['transact'];
  /** Keeps an answer that no commit of the act has kept, by a small commit of its own. */
  keep(status: number, body: unknown): Promise<void>;
  /** What a commit of the act has kept; undefined before one. */
  readonly kept: { body: unknown } | undefined;
}

/** Keeps answers in the store for 24 hours. */
export function answerKeeper(house: House, request: Retryable, now: Date): AnswerKeeper {
  const { id, fingerprint } = request;
  const moment = now.toISOString();
  const expiresAt = new Date(now.getTime() + keptFor).toISOString();
  let kept: { body: unknown } | undefined;

  const sameRequest = (row: IdempotencyRow): IdempotencyRow => {
    if (row.fingerprint === fingerprint) return row;
    throw invalid(
      ['Idempotency-Key'],
      'This key was used for another request. Use a new one.',
      'reused',
    );
  };
  /** The version to write over; a valid answer of somebody else ends this attempt. */
  const versionIn = async (tx: Transaction): Promise<number> => {
    const row = await tx.get('idempotency', id);
    if (row === undefined) return 0;
    if (kept === undefined && row.expiresAt > moment) throw new AlreadyAnswered(sameRequest(row));
    return row.version;
  };
  const write = (tx: Transaction, version: number, status: number, body: unknown) =>
    tx.put('idempotency', { id, version, fingerprint, status, body: body ?? null, expiresAt });

  return {
    async earlier() {
      const row = await house.store.get('idempotency', id);
      return row === undefined || row.expiresAt <= moment ? undefined : sameRequest(row);
    },
    async transact(work) {
      const result = await house.store.transact(async (tx) => {
        const version = await versionIn(tx);
        const answer = await work(tx);
        await write(tx, version, request.status, answer);
        return answer;
      });
      kept = { body: result };
      return result;
    },
    async keep(status, body) {
      await house.store.transact(async (tx) => write(tx, await versionIn(tx), status, body));
      kept = { body };
    },
    get kept() {
      return kept;
    },
  };
}
