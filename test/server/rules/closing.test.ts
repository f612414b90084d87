import { describe, expect, test } from 'vitest';
import { mayClose, mayReply, replyOutcome } from '../../../server/rules/closing.ts';

const now = new Date('2026-03-10T12:00:00Z');
const weekAgo = '2026-03-03T12:00:00.000Z';
const longer = '2026-03-03T11:59:59.999Z';

describe("a customer's reply", () => {
  test.each(['always', 'never', { withinDays: 7 }] as const)(
    'leaves an open ticket where it is (%j)',
    (policy) => {
      expect(replyOutcome(null, policy, now)).toBe('keeps');
    },
  );

  test.each([
    ['always', weekAgo, 'reopens'],
    ['always', '2020-01-01T00:00:00.000Z', 'reopens'],
    ['never', now.toISOString(), 'refused'],
    [{ withinDays: 7 }, weekAgo, 'reopens'],
    [{ withinDays: 7 }, longer, 'refused'],
    [{ withinDays: 8 }, longer, 'reopens'],
  ] as const)('on a closed ticket under %j, closed at %s, is: %s', (policy, closedAt, outcome) => {
    expect(replyOutcome(closedAt, policy, now)).toBe(outcome);
    const ticket = { closedAt, archived: false };
    expect(mayReply(ticket, { reopenPolicy: policy }, now)).toBe(outcome !== 'refused');
    expect(mayReply({ ...ticket, archived: true }, { reopenPolicy: policy }, now)).toBe(false);
  });
});

describe('closing by the customer', () => {
  test('takes an open ticket and a team that allows it', () => {
    const open = { closedAt: null, archived: false };
    expect(mayClose(open, { customerMayClose: true })).toBe(true);
    expect(mayClose(open, { customerMayClose: false })).toBe(false);
    expect(mayClose({ ...open, closedAt: weekAgo }, { customerMayClose: true })).toBe(false);
    expect(mayClose({ ...open, archived: true }, { customerMayClose: true })).toBe(false);
  });
});
