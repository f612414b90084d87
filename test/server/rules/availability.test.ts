import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availableFrom, isAbsent, type TimeOffSpan } from '../../../server/rules/availability.ts';
import { sizes } from '../../kit/sizes.ts';

const zones = [
  null,
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  // Clocks go forward at midnight here, so one day a year has no 00:00.
  'Africa/Cairo',
  'Asia/Beirut',
] as const;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const dayAt = (index: number): string =>
  new Date(Date.UTC(2026, 2, 1) + index * dayMs).toISOString().slice(0, 10);

/** Spans of up to ten days within sixty, some of them without an end. */
const spans = fc.array(
  fc
    .record({
      from: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: 0, max: 10 }),
      endless: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    })
    .map(({ from, length, endless }) => ({
      from: dayAt(from),
      to: endless ? null : dayAt(from + length),
    })),
  { maxLength: 8 },
);
const people = fc.record({ timeZone: fc.constantFrom(...zones), timeOff: spans });
const moments = fc
  .integer({ min: 0, max: 55 * 24 * 60 })
  .map((minutes) => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000));

const calendars = new Map<string | null, Intl.DateTimeFormat>(
  zones.map((zone) => [zone, new Intl.DateTimeFormat('sv-SE', { timeZone: zone ?? 'UTC' })]),
);
/** The day on the wall, by another road than the rule's: the Swedish date format. */
const wallDay = (timeZone: string | null, moment: number): string =>
  calendars.get(timeZone)?.format(moment) ?? '';

const isOff = (person: { timeZone: string | null; timeOff: TimeOffSpan[] }, moment: number) => {
  const today = wallDay(person.timeZone, moment);
  return person.timeOff.some(({ from, to }) => today >= from && today <= (to ?? '9999'));
};

describe('time off', () => {
  test('counts whole days on the wall of the person, both ends included', () => {
    fc.assert(
      fc.property(people, moments, (person, now) => {
        expect(isAbsent(person, now)).toBe(isOff(person, now.getTime()));
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('ends at the first half hour that is not off, found by walking', () => {
    fc.assert(
      fc.property(people, moments, (person, now) => {
        const from = availableFrom(person, now);
        if (!isOff(person, now.getTime())) {
          expect(from).toBe(now);
          return;
        }
        const step = hourMs / 2;
        const horizon = now.getTime() + 70 * dayMs;
        let walked = Math.ceil(now.getTime() / step) * step;
        while (walked < horizon && isOff(person, walked)) walked += step;
        expect(from?.getTime()).toBe(walked < horizon ? walked : undefined);
      }),
      { numRuns: sizes.propertyRuns },
    );
  });

  test('never ends where a span without end is reached through adjoining and overlapping ones', () => {
    const timeOff = [
      { from: '2026-03-20', to: null },
      { from: '2026-03-01', to: '2026-03-10' },
      { from: '2026-03-08', to: '2026-03-15' },
      { from: '2026-03-16', to: '2026-03-19' },
    ];
    const now = new Date('2026-03-05T12:00:00Z');
    expect(availableFrom({ timeZone: null, timeOff }, now)).toBeUndefined();
    const back = availableFrom({ timeZone: null, timeOff: timeOff.slice(1) }, now);
    expect(back?.toISOString()).toBe('2026-03-20T00:00:00.000Z');
  });

  test.each([
    ['no zone', null, '2026-06-10', '2026-06-11T00:00:00.000Z'],
    ['summer time', 'Europe/Berlin', '2026-06-10', '2026-06-10T22:00:00.000Z'],
    ['winter time', 'Europe/Berlin', '2026-01-10', '2026-01-10T23:00:00.000Z'],
    ['the day the clocks change', 'Europe/Berlin', '2026-03-28', '2026-03-28T23:00:00.000Z'],
    ['the day after it', 'Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00.000Z'],
    ['half an hour', 'Asia/Kolkata', '2026-06-10', '2026-06-10T18:30:00.000Z'],
    ['a day ahead', 'Pacific/Kiritimati', '2026-06-10', '2026-06-10T10:00:00.000Z'],
    ['a day behind', 'Pacific/Pago_Pago', '2026-06-10', '2026-06-11T11:00:00.000Z'],
    ['a midnight that clocks skip', 'Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00.000Z'],
    ['a day that clocks skip', 'Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00.000Z'],
  ])('starts the next day right with %s', (_, timeZone, day, expected) => {
    const person = { timeZone, timeOff: [{ from: '2000-01-01', to: day }] };
    const back = availableFrom(person, new Date(`${day}T09:00:00Z`));
    expect(back?.toISOString()).toBe(expected);
  });

  test('of yesterday or tomorrow does not count', () => {
    const person = {
      timeZone: 'Asia/Tokyo',
      timeOff: [
        { from: '2026-06-09', to: '2026-06-09' },
        { from: '2026-06-11', to: null },
      ],
    };
    expect(isAbsent(person, new Date('2026-06-09T15:00:00Z'))).toBe(false);
    expect(isAbsent(person, new Date('2026-06-09T14:59:59Z'))).toBe(true);
    expect(isAbsent(person, new Date('2026-06-10T15:00:00Z'))).toBe(true);
  });
});
