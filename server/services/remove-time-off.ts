import type { Act } from './act.ts';
import { notFound } from './refusal.ts';

/** 404 for time off that is not this person's. */
export async function checkTimeOff(act: Act, personId: string, id: string): Promise<void> {
  const row = await act.house.store.get('timeOff', id);
  if (row?.personId !== personId) throw notFound();
}

/** Removes time off. */
export async function removeTimeOff(act: Act, id: string): Promise<void> {
  await act.transact((tx) => tx.remove('timeOff', id));
}
