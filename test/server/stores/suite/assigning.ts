import { expect, it } from 'vitest';
import { everything } from '../../../../server/rules/visibility.ts';
import type { TicketRow } from '../../../../server/stores/rows.ts';
import type { Transaction } from '../../../../server/stores/store.ts';
import { makeTeam, makeTicket } from '../../../kit/make-rows.ts';
import { sizes } from '../../../kit/sizes.ts';
import type { OpenStore } from '../store-suite.ts';

const members = ['ann', 'ben', 'cem'];

/** Opens a ticket for whoever has the fewest. */
async function openForFewest(tx: Transaction): Promise<void> {
  await tx.lock('team', 'team');
  const loads = await tx.loads('team', members);
  const [fewest] = members.toSorted(
    (one, other) => (loads.get(one)?.total ?? 0) - (loads.get(other)?.total ?? 0),
  );
  const number = await tx.nextNumber();
  const draft = makeTicket({ id: `t${number}`, number });
  await tx.put('ticket', { ...draft, assigneeId: fewest ?? null });
}

export function assigning(openStore: OpenStore): void {
  it('counts exactly under simultaneous transactions', async () => {
    const store = await openStore();
    await store.transact((tx) => tx.put('team', makeTeam({ id: 'team' })));
    const count = sizes.simultaneousSubmits * members.length;
    await Promise.all(Array.from({ length: count }, () => store.transact(openForFewest)));
    for (const assigneeId of members) {
      expect(await store.countTickets(everything, { assigneeId })).toBe(sizes.simultaneousSubmits);
    }
    const loads = await store.transact((tx) => tx.loads('team', members));
    const each = { total: sizes.simultaneousSubmits, open: sizes.simultaneousSubmits };
    expect([...loads.values()]).toEqual(members.map(() => each));
  });

  it('counts open ones, closed and archived ones, and none that was merged away', async () => {
    const store = await openStore();
    const assigned = (number: number, more: Partial<TicketRow>): TicketRow =>
      makeTicket({ id: `t${number}`, number, assigneeId: 'ann', ...more });
    await store.transact(async (tx) => {
      await tx.put('team', makeTeam({ id: 'team' }));
      await tx.put('ticket', assigned(1, {}));
      await tx.put('ticket', assigned(2, { closedAt: '2026-01-02T00:00:00.000Z' }));
      await tx.put('ticket', assigned(3, { archived: true }));
      await tx.put('ticket', assigned(4, { archived: true, mergedInto: 't1' }));
      await tx.put('ticket', assigned(5, { teamId: 'elsewhere' }));
      await tx.put('ticket', assigned(6, { assigneeId: null }));
      expect((await tx.loads('team', ['ann'])).get('ann')).toEqual({ total: 3, open: 1 });
    });
    await store.transact(async (tx) => {
      const loads = await tx.loads('team', ['ann', 'nobody']);
      expect(loads.get('ann')).toEqual({ total: 3, open: 1 });
      expect(loads.get('nobody')).toEqual({ total: 0, open: 0 });
      const first = await tx.ticket(everything, 't1');
      if (first === undefined) throw new Error('It is there.');
      const moved = await tx.put('ticket', { ...first, teamId: 'elsewhere' });
      expect((await tx.loads('team', ['ann'])).get('ann')).toEqual({ total: 2, open: 0 });
      expect((await tx.loads('elsewhere', ['ann'])).get('ann')).toEqual({ total: 2, open: 2 });
      await tx.put('ticket', { ...moved, assigneeId: 'ben' });
      await tx.remove('ticket', 't5');
      expect((await tx.loads('elsewhere', ['ann'])).get('ann')).toEqual({ total: 0, open: 0 });
      expect((await tx.loads('elsewhere', ['ben'])).get('ben')).toEqual({ total: 1, open: 1 });
    });
  });
}
