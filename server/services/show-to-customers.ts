import type { FormerFollowerRow, TeamRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import { addFollowersIn } from './add-followers.ts';

/**
 * Gives tickets that are back in public to the customers who were taken away from them and have not
 * left since, inside a commit. Returns who follows again.
 */
export async function showToCustomersIn(
  tx: Transaction,
  team: TeamRow,
  formers: readonly FormerFollowerRow[],
): Promise<string[]> {
  const returned = await Promise.all(
    formers.map(async ({ id, ticketId, personId, muted, byMerge }) => {
      await tx.remove('formerFollower', id);
      if (ticketId === null) return [];
      const row = { muted, ...(byMerge === true ? { byMerge } : {}) };
      return addFollowersIn(tx, { id: ticketId }, team, [personId], row);
    }),
  );
  return returned.flat();
}
