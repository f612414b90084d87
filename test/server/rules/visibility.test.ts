import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  everything,
  type Sight,
  scopeOf,
  sees,
  type Viewer,
} from '../../../server/rules/visibility.ts';
import { sizes } from '../../kit/sizes.ts';

/** Everything the table speaks of, in plain words. */
interface Situation {
  who: 'visitor' | 'portal' | 'guest' | 'agent' | 'manager' | 'server';
  companyIds: string[];
  teamCompany: string | null;
  visibility: 'private' | 'company' | 'public';
  archived: boolean;
  followsTicket: boolean;
  followsOtherTicket: boolean;
  followsTeam: boolean;
  isAssignee: boolean;
  guestOfThisTicket: boolean;
}

const situations = fc.record<Situation>({
  who: fc.constantFrom('visitor', 'portal', 'guest', 'agent', 'manager', 'server'),
  companyIds: fc.subarray(['north', 'south', 'west']),
  teamCompany: fc.constantFrom(null, 'north', 'south'),
  visibility: fc.constantFrom('private', 'company', 'public'),
  archived: fc.boolean(),
  followsTicket: fc.boolean(),
  followsOtherTicket: fc.boolean(),
  followsTeam: fc.boolean(),
  isAssignee: fc.boolean(),
  guestOfThisTicket: fc.boolean(),
});

function viewerOf({ who, companyIds, guestOfThisTicket }: Situation): Viewer {
  const personId = 'me';
  switch (who) {
    case 'visitor':
      return { kind: 'visitor' };
    case 'portal':
      return { kind: 'portal', personId };
    case 'guest':
      return { kind: 'portal', personId, onlyTicketId: guestOfThisTicket ? 'this' : 'another' };
    case 'agent':
      return { kind: 'agent', personId, companyIds };
    case 'manager':
      return { kind: 'manager', personId };
    case 'server':
      return { kind: 'server', keyId: 'key' };
  }
}

function sightOf(s: Situation): Sight {
  return {
    visibility: s.visibility,
    companyId: s.teamCompany,
    ticketId: 'this',
    archived: s.archived,
    tied: (personId, by) =>
      personId === 'me' &&
      {
        ticketFollower: s.followsTicket,
        teamFollower: s.followsTeam,
        assignee: s.isAssignee,
        anyTicketFollower: s.followsTicket || s.followsOtherTicket,
      }[by],
  };
}

/** The table, cell by cell, written without clauses. */
function mayReadTicket(s: Situation): boolean {
  if (s.who === 'visitor') return false;
  if (s.who === 'manager' || s.who === 'server') return true;
  if (s.who === 'portal' || s.who === 'guest') {
    if (s.visibility !== 'public' || s.archived) return false;
    if (s.who === 'guest' && !s.guestOfThisTicket) return false;
    return s.followsTicket;
  }
  if (behindWall(s)) return false;
  if (s.visibility === 'private') return s.followsTicket || s.followsTeam || s.isAssignee;
  return true;
}

function mayReadTeam(s: Situation): boolean {
  if (s.who === 'manager' || s.who === 'server') return true;
  if (s.who !== 'agent' || behindWall(s)) return false;
  if (s.visibility === 'private') return s.followsTeam || s.followsTicket || s.followsOtherTicket;
  return true;
}

function behindWall({ companyIds, teamCompany }: Situation): boolean {
  if (teamCompany === null || companyIds.length === 0) return false;
  return !companyIds.some((id) => id === teamCompany);
}

describe('who sees what', () => {
  test('a ticket is seen exactly by those the table names', () => {
    fc.assert(
      fc.property(situations, (s) => {
        expect(sees(scopeOf(viewerOf(s)).tickets, sightOf(s))).toBe(mayReadTicket(s));
      }),
      { numRuns: sizes.propertyRuns * 5 },
    );
  });

  test('a team is seen exactly by those the table names', () => {
    fc.assert(
      fc.property(situations, (s) => {
        expect(sees(scopeOf(viewerOf(s)).teams, sightOf(s))).toBe(mayReadTeam(s));
      }),
      { numRuns: sizes.propertyRuns * 5 },
    );
  });

  test("nobody's sight depends on what others follow", () => {
    fc.assert(
      fc.property(situations, (s) => {
        const untied = { ...s, followsTicket: false, followsTeam: false, isAssignee: false };
        const others: Sight = { ...sightOf(untied), tied: (personId) => personId !== 'me' };
        expect(sees(scopeOf(viewerOf(s)).tickets, others)).toBe(mayReadTicket(untied));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('following does not cross the company wall', () => {
    const scope = scopeOf({ kind: 'agent', personId: 'me', companyIds: ['south'] });
    const walled: Sight = { visibility: 'private', companyId: 'north', tied: () => true };
    expect(sees(scope.tickets, walled)).toBe(false);
    expect(sees(scope.teams, walled)).toBe(false);
  });

  test('a scope is plain data that a store can translate or send', () => {
    fc.assert(
      fc.property(situations, (s) => {
        const scope = scopeOf(viewerOf(s));
        expect(JSON.parse(JSON.stringify(scope))).toEqual(scope);
      }),
      { numRuns: sizes.propertyRuns },
    );
    expect(everything).toEqual({ tickets: 'all', teams: 'all' });
  });
});
