import type { Ids } from '../ports/ids.ts';
import type { Store } from '../stores/store.ts';

const firstStages = [
  { name: 'New', folded: false },
  { name: 'In Progress', folded: false },
  { name: 'Solved', folded: true },
  { name: 'Cancelled', folded: true },
];

/** The first start makes four stages shared by all teams; where there are any, nothing happens. */
export async function ensureFirstStages(store: Store, ids: Ids): Promise<void> {
  await store.transact(async (tx) => {
    await tx.lock('team', 'stages');
    if ((await tx.count('stage', 'all', '')) > 0) return;
    for (const [index, stage] of firstStages.entries()) {
      await tx.put('stage', {
        ...stage,
        id: ids.id(),
        version: 0,
        description: '',
        order: index + 1,
        emailTemplateId: null,
        smsTemplateId: null,
        teamIds: [],
      });
    }
  });
}
