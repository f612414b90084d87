import type { TimeOff } from '../../sdk/contract/people.ts';
import type { Act } from './act.ts';
import { notFound } from './refusal.ts';
import { timeOffView } from './views/person-view.ts';

/** Enters whole days during which a person is given nothing automatically; `to: null` has no end. */
export function enterTimeOff(
  act: Act,
  personId: string,
  span: { from: string; to: string | null },
): Promise<TimeOff> {
  return act.transact(async (tx) => {
    if ((await tx.get('person', personId)) === undefined) throw notFound();
    const row = { id: act.house.ids.id(), version: 0, personId, from: span.from, to: span.to };
    return timeOffView(await tx.put('timeOff', row));
  });
}
