import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { allTeams, requireOpenStages, stageNamed } from './stage-checks.ts';

/** Deletes a stage no ticket is in, archived ones included. */
export async function deleteStage(act: Act, id: string): Promise<void> {
  await act.transact(async (tx) => {
    const stage = await stageNamed(tx, id);
    requireVersion(act, stage);
    const count = await tx.count('ticket', 'stageId', id);
    if (count > 0) {
      throw new Refusal('conflict', 'There are tickets in this stage; move them first.', {
        more: { count },
      });
    }
    const [stages, teams] = await Promise.all([tx.find('stage', 'all', ''), allTeams(tx)]);
    requireOpenStages(
      stages.filter((one) => one.id !== id),
      teams,
    );
    await tx.remove('stage', id);
  });
}
