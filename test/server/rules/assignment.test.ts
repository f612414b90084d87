import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  chooseAssignee,
  isEligible,
  mayBeAssigned,
  mayServe,
} from '../../../server/rules/assignment.ts';
import { scopeOf, sees, type Viewer } from '../../../server/rules/visibility.ts';
import { sizes } from '../../kit/sizes.ts';

const now = new Date('2026-03-10T12:00:00Z');
const methods = fc.constantFrom('equal_total' as const, 'equal_open' as const);

const candidate = (personId: string, more: Partial<Candidate> = {}): Candidate => ({
  personId,
  timeZone: null,
  timeOff: [],
  total: 0,
  open: 0,
  turn: null,
  ...more,
});

// Small numbers, so that ties are common; days around `now`, so that absences are.
const spans = fc
  .record({
    from: fc.integer({ min: 5, max: 14 }),
    days: fc.option(fc.integer({ max: 4, min: 0 })),
  })
  .map(({ from, days }) => ({
    from: `2026-03-${String(from).padStart(2, '0')}`,
    to: days === null ? null : `2026-03-${String(from + days).padStart(2, '0')}`,
  }));
const people = fc
  .array(
    fc.record({
      timeZone: fc.constantFrom(null, 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'),
      timeOff: fc.array(spans, { maxLength: 3 }),
      total: fc.integer({ min: 0, max: 3 }),
      open: fc.integer({ min: 0, max: 3 }),
      turn: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((more, index): Candidate => candidate(`person-${index}`, more)));

const calendars = new Map<string | null, Intl.DateTimeFormat>();
function isThere({ timeZone, timeOff }: Candidate, moment: number): boolean {
  const calendar =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone ?? 'UTC' });
  calendars.set(timeZone, calendar);
  const today = calendar.format(moment);
  return !timeOff.some(({ from, to }) => from <= today && (to === null || today <= to));
}

/** The rule as a person would do it: wait, hour by hour, until someone is there; then sort a list. */
function byHand(method: 'equal_total' | 'equal_open', candidates: readonly Candidate[]) {
  for (let hours = 0; hours < 24 * 14; hours += 1) {
    const moment = now.getTime() + hours * 3_600_000;
    const there = candidates
      .map((one, place) => ({ ...one, place }))
      .filter((one) => isThere(one, moment));
    const [first] = there.sort(
      (a, b) =>
        (method === 'equal_total' ? a.total - b.total : a.open - b.open) ||
        (a.turn ?? 0) - (b.turn ?? 0) ||
        a.place - b.place,
    );
    if (first === undefined) continue;
    const availableFrom = hours === 0 ? null : new Date(moment).toISOString();
    return { personId: first.personId, availableFrom };
  }
  return undefined;
}

describe('automatic assignment', () => {
  test('chooses as a person would who waits and sorts', () => {
    fc.assert(
      fc.property(methods, people, (method, candidates) => {
        expect(chooseAssignee(method, candidates, now)).toEqual(byHand(method, candidates));
      }),
      { numRuns: sizes.propertyRuns * 2 },
    );
  });

  test('leaves nobody with two more than another, starting equal and with all present', () => {
    fc.assert(
      fc.property(
        methods,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 40 }),
        (method, size, tickets) => {
          let team = Array.from({ length: size }, (_, index) => candidate(`person-${index}`));
          for (let turn = 1; turn <= tickets; turn += 1) {
            const choice = chooseAssignee(method, team, now);
            team = team.map((one) =>
              one.personId === choice?.personId
                ? { ...one, total: one.total + 1, open: one.open + 1, turn }
                : one,
            );
          }
          const totals = team.map((one) => one.total);
          expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
          expect(totals.reduce((sum, total) => sum + total, 0)).toBe(tickets);
        },
      ),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('goes round in turn while tickets are closed as they come, by open tickets', () => {
    let team = ['ada', 'ben', 'cho'].map((personId) => candidate(personId));
    const chosen: (string | undefined)[] = [];
    for (let turn = 1; turn <= 6; turn += 1) {
      const choice = chooseAssignee('equal_open', team, now);
      chosen.push(choice?.personId);
      team = team.map((one) => (one.personId === choice?.personId ? { ...one, turn } : one));
    }
    expect(chosen).toEqual(['ada', 'ben', 'cho', 'ada', 'ben', 'cho']);
  });

  test('counts all tickets or open ones, as the method says', () => {
    const team = [candidate('ada', { total: 9, open: 1 }), candidate('ben', { total: 5, open: 2 })];
    expect(chooseAssignee('equal_total', team, now)?.personId).toBe('ben');
    expect(chooseAssignee('equal_open', team, now)?.personId).toBe('ada');
  });

  test('breaks ties by who never had a turn, then the longest wait, then the order given', () => {
    const ada = candidate('ada', { turn: 7 });
    const ben = candidate('ben', { turn: 3 });
    const cho = candidate('cho');
    const dia = candidate('dia');
    expect(chooseAssignee('equal_total', [ada, ben, cho, dia], now)?.personId).toBe('cho');
    expect(chooseAssignee('equal_total', [ada, ben, dia, cho], now)?.personId).toBe('dia');
    expect(chooseAssignee('equal_total', [ada, ben], now)?.personId).toBe('ben');
  });

  test('passes over those who are absent, however little they hold', () => {
    const away = candidate('ada', { timeOff: [{ from: '2026-03-10', to: '2026-03-10' }] });
    const busy = candidate('ben', { total: 40, open: 40, turn: 99 });
    expect(chooseAssignee('equal_total', [away, busy], now)).toEqual({
      personId: 'ben',
      availableFrom: null,
    });
  });

  test('looks ahead to the first who is back, and among those back then chooses by the method', () => {
    const until = (to: string | null) => [{ from: '2026-03-01', to }];
    const team = [
      candidate('later', { timeOff: until('2026-03-12') }),
      candidate('busy', { timeOff: until('2026-03-11'), total: 3 }),
      candidate('free', { timeOff: until('2026-03-11'), total: 2 }),
      candidate('gone', { timeOff: until(null) }),
    ];
    expect(chooseAssignee('equal_total', team, now)).toEqual({
      personId: 'free',
      availableFrom: '2026-03-12T00:00:00.000Z',
    });
    // The day begins earlier in the east.
    const east = candidate('east', {
      timeZone: 'Asia/Tokyo',
      timeOff: until('2026-03-11'),
      total: 50,
    });
    expect(chooseAssignee('equal_total', [...team, east], now)).toEqual({
      personId: 'east',
      availableFrom: '2026-03-11T15:00:00.000Z',
    });
  });

  test('leaves the ticket to nobody where nobody is listed or ever back', () => {
    const gone = candidate('ada', { timeOff: [{ from: '2026-03-01', to: null }] });
    expect(chooseAssignee('equal_total', [], now)).toBeUndefined();
    expect(chooseAssignee('equal_open', [gone], now)).toBeUndefined();
  });
});

const colleagues = fc.record({
  kind: fc.constantFrom('internal' as const, 'portal' as const),
  role: fc.constantFrom('agent' as const, 'manager' as const),
  active: fc.boolean(),
  companyIds: fc.subarray(['north', 'south', 'west']),
});
const teams = fc.record({
  companyId: fc.constantFrom(null, 'north', 'south'),
  visibility: fc.constantFrom('private' as const, 'company' as const, 'public' as const),
});

describe('an empty member list', () => {
  test('means active colleagues of the company or of none, and followers of a private team', () => {
    fc.assert(
      fc.property(colleagues, teams, fc.boolean(), (person, team, follows) => {
        const belongs =
          team.companyId === null ||
          person.companyIds.length === 0 ||
          person.companyIds.some((id) => id === team.companyId);
        const expected =
          person.active &&
          person.kind === 'internal' &&
          belongs &&
          (follows || team.visibility !== 'private');
        expect(isEligible(person, team, follows)).toBe(expected);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('names nobody who could not be given the ticket by hand', () => {
    fc.assert(
      fc.property(colleagues, teams, fc.boolean(), (person, team, follows) => {
        if (isEligible(person, team, follows)) {
          expect(mayBeAssigned(person, team, follows)).toBe(true);
        }
      }),
      { numRuns: sizes.propertyRuns },
    );
  });
});

describe('an assignee chosen by hand', () => {
  test('is an active colleague who may see the team', () => {
    fc.assert(
      fc.property(colleagues, teams, fc.boolean(), (person, team, invited) => {
        const viewer: Viewer =
          person.kind === 'portal'
            ? { kind: 'portal', personId: 'me' }
            : person.role === 'manager'
              ? { kind: 'manager', personId: 'me' }
              : { kind: 'agent', personId: 'me', companyIds: person.companyIds };
        const seesTeam = sees(scopeOf(viewer).teams, { ...team, tied: () => invited });
        expect(mayBeAssigned(person, team, invited)).toBe(person.active && seesTeam);
      }),
      { numRuns: sizes.propertyRuns * 3 },
    );
  });
});

describe('a listed member', () => {
  const agent = { kind: 'internal', role: 'agent', active: true, companyIds: ['south'] } as const;

  test('gets tickets, unless archived, an outside contact or behind the wall', () => {
    expect(mayServe(agent, { companyId: 'south' })).toBe(true);
    expect(mayServe(agent, { companyId: null })).toBe(true);
    expect(mayServe(agent, { companyId: 'north' })).toBe(false);
    expect(mayServe({ ...agent, role: 'manager' }, { companyId: 'north' })).toBe(true);
    expect(mayServe({ ...agent, active: false }, { companyId: 'south' })).toBe(false);
    expect(mayServe({ ...agent, kind: 'portal', role: null }, { companyId: null })).toBe(false);
  });
});
