import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossesWall, followersOfNewTicket } from '../../../server/rules/following.ts';
import { scopeOf, sees, type Viewer } from '../../../server/rules/visibility.ts';
import { sizes } from '../../kit/sizes.ts';

const names = ['ada', 'ben', 'cho', 'dia', 'eli'];
const id = fc.constantFrom(...names);
const maybe = fc.option(id);

describe('the followers of a new ticket', () => {
  test('are its customer, creator, assignee and the followers of the team, each once', () => {
    fc.assert(
      fc.property(maybe, maybe, maybe, fc.array(id), (customerId, creatorId, assigneeId, team) => {
        const people = { customerId, creatorId, assigneeId, teamFollowerIds: team };
        const followers = followersOfNewTicket(people);
        for (const person of names) {
          const named =
            person === customerId ||
            person === creatorId ||
            person === assigneeId ||
            team.includes(person);
          expect(followers.filter((follower) => follower === person)).toHaveLength(named ? 1 : 0);
        }
        expect(followers).not.toContain(null);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('are nobody where nobody is named', () => {
    const nobody = { customerId: null, creatorId: null, assigneeId: null, teamFollowerIds: [] };
    expect(followersOfNewTicket(nobody)).toEqual([]);
  });
});

describe('the company wall', () => {
  test('stands exactly where an internal person following everything would still see nothing', () => {
    const people = fc.record({
      kind: fc.constant('internal' as const),
      role: fc.constantFrom('agent' as const, 'manager' as const),
      companyIds: fc.subarray(['north', 'south', 'west']),
    });
    const companies = fc.constantFrom(null, 'north', 'south');
    const visibility = fc.constantFrom('private' as const, 'company' as const, 'public' as const);
    fc.assert(
      fc.property(people, companies, visibility, (person, companyId, seen) => {
        const viewer: Viewer =
          person.role === 'manager'
            ? { kind: 'manager', personId: 'me' }
            : { kind: 'agent', personId: 'me', companyIds: person.companyIds };
        const sight = { visibility: seen, companyId, tied: () => true };
        expect(crossesWall(person, { companyId })).toBe(!sees(scopeOf(viewer).teams, sight));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('does not stand for outside contacts', () => {
    const contact = { kind: 'portal', role: null, companyIds: ['south'] } as const;
    expect(crossesWall(contact, { companyId: 'north' })).toBe(false);
  });
});
