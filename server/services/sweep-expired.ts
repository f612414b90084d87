import type { IdempotencyRow, LinkRow, SessionRow } from '../stores/rows.ts';
import type { House } from './act.ts';

const atOnce = 500;

/** When a row of each table is over. */
const endOf = {
  idempotency: (row: IdempotencyRow) => row.expiresAt,
  session: (row: SessionRow) => (row.idleUntil < row.endsAt ? row.idleUntil : row.endsAt),
  link: (row: LinkRow) => row.expiresAt,
};

type Sweepable = keyof typeof endOf;

/** The tables whose rows end by themselves. */
export const sweepable = Object.keys(endOf) as readonly Sweepable[];

/**
 * Removes what is over among the next rows of a table, at most 500 of them. Gives the id to go on
 * from; undefined at the end, to begin anew.
 */
export async function sweepExpired(
  house: House,
  table: Sweepable,
  after: string | undefined,
): Promise<string | undefined> {
  const now = house.clock().toISOString();
  const isOver = endOf[table] as (row: IdempotencyRow | SessionRow | LinkRow) => string;
  const over = (row: IdempotencyRow | SessionRow | LinkRow): boolean => isOver(row) <= now;
  const slice = { limit: atOnce, ...(after === undefined ? {} : { after }) };
  const rows = await house.store.find(table, 'all', '', slice);
  const ids = rows.filter(over).map((row) => row.id);
  if (ids.length > 0) {
    await house.store.transact(async (tx) => {
      // One of them may have been prolonged meanwhile.
      const still = (await tx.getMany(table, ids)).filter(over);
      await Promise.all(still.map((row) => tx.remove(table, row.id)));
    });
  }
  return rows.length < atOnce ? undefined : rows.at(-1)?.id;
}
