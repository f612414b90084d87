import * as v from 'valibot';
import { Day, Email, Flag, Id, LanguageTag, Name, Phone, page, paging, text } from './common.ts';
import type { Route } from './route.ts';

export const PersonKind = v.picklist(['internal', 'portal']);
export const Role = v.picklist(['agent', 'manager']);

const timeZone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
    } catch {
      return false;
    }
  }, 'Name a time zone such as Europe/Berlin.'),
);

/** A person: an internal colleague with a role, or any outside contact. */
export const Person = v.object({
  id: Id,
  version: v.number(),
  kind: PersonKind,
  role: v.nullable(Role),
  name: v.string(),
  email: v.string(),
  phone: v.nullable(v.string()),
  companyIds: v.array(Id),
  locale: v.nullable(v.string()),
  timeZone: v.nullable(v.string()),
  active: v.boolean(),
});
export interface Person extends v.InferOutput<typeof Person> {}

export const PersonDraft = v.strictObject({
  kind: v.optional(PersonKind, 'portal'),
  role: v.optional(v.nullable(Role)),
  name: Name,
  email: Email,
  phone: v.optional(v.nullable(Phone)),
  companyIds: v.optional(v.array(Id), []),
  locale: v.optional(v.nullable(LanguageTag)),
  timeZone: v.optional(v.nullable(timeZone)),
});

export const PersonPatch = v.strictObject({
  kind: v.optional(PersonKind),
  role: v.optional(v.nullable(Role)),
  name: v.optional(Name),
  email: v.optional(Email),
  phone: v.optional(v.nullable(Phone)),
  companyIds: v.optional(v.array(Id)),
  locale: v.optional(v.nullable(LanguageTag)),
  timeZone: v.optional(v.nullable(timeZone)),
  active: v.optional(v.boolean()),
});

/** Whole days in the person's own time zone, both ends included; `to: null` has no end. */
export const TimeOff = v.object({ id: Id, from: v.string(), to: v.nullable(v.string()) });
export interface TimeOff extends v.InferOutput<typeof TimeOff> {}

export const TimeOffDraft = v.pipe(
  v.strictObject({ from: Day, to: v.nullable(Day) }),
  v.forward(
    v.partialCheck(
      [['from'], ['to']],
      ({ from, to }) => to === null || from <= to,
      'The last day is before the first.',
    ),
    ['to'],
  ),
);

/** A session's secret, shown once. */
export const IssuedSession = v.object({ token: v.string(), expiresAt: v.string() });
export interface IssuedSession extends v.InferOutput<typeof IssuedSession> {}

export const Company = v.object({ id: Id, version: v.number(), name: v.string() });
export interface Company extends v.InferOutput<typeof Company> {}
const CompanyDraft = v.strictObject({ name: text(200) });

export const peopleRoutes = {
  'GET /people': {
    summary: 'List people',
    access: 'agent',
    query: v.strictObject({
      ...paging,
      kind: v.optional(PersonKind),
      q: v.optional(v.pipe(v.string(), v.maxLength(200))),
      active: v.optional(Flag),
    }),
    returns: page(Person),
  },
  'POST /people': {
    summary: 'Add a person',
    access: 'agent',
    body: PersonDraft,
    returns: Person,
    status: 201,
  },
  'GET /people/:id': { summary: 'Read a person', access: 'agent', returns: Person },
  'PATCH /people/:id': {
    summary: 'Change or archive a person',
    access: 'agent',
    body: PersonPatch,
    returns: Person,
  },
  'GET /people/:id/time-off': {
    summary: "List a person's time off",
    access: 'agent',
    query: v.strictObject(paging),
    returns: page(TimeOff),
  },
  'POST /people/:id/time-off': {
    summary: 'Enter time off',
    access: 'manager',
    body: TimeOffDraft,
    returns: TimeOff,
    status: 201,
  },
  'DELETE /people/:id/time-off/:timeOffId': { summary: 'Remove time off', access: 'manager' },
  'POST /people/:id/sessions': {
    summary: "A session for that person, for a host's back end",
    access: 'serverKey',
    returns: IssuedSession,
    status: 201,
    keepsNoAnswer: true,
  },
  'GET /companies': {
    summary: 'List companies',
    access: 'manager',
    query: v.strictObject(paging),
    returns: page(Company),
  },
  'POST /companies': {
    summary: 'Add a company',
    access: 'manager',
    body: CompanyDraft,
    returns: Company,
    status: 201,
  },
  'GET /companies/:id': { summary: 'Read a company', access: 'manager', returns: Company },
  'PATCH /companies/:id': {
    summary: 'Rename a company',
    access: 'manager',
    body: CompanyDraft,
    returns: Company,
  },
  'DELETE /companies/:id': {
    summary: 'Delete a company nobody and no team belongs to',
    access: 'manager',
  },
} as const satisfies Record<string, Route>;
