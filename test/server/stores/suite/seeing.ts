import fc from 'fast-check';
import { expect, it } from 'vitest';
import { everything, type Scope, scopeOf } from '../../../../server/rules/visibility.ts';
import type { Reader, TicketPageQuery, TicketPlace } from '../../../../server/stores/store.ts';
import { makeTeam, makeTicket, makeTicketFollower } from '../../../kit/make-rows.ts';
import { sizes } from '../../../kit/sizes.ts';
import type { OpenStore } from '../store-suite.ts';
import { Model } from './model.ts';
import { anyFilter, anyHistory, anySort, anyViewer, doStep, makeTeams } from './random-world.ts';

/** The ids of a list, walked page by page. */
async function walk(
  reader: Reader,
  scope: Scope,
  query: Omit<TicketPageQuery, 'after'>,
): Promise<string[]> {
  const ids: string[] = [];
  let after: TicketPlace | undefined;
  do {
    const page = await reader.tickets(scope, { ...query, ...(after ? { after } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(query.limit);
    // A page that is not the last is full.
    if (page.next !== null) expect(page.items.length).toBe(query.limit);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const anyQuestion = fc.record({
  viewer: anyViewer,
  filter: anyFilter,
  sort: anySort,
  limit: fc.integer({ min: 1, max: 40 }),
});
type Question = typeof anyQuestion extends fc.Arbitrary<infer Value> ? Value : never;

/** Asks reader and model the same. */
async function compare(reader: Reader, model: Model, question: Question): Promise<void> {
  const { viewer, filter, sort, limit } = question;
  const scope = scopeOf(viewer);
  const expected = model.list(scope, filter, sort);
  expect(await walk(reader, scope, { ...filter, sort, limit })).toEqual(expected);
  expect(await reader.countTickets(scope, filter)).toBe(expected.length);
  const teams = await reader.findTeams(scope, 'all', '');
  expect(teams.map(({ id }) => id)).toEqual(model.teamsSeen(scope));
}

export function seeing(openStore: OpenStore): void {
  it('show exactly what the rule says, in order, each once, counted alike, whatever happened', async () => {
    const questions = fc.array(anyQuestion, { minLength: 12, maxLength: 12, size: 'max' });
    await fc.assert(
      fc.asyncProperty(anyHistory, questions, async (history, asked) => {
        const store = await openStore();
        const model = new Model();
        await store.transact((tx) => makeTeams(tx, model));
        for (const [index, steps] of history.entries()) {
          await store.transact(async (tx) => {
            for (const step of steps) await doStep(tx, model, step);
            // A transaction sees its own writes before anybody else does.
            for (const question of asked.slice(index, index + 2)) {
              await compare(tx, model, question);
            }
          });
        }
        for (const question of asked) await compare(store, model, question);
        await store.close();
      }),
      { numRuns: Math.ceil(sizes.propertyRuns / 4), interruptAfterTimeLimit: 60_000 },
    );
  }, 90_000);

  it('show single tickets and teams, and those of a lookup, by the same rule', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, anyViewer, async (history, viewer) => {
        const store = await openStore();
        const model = new Model();
        await store.transact((tx) => makeTeams(tx, model));
        await store.transact(async (tx) => {
          for (const step of history.flat()) await doStep(tx, model, step);
        });
        const scope = scopeOf(viewer);
        const all = [...model.tickets.values()];
        const seen = all.filter((ticket) => model.seesTicket(scope, ticket));
        const found = await Promise.all(all.map(({ id }) => store.ticket(scope, id)));
        expect(found.filter((ticket) => ticket !== undefined)).toEqual(seen);

        const inStage = seen.filter(({ stageId }) => stageId === 'doing').map(({ id }) => id);
        const ids = async (limit: number, after?: string): Promise<string[]> => {
          const slice = { limit, ...(after === undefined ? {} : { after }) };
          const rows = await store.findTickets(scope, 'stageId', 'doing', slice);
          return rows.map(({ id }) => id);
        };
        const first = await ids(5);
        expect(first).toEqual(inStage.sort().slice(0, 5));
        expect(await ids(1000, first.at(-1))).toEqual(inStage.slice(first.length));

        const teams = await Promise.all([...model.teams.keys()].map((id) => store.team(scope, id)));
        const teamsSeen = teams.filter((team) => team !== undefined).map(({ id }) => id);
        expect(teamsSeen).toEqual(model.teamsSeen(scope));
        await store.close();
      }),
      { numRuns: Math.ceil(sizes.propertyRuns / 10), interruptAfterTimeLimit: 30_000 },
    );
  }, 60_000);

  it('end access with the follower, at once', async () => {
    const store = await openStore();
    const scope = scopeOf({ kind: 'portal', personId: 'p' });
    await store.transact(async (tx) => {
      await tx.put('team', makeTeam({ id: 'team' }));
      await tx.put('ticket', makeTicket({ id: 't', number: 1 }));
      await tx.put('ticketFollower', makeTicketFollower('t', 'p'));
    });
    expect(await store.ticket(scope, 't')).toMatchObject({ id: 't' });
    expect(await store.countTickets(scope, {})).toBe(1);
    await store.transact((tx) => tx.remove('ticketFollower', 't:p'));
    expect(await store.ticket(scope, 't')).toBeUndefined();
    expect(await store.countTickets(scope, {})).toBe(0);
    expect(await store.countTickets(everything, {})).toBe(1);
  });
}
