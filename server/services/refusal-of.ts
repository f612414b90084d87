import { DuplicateKey, StaleRow, StoreUnavailable } from '../stores/store.ts';
import { Refusal } from './refusal.ts';

/** An error as the refusal a caller is told; undefined where it is nothing a caller can act on. */
export function refusalOf(error: unknown, ifMatch: number | undefined): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof StaleRow) {
    return ifMatch === undefined
      ? new Refusal('conflict', 'Somebody changed this at the same moment. Try again.', {
          cause: error,
          retryAfter: 1,
        })
      : new Refusal('stale_version', 'This has changed since you read it. Read it again first.', {
          cause: error,
        });
  }
  if (error instanceof DuplicateKey) {
    return new Refusal('conflict', error.message, { cause: error });
  }
  if (error instanceof StoreUnavailable) {
    return new Refusal('unavailable', 'Nothing can be saved just now. Try again shortly.', {
      cause: error,
      retryAfter: 2,
    });
  }
  return undefined;
}
