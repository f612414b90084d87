import { ordersAfter } from '../rules/stages.ts';
import type { Act } from './act.ts';
import { type Issue, refuseIssues, unknownId } from './refusal.ts';

/** Reorders: the named stages exchange their places, all others stay where they are. */
export async function orderStages(act: Act, ids: readonly string[]): Promise<void> {
  await act.transact(async (tx) => {
    const stages = await tx.find('stage', 'all', '');
    const known = new Set(stages.map((stage) => stage.id));
    const issues = ids.flatMap((id, index): Issue[] => {
      if (!known.has(id)) return [unknownId(['ids', index])];
      if (ids.indexOf(id) === index) return [];
      return [{ path: ['ids', index], code: 'repeated', message: 'Name each stage once.' }];
    });
    refuseIssues(issues);
    const orders = ordersAfter(stages, ids);
    await Promise.all(
      stages.map(async (stage) => {
        const order = orders.get(stage.id) ?? stage.order;
        if (order !== stage.order) await tx.put('stage', { ...stage, order });
      }),
    );
  });
}
