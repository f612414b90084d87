import fc from 'fast-check';
import type { TicketSort } from '../../../../sdk/contract/tickets.ts';
import type { Viewer } from '../../../../server/rules/visibility.ts';
import { followerId, type TeamRow, type TicketRow } from '../../../../server/stores/rows.ts';
import type { TicketFilter, Transaction } from '../../../../server/stores/store.ts';
import {
  makeTeam,
  makeTeamFollower,
  makeTicket,
  makeTicketFollower,
} from '../../../kit/make-rows.ts';
import type { Model } from './model.ts';

const teamIds = ['ta', 'tb', 'tc', 'td', 'te', 'tf'];
const people = ['pa', 'pb', 'pc', 'ga', 'gb', 'gc'];
const stages = ['new', 'doing', 'solved'];
const tags = ['red', 'blue'];

const anyTime = fc.integer({ min: 0, max: 9 }).map((second) => `2026-01-01T00:00:0${second}.000Z`);
const anyTeamId = fc.constantFrom(...teamIds);
const anyPerson = fc.constantFrom(...people);
const maybePerson = fc.option(anyPerson, { freq: 2 });
const anyTicketId = fc.integer({ min: 1, max: 120 }).map((number) => `k${number}`);

type TicketPart = Omit<Partial<TicketRow>, 'id' | 'version' | 'number'>;
type Filter = Omit<TicketFilter, 'tokens' | 'notes'>;
type TeamPart = Pick<TeamRow, 'visibility' | 'companyId'>;

/** One change of the world. */
export type Step =
  | { do: 'write ticket'; ticketId: string; part: TicketPart }
  | { do: 'remove ticket'; ticketId: string }
  | { do: 'change team'; teamId: string; part: TeamPart }
  | { do: 'toggle follower'; ticketId: string; personId: string }
  | { do: 'toggle team follower'; teamId: string; personId: string };

const wholeTicket = {
  teamId: anyTeamId,
  stageId: fc.constantFrom(...stages),
  customerId: maybePerson,
  assigneeId: maybePerson,
  priority: fc.integer({ min: 0, max: 3 }),
  tags: fc.subarray(tags),
  closedAt: fc.option(anyTime, { freq: 2 }),
  archived: fc.integer({ min: 0, max: 5 }).map((value) => value === 0),
  createdAt: anyTime,
  updatedAt: anyTime,
};

/** A few members of a record: with all of them given, nearly nothing would be left. */
function someOf<Value extends object>(
  model: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> },
  atMost: number,
): fc.Arbitrary<Partial<Value>> {
  const names = Object.keys(model) as (keyof Value)[];
  return fc
    .tuple(fc.record(model), fc.subarray(names, { maxLength: atMost }))
    .map(([whole, chosen]) =>
      Object.fromEntries(chosen.map((name) => [name, (whole as Value)[name]])),
    ) as fc.Arbitrary<Partial<Value>>;
}

const writeTicket = (part: fc.Arbitrary<TicketPart>): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constant('write ticket' as const), ticketId: anyTicketId, part });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: writeTicket(someOf<TicketPart>(wholeTicket, 2)) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('remove ticket' as const),
      ticketId: anyTicketId,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('change team' as const),
      teamId: anyTeamId,
      part: fc.record({
        visibility: fc.constantFrom('private', 'company', 'public'),
        companyId: fc.constantFrom(null, 'x', 'y'),
      }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('toggle follower' as const),
      ticketId: anyTicketId,
      personId: anyPerson,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('toggle team follower' as const),
      teamId: anyTeamId,
      personId: anyPerson,
    }),
  },
);

/** About 120 tickets in six teams, and what happened to them, in transactions. */
export const anyHistory: fc.Arbitrary<Step[][]> = fc
  .tuple(
    fc.array(fc.record(wholeTicket), { minLength: 90, maxLength: 120, size: 'max' }),
    fc.array(fc.array(anyStep, { minLength: 10, maxLength: 60, size: 'max' }), {
      minLength: 3,
      maxLength: 6,
    }),
  )
  .map(([tickets, later]) => [
    tickets.map((part, index): Step => ({ do: 'write ticket', ticketId: `k${index + 1}`, part })),
    ...later,
  ]);

export const anyViewer: fc.Arbitrary<Viewer> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('portal' as const), personId: anyPerson }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('portal' as const),
      personId: anyPerson,
      onlyTicketId: anyTicketId,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('agent' as const),
      personId: anyPerson,
      companyIds: fc.subarray(['x', 'y']),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'manager' as const, personId: 'pa' }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'visitor' as const }) },
);

export const anyFilter: fc.Arbitrary<TicketFilter> = someOf<Required<Filter>>(
  {
    teamId: anyTeamId,
    stageId: fc.constantFrom(...stages, 'unknown'),
    state: fc.constantFrom('open', 'closed'),
    assigneeId: maybePerson,
    customerId: anyPerson,
    tag: fc.constantFrom(...tags, 'unknown'),
    archived: fc.boolean(),
  },
  3,
);

export const anySort: fc.Arbitrary<TicketSort> = fc.constantFrom(
  'updatedAt',
  '-updatedAt',
  'createdAt',
  '-createdAt',
  'number',
  '-number',
  'priority',
  '-priority',
);

/** Makes the teams, empty. */
export async function makeTeams(tx: Transaction, model: Model): Promise<void> {
  const visibilities = ['private', 'company', 'public'] as const;
  for (const [index, id] of teamIds.entries()) {
    const visibility = visibilities[index % 3] ?? 'public';
    const team = await tx.put('team', makeTeam({ id, visibility }));
    model.teams.set(id, team);
  }
}

/** Does a step in the store and in the model. */
export async function doStep(tx: Transaction, model: Model, step: Step): Promise<void> {
  switch (step.do) {
    case 'write ticket': {
      const number = Number(step.ticketId.slice(1));
      const ticket = model.tickets.get(step.ticketId) ?? makeTicket({ id: step.ticketId, number });
      model.tickets.set(
        step.ticketId,
        await tx.put('ticket', {
          ...ticket,
          ...(ticket.version === 0 ? { teamId: 'ta' } : {}),
          ...step.part,
        }),
      );
      return;
    }
    case 'remove ticket':
      model.tickets.delete(step.ticketId);
      return tx.remove('ticket', step.ticketId);
    case 'change team': {
      const team = model.teams.get(step.teamId);
      if (team === undefined) return;
      model.teams.set(step.teamId, await tx.put('team', { ...team, ...step.part }));
      return;
    }
    case 'toggle follower': {
      const id = followerId(step.ticketId, step.personId);
      if (model.followers.delete(id)) return tx.remove('ticketFollower', id);
      model.followers.add(id);
      await tx.put('ticketFollower', makeTicketFollower(step.ticketId, step.personId));
      return;
    }
    case 'toggle team follower': {
      const id = followerId(step.teamId, step.personId);
      if (model.teamFollowers.delete(id)) return tx.remove('teamFollower', id);
      model.teamFollowers.add(id);
      await tx.put('teamFollower', makeTeamFollower(step.teamId, step.personId));
    }
  }
}
