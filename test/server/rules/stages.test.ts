import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closedAtAfter,
  closingStageOf,
  keepsOpenStage,
  openingStageOf,
  ordersAfter,
  pipelineOf,
  stageAfterTeamMove,
} from '../../../server/rules/stages.ts';
import { sizes } from '../../kit/sizes.ts';

const teamIds = ['shop', 'repairs', 'legal'];
const stages = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 8 }).chain((orders) =>
  fc.tuple(
    ...orders.map((order) =>
      fc.record({
        id: fc.constant(`stage-${order}`),
        order: fc.constant(order),
        folded: fc.boolean(),
        teamIds: fc.subarray(teamIds),
      }),
    ),
  ),
);
const team = fc.constantFrom(...teamIds);
const stage = (id: string, order: number, folded = false, teams: string[] = []) => ({
  id,
  order,
  folded,
  teamIds: teams,
});

describe('a pipeline', () => {
  test("holds the team's stages and those of no team, each once, in order", () => {
    fc.assert(
      fc.property(stages, team, (all, teamId) => {
        const pipeline = pipelineOf(all, teamId);
        for (const one of all) {
          const belongs = one.teamIds.length === 0 || one.teamIds.some((id) => id === teamId);
          expect(pipeline.filter(({ id }) => id === one.id)).toHaveLength(belongs ? 1 : 0);
        }
        pipeline.slice(1).forEach((later, index) => {
          expect(later.order).toBeGreaterThan(pipeline[index]!.order);
        });
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('opens with its least unfolded stage and closes with its least folded one', () => {
    fc.assert(
      fc.property(stages, team, (all, teamId) => {
        const opening = openingStageOf(all, teamId);
        const closing = closingStageOf(all, teamId);
        for (const one of pipelineOf(all, teamId)) {
          const first = one.folded ? closing : opening;
          expect(first?.folded).toBe(one.folded);
          expect(first?.order).toBeLessThanOrEqual(one.order);
        }
        if (opening === undefined) expect(keepsOpenStage(all, [teamId])).toEqual([teamId]);
        else expect(keepsOpenStage(all, [teamId])).toEqual([]);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('names every team that would be left without an open stage', () => {
    const all = [stage('new', 1, false, ['shop']), stage('done', 2, true)];
    expect(keepsOpenStage(all, teamIds)).toEqual(['repairs', 'legal']);
    expect(keepsOpenStage([...all, stage('open', 3)], teamIds)).toEqual([]);
  });
});

describe('a ticket', () => {
  test('is closed in a folded stage and open in an unfolded one, wherever it comes from', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 10 }), (moves) => {
        let closedAt: string | null = null;
        let expected: string | null = null;
        moves.forEach((folded, index) => {
          const now = new Date(Date.UTC(2026, 2, 1 + index));
          const wasOpen = index === 0 || !moves[index - 1];
          if (folded && wasOpen) expected = now.toISOString();
          if (!folded) expected = null;
          closedAt = closedAtAfter(closedAt, { folded }, now);
          expect(closedAt).toBe(expected);
        });
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('moved to another team keeps a stage of the new pipeline, else opens in its first', () => {
    fc.assert(
      fc.property(stages, team, fc.integer({ min: 0, max: 7 }), (all, newTeamId, place) => {
        const from = all[place];
        if (from === undefined) return;
        const keeps = from.teamIds.length === 0 || from.teamIds.includes(newTeamId);
        const expected = keeps ? from : openingStageOf(all, newTeamId);
        expect(stageAfterTeamMove(all, from.id, newTeamId)).toEqual(expected);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});

describe('a new order', () => {
  test('exchanges the places of the named stages and leaves all others', () => {
    const all = [stage('a', 1), stage('b', 2), stage('c', 5), stage('d', 9)];
    expect([...ordersAfter(all, ['d', 'a', 'c'])]).toEqual([
      ['d', 1],
      ['a', 5],
      ['c', 9],
    ]);
  });

  test('uses every place once', () => {
    fc.assert(
      fc.property(stages, fc.infiniteStream(fc.nat()), (all, keys) => {
        const shuffled = all
          .map(({ id }) => ({ id, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ id }) => id);
        const orders = ordersAfter(all, shuffled);
        const places = (list: Iterable<number>) => [...list].sort((a, b) => a - b);
        expect(places(orders.values())).toEqual(places(all.map(({ order }) => order)));
        const sorted = [...orders].sort(([, a], [, b]) => a - b).map(([id]) => id);
        expect(sorted).toEqual(shuffled);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});
