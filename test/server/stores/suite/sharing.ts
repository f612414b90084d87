import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokensOf } from '../../../../server/rules/tokens.ts';
import { everything, scopeOf } from '../../../../server/rules/visibility.ts';
import type { TicketRow } from '../../../../server/stores/rows.ts';
import { sharing as reach, type Store } from '../../../../server/stores/store.ts';
import { makeAgent, makeTeam, makeTicket, makeTicketFollower } from '../../../kit/make-rows.ts';
import { sizes } from '../../../kit/sizes.ts';
import type { OpenStore } from '../store-suite.ts';

async function furnish(store: Store, tickets: readonly TicketRow[]): Promise<void> {
  await store.transact(async (tx) => {
    await tx.put('team', makeTeam({ id: 'team' }));
    await tx.put('team', makeTeam({ id: 'inner', visibility: 'private' }));
    await tx.put('person', makeAgent({ id: 'agent' }));
    for (const ticket of tickets) await tx.put('ticket', ticket);
  });
}

/** Subjects, numbered from 1. */
const ticketsOf = (...subjects: string[]): TicketRow[] =>
  subjects.map((subject, index) =>
    makeTicket({ id: `t${String(index + 1).padStart(4, '0')}`, number: index + 1, subject }),
  );

const numbers = async (store: Store, text: string, limit = 50, scope = everything) =>
  (await store.ticketsSharing(scope, tokensOf(text), limit)).map(({ number }) => number);

/** What the interface says, over all tickets; numbers are words of their tickets too. */
function model(tickets: readonly TicketRow[], text: string, limit: number): number[] {
  const words = new Map(
    tickets.map((row) => [row, new Set(tokensOf(`${row.number} ${row.subject}`))]),
  );
  const holders = (token: string) => tickets.filter((row) => words.get(row)?.has(token));
  const rarest = tokensOf(text)
    .map((token) => ({ token, rows: holders(token) }))
    .filter(({ rows }) => rows.length > 1)
    .sort((a, b) => a.rows.length - b.rows.length || (a.token < b.token ? -1 : 1))
    .slice(0, reach.tokens);
  const held = new Map<TicketRow, number>();
  for (const { rows } of rarest) {
    const newest = rows.toSorted((a, b) => b.number - a.number).slice(0, reach.tickets);
    for (const row of newest) held.set(row, (held.get(row) ?? 0) + 1);
  }
  return [...held]
    .filter(([row]) => !row.archived)
    .sort(([a, some], [b, more]) => more - some || b.number - a.number)
    .map(([row]) => row.number)
    .slice(0, limit);
}

export function sharing(openStore: OpenStore): void {
  it('puts those first that share the most words, then the newest', async () => {
    const store = await openStore();
    await furnish(store, ticketsOf('red blue', 'red', 'blue red', 'green', 'Rød BLUE'));
    expect(await numbers(store, 'Red and blue')).toEqual([3, 1, 5, 2]);
    expect(await numbers(store, 'Red and blue', 2)).toEqual([3, 1]);
  });

  it('looks at no word that one ticket alone holds', async () => {
    const store = await openStore();
    await furnish(store, ticketsOf('common rare', 'common', 'other'));
    expect(await numbers(store, 'rare')).toEqual([]);
    expect(await numbers(store, 'rare common')).toEqual([2, 1]);
  });

  it('looks at the newest holders of a word, and at the rarest words', async () => {
    const store = await openStore();
    const many = Array.from({ length: reach.tickets + 50 }, () => 'common');
    await furnish(store, ticketsOf('common pair', 'pair', ...many));
    const found = await numbers(store, 'common', 1000);
    expect(found).toHaveLength(reach.tickets);
    expect(found[0]).toBe(many.length + 2);
    expect((await numbers(store, 'common pair', 1000)).slice(-2)).toEqual([2, 1]);
  });

  it('leaves out archived tickets and those out of scope', async () => {
    const store = await openStore();
    const [one, two, three, four] = ticketsOf('red', 'red', 'red', 'red') as [
      TicketRow,
      TicketRow,
      TicketRow,
      TicketRow,
    ];
    await furnish(store, [
      one,
      { ...two, archived: true },
      { ...three, teamId: 'inner' },
      { ...four, teamId: 'inner' },
    ]);
    await store.transact((tx) => tx.put('ticketFollower', makeTicketFollower(four.id, 'agent')));
    expect(await numbers(store, 'red')).toEqual([4, 3, 1]);
    const agent = scopeOf({ kind: 'agent', personId: 'agent', companyIds: [] });
    expect(await numbers(store, 'red', 50, agent)).toEqual([4, 1]);
    expect(await numbers(store, 'red', 50, scopeOf({ kind: 'visitor' }))).toEqual([]);
  });

  it('answers as the interface says, whatever the texts', async () => {
    const word = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split(''), '東京都', 'メール');
    const text = fc.array(word, { maxLength: 24 }).map((words) => words.join(' '));
    const ticket = fc.record({ subject: text, archived: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(ticket, { maxLength: 12 }), text, async (drafts, asked) => {
        const store = await openStore();
        const tickets = ticketsOf(...drafts.map(({ subject }) => subject)).map((row, index) => ({
          ...row,
          archived: drafts[index]?.archived === true,
        }));
        await furnish(store, tickets);
        expect(await numbers(store, asked, 5)).toEqual(model(tickets, asked, 5));
        await store.close();
      }),
      { numRuns: Math.ceil(sizes.propertyRuns / 5) },
    );
  });
}
