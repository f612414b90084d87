/** Days off, `YYYY-MM-DD`, both included; `to: null` has no end. */
export interface TimeOffSpan {
  from: string;
  to: string | null;
}

/** What decides whether somebody is there; no time zone means UTC. */
export interface Presence {
  timeZone: string | null;
  timeOff: readonly TimeOffSpan[];
}

const minute = 60_000;
const hour = 60 * minute;

// Making a formatter costs far more than using one.
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string | null): Intl.DateTimeFormat {
  const zone = timeZone ?? 'UTC';
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  calendars.set(zone, made);
  return made;
}

/** The calendar day, `YYYY-MM-DD`, that a moment falls on in a time zone. */
export function dayOf(timeZone: string | null, moment: Date): string {
  const parts = { year: '', month: '', day: '' };
  for (const { type, value } of calendarOf(timeZone).formatToParts(moment)) {
    if (type === 'year' || type === 'month' || type === 'day') parts[type] = value;
  }
  return `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}`;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * hour).toISOString().slice(0, -14);

/**
 * The first moment of a day in a time zone. It is searched rather than computed from an offset, so
 * that a midnight (or a whole day) which clocks skip gives the first moment after it. Zones differ
 * by whole minutes.
 */
function startOf(day: string, timeZone: string | null): Date {
  const middle = Date.parse(`${day}T00:00:00Z`);
  // No zone is further than this from UTC.
  let before = middle - 16 * hour;
  let reached = middle + 16 * hour;
  while (reached - before > minute) {
    const moment = before + Math.floor((reached - before) / minute / 2) * minute;
    if (dayOf(timeZone, new Date(moment)) >= day) reached = moment;
    else before = moment;
  }
  return new Date(reached);
}

const covers = (span: TimeOffSpan, day: string): boolean =>
  span.from <= day && (span.to === null || day <= span.to);

/** Is this one of the person's days off, in their own time zone? */
export function isAbsent(person: Presence, now: Date): boolean {
  if (person.timeOff.length === 0) return false;
  const today = dayOf(person.timeZone, now);
  return person.timeOff.some((span) => covers(span, today));
}

/**
 * From when a person is there: `now` itself when present, else the start of their first free day;
 * undefined when they are never back.
 */
export function availableFrom(person: Presence, now: Date): Date | undefined {
  if (!isAbsent(person, now)) return now;
  let day = dayOf(person.timeZone, now);
  const inOrder = [...person.timeOff].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const span of inOrder) {
    if (!covers(span, day)) continue;
    if (span.to === null) return undefined;
    day = dayAfter(span.to);
  }
  return startOf(day, person.timeZone);
}
