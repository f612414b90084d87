import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Mailing,
  type NotableEvent,
  type NotableTicket,
  notifies,
  type Recipient,
} from '../../../server/rules/notifying.ts';
import { sizes } from '../../kit/sizes.ts';

const events: NotableEvent[] = [
  'created',
  'message',
  'note',
  'stage',
  'assigned',
  'conversion',
  'merge',
];

const follower: Recipient = {
  id: 'me',
  kind: 'portal',
  active: true,
  follows: true,
  muted: false,
  isCustomer: false,
};
const customer: Recipient = { ...follower, isCustomer: true };
const colleague: Recipient = { ...follower, kind: 'internal' };
const open: NotableTicket = { visibility: 'public', addressConfirmed: true };
const company: NotableTicket = { visibility: 'company', addressConfirmed: true };
const templated = (ticket: NotableTicket): NotableTicket => ({ ...ticket, hasStageTemplate: true });

const recipients = fc.record({
  id: fc.constantFrom('me', 'another'),
  kind: fc.constantFrom('internal' as const, 'portal' as const),
  active: fc.boolean(),
  follows: fc.boolean(),
  muted: fc.boolean(),
  isCustomer: fc.boolean(),
  sees: fc.boolean(),
});
const tickets = fc.record({
  visibility: fc.constantFrom('private' as const, 'company' as const, 'public' as const),
  addressConfirmed: fc.boolean(),
  hasStageTemplate: fc.boolean(),
});
const happenings = fc.record({
  type: fc.constantFrom(...events),
  actorId: fc.constantFrom(null, 'me', 'somebody'),
});

const whoGets = (person: Recipient, ticket: NotableTicket) =>
  Object.fromEntries(
    events.map((type) => [type, notifies(person, ticket, { type, actorId: 'somebody' })]),
  );

describe('the table of notifications', () => {
  test.each<[string, Recipient, NotableTicket, (Mailing | null)[]]>([
    ['a colleague', colleague, open, ['mail', 'mail', 'mail', 'mail', 'mail', 'mail', 'mail']],
    ['a colleague, inside', colleague, company, Array(7).fill('mail')],
    ['a contact', follower, open, ['mail', 'mail', null, 'mail', null, null, 'mail']],
    ['the customer', customer, open, ['confirmation', 'mail', null, 'mail', null, null, 'mail']],
    [
      'the customer, with a template',
      customer,
      templated(open),
      ['template', 'mail', null, 'template', null, null, 'mail'],
    ],
    [
      'a contact, with a template',
      follower,
      templated(open),
      ['mail', 'mail', null, 'mail', null, null, 'mail'],
    ],
    [
      'a contact of a company team',
      follower,
      company,
      ['notice', 'notice', null, 'notice', null, null, null],
    ],
    [
      'a contact of a private team',
      follower,
      { ...company, visibility: 'private' },
      ['notice', 'notice', null, 'notice', null, null, null],
    ],
    [
      'the customer of a company team',
      customer,
      company,
      [null, 'notice', null, 'notice', null, null, null],
    ],
    [
      'the customer of a company team, with a template',
      customer,
      templated(company),
      ['template', 'notice', null, 'template', null, null, null],
    ],
    [
      'a customer whose address is not confirmed',
      customer,
      { ...open, addressConfirmed: false },
      ['confirmation', null, null, null, null, null, null],
    ],
    [
      'a customer whose address is not confirmed, with a template',
      customer,
      templated({ ...open, addressConfirmed: false }),
      ['confirmation', null, null, 'template', null, null, null],
    ],
  ])('tells %s', (_, person, ticket, expected) => {
    expect(whoGets(person, ticket)).toEqual(
      Object.fromEntries(events.map((type, index) => [type, expected[index]])),
    );
  });

  test('tells an unconfirmed address nothing, while it tells the others as ever', () => {
    const unconfirmed = { ...open, addressConfirmed: false };
    expect(whoGets(follower, unconfirmed)).toEqual(whoGets(follower, open));
    expect(whoGets(colleague, unconfirmed)).toEqual(whoGets(colleague, open));
  });
});

describe('nobody is told', () => {
  const silent = (name: string, holds: (person: Recipient) => boolean) =>
    test(name, () => {
      fc.assert(
        fc.property(recipients.filter(holds), tickets, happenings, (person, ticket, event) => {
          expect(notifies(person, ticket, event)).toBeNull();
        }),
        { numRuns: sizes.propertyRuns },
      );
    });

  silent('when archived', (person) => !person.active);
  silent('when muted', (person) => person.muted);
  silent('who does not follow', (person) => !person.follows && !person.isCustomer);

  test('of their own act, except the receipt of their own ticket', () => {
    fc.assert(
      fc.property(recipients, tickets, happenings, (person, ticket, { type }) => {
        const mailing = notifies(person, ticket, { type, actorId: person.id });
        if (type === 'created' && person.isCustomer) expect(mailing).not.toBe('mail');
        else expect(mailing).toBeNull();
      }),
      { numRuns: sizes.propertyRuns },
    );
    expect(notifies(customer, open, { type: 'created', actorId: 'me' })).toBe('confirmation');
    expect(notifies(customer, templated(open), { type: 'created', actorId: 'me' })).toBe(
      'template',
    );
  });

  test('the text of a ticket that they could not read on the page', () => {
    fc.assert(
      fc.property(recipients, tickets, happenings, (person, ticket, event) => {
        const mailing = notifies(person, ticket, event);
        if (!person.sees) expect(mailing).not.toBe('mail');
        if (person.kind === 'portal') {
          if (ticket.visibility !== 'public') expect(mailing).not.toBe('mail');
          if (event.type === 'note') expect(mailing).toBeNull();
        }
      }),
      { numRuns: sizes.propertyRuns * 3 },
    );
  });
});

describe('a stage with a template', () => {
  test('mails the customer, following or not', () => {
    const gone = { ...customer, follows: false };
    const event = { type: 'stage', actorId: 'somebody' } as const;
    expect(notifies(gone, templated(open), event)).toBe('template');
    expect(notifies(gone, templated(company), event)).toBe('template');
    expect(notifies(gone, open, event)).toBeNull();
  });
});

describe('an assignment', () => {
  test('is told to the new assignee, unless they took it themselves', () => {
    const event = { type: 'assigned', actorId: 'somebody', assigneeId: 'me' } as const;
    expect(notifies(colleague, company, event)).toBe('mail');
    expect(notifies({ ...colleague, follows: false }, company, event)).toBe('mail');
    expect(notifies(colleague, company, { ...event, actorId: 'me' })).toBeNull();
    const note = { ...event, type: 'note' } as const;
    expect(notifies({ ...colleague, follows: false }, company, note)).toBeNull();
  });
});
