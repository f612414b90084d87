import type { Page } from '../../sdk/contract/common.ts';
import type { QuarantinedSubmit } from '../../sdk/contract/outbox.ts';
import type { Act } from './act.ts';
import { placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { quarantineView } from './views/quarantine-view.ts';

/** The held submits, the newest first. */
export async function listQuarantine(
  act: Act,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<QuarantinedSubmit>> {
  const context = { list: 'quarantine', query };
  const after = placeOf<string>(act, context, query.cursor);
  const rows = await act.house.store.find('quarantine', 'all', '', {
    limit: query.limit + 1,
    newestFirst: true,
    ...(after === undefined ? {} : { after }),
  });
  return pageOf(act, context, rows, (shown) => shown.map(quarantineView));
}
