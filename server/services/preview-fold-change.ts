import type { Act } from './act.ts';
import { stageNamed } from './stage-checks.ts';

/** How many tickets a change of the folded setting would open or close, archived ones included. */
export async function previewFoldChange(
  act: Act,
  id: string,
): Promise<{ opens: number; closes: number }> {
  const { store } = act.house;
  const stage = await stageNamed(store, id);
  const count = await store.count('ticket', 'stageId', id);
  return stage.folded ? { opens: count, closes: 0 } : { opens: 0, closes: count };
}
