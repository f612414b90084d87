import type { Page } from '../../sdk/contract/common.ts';
import type { OutboxItem } from '../../sdk/contract/outbox.ts';
import type { Act } from './act.ts';
import { placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { outboxViews } from './views/outbox-view.ts';

/** What was queued to be sent, the newest first. */
export async function listOutbox(
  act: Act,
  query: {
    limit: number;
    cursor?: string | undefined;
    status?: OutboxItem['status'] | undefined;
  },
): Promise<Page<OutboxItem>> {
  const { store } = act.house;
  const { status, limit } = query;
  const context = { list: 'outbox', query };
  const after = placeOf<string>(act, context, query.cursor);
  const slice = {
    limit: limit + 1,
    newestFirst: true,
    ...(after === undefined ? {} : { after }),
  };
  const rows = await (status === undefined
    ? store.find('outbox', 'all', '', slice)
    : store.find('outbox', 'status', status, slice));
  return pageOf(act, context, rows, (shown) => outboxViews(store, act.house, shown));
}
