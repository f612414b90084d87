import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedTicket, similarityTo } from '../../../server/rules/similarity.ts';
import { sizes } from '../../kit/sizes.ts';

const words = fc.constantFrom(
  ...[
    'printer',
    'Straße',
    'émigré',
    'Ωmega',
    '東京',
    'メール',
    '한국어',
    'order',
    '1234',
    '?!',
    '',
  ],
);
const wordy = fc.array(words, { maxLength: 8 }).map((chosen) => chosen.join(' '));
const text = fc.oneof(wordy, fc.string({ unit: 'grapheme', maxLength: 40 }));
const customer = fc.constantFrom('ada', 'ben', null);
const ticket: fc.Arbitrary<ComparedTicket> = fc.record({
  subject: text,
  description: text,
  customerId: customer,
});

const similarity = (one: ComparedTicket, other: ComparedTicket): number => similarityTo(one)(other);
const runs = { numRuns: sizes.propertyRuns };

describe('similarity', () => {
  test('is a whole number from 0 to 100, the same from both sides', () => {
    fc.assert(
      fc.property(ticket, ticket, (one, other) => {
        const rating = similarity(one, other);
        expect(Number.isInteger(rating)).toBe(true);
        expect(rating).toBeGreaterThanOrEqual(0);
        expect(rating).toBeLessThanOrEqual(100);
        expect(similarity(other, one)).toBe(rating);
      }),
      runs,
    );
  });

  test('is 100 for identical subject and text of the same customer, and 90 of another', () => {
    fc.assert(
      fc.property(ticket, (one) => {
        expect(similarity(one, { ...one })).toBe(100);
        expect(similarity(one, { ...one, customerId: 'somebody else' })).toBe(90);
      }),
      runs,
    );
  });

  test('does not change with case, accents, the order of words and their repetition', () => {
    const held = fc.array(words, { minLength: 1, maxLength: 6 });
    const changed = (chosen: readonly string[]): string =>
      [...chosen, ...chosen]
        .reverse()
        .join(' , ')
        .toUpperCase()
        .normalize('NFD')
        .replace(/\u0301/gu, '');
    fc.assert(
      fc.property(held, held, ticket, (subject, description, other) => {
        const customerId = 'ada';
        const plain = { subject: subject.join(' '), description: description.join(' ') };
        const written = { subject: changed(subject), description: changed(description) };
        // Of texts without any word the signs are compared, and these as they stand.
        fc.pre(/[\p{L}\p{N}]/u.test(plain.subject) && /[\p{L}\p{N}]/u.test(plain.description));
        expect(similarity({ ...written, customerId }, other)).toBe(
          similarity({ ...plain, customerId }, other),
        );
        expect(similarity({ ...written, customerId }, { ...plain, customerId })).toBe(100);
      }),
      runs,
    );
  });

  test('grows when words are shared and shrinks when others come', () => {
    const of = (subject: string): ComparedTicket => ({
      subject,
      description: 'same',
      customerId: null,
    });
    const asked = similarityTo(of('my printer is loud'));
    const ratings = [
      'my printer is loud',
      'printer is loud',
      'printer loud today again',
      'invoice',
    ].map((subject) => asked(of(subject)));
    expect(ratings).toEqual([100, 93, 77, 55]);
  });

  test.each([
    ['nothing in common', ['a b', 'c d', 'ada'], ['e f', 'g h', 'ben'], 0],
    ['only the customer', ['a b', 'c d', 'ada'], ['e f', 'g h', 'ada'], 10],
    ['neither has a customer', ['a', 'b', null], ['a', 'b', null], 100],
    ['the subject', ['Crème Brûlée', 'x', 'ada'], ['brulee, CREME!', 'y', 'ben'], 45],
    ['half of the text', ['s', 'one two', 'ada'], ['t', 'two three', 'ben'], 22],
    ['Japanese', ['東京の車', '', 'ada'], ['東京の車', '', 'ada'], 100],
    ['words in another place', ['s', '東京 大阪', 'ada'], ['s', '大阪 東京', 'ada'], 100],
    ['signs alone', ['?!', '…', 'ada'], ['?!', '—', 'ada'], 55],
  ] as const)('of %s', (_, [s1, d1, c1], [s2, d2, c2], expected) => {
    const one = { subject: s1, description: d1, customerId: c1 };
    const other = { subject: s2, description: d2, customerId: c2 };
    expect(similarity(one, other)).toBe(expected);
  });
});
