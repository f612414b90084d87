import type { Transaction } from '../stores/store.ts';

/**
 * Holds tickets or teams until the end of the transaction, always in the order of their ids, so that
 * two who want the same ones never wait for each other.
 */
export async function lockInOrder(
  tx: Transaction,
  table: 'ticket' | 'team',
  ids: readonly string[],
): Promise<void> {
  for (const id of [...new Set(ids)].sort()) await tx.lock(table, id);
}
