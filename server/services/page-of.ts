import type { Page } from '../../sdk/contract/common.ts';
import type { Act } from './act.ts';
import { type CursorContext, cursorTo } from './cursor.ts';

/**
 * One page of a list in the order of ids, of which one row more than `limit` was read, so that it is
 * known whether anything follows.
 */
export async function pageOf<Item extends { id: string }, View>(
  act: Act,
  context: CursorContext & { query: { limit: number } },
  rows: readonly Item[],
  view: (rows: Item[]) => View[] | Promise<View[]>,
): Promise<Page<View>> {
  const { limit } = context.query;
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: await view(shown),
    nextCursor: last === undefined ? null : cursorTo(act, context, last.id),
  };
}
