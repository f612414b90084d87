import type { Answer, BodyFor, QueryFor } from '../call.ts';
import { collection } from '../collection.ts';
import type { CallOptions, Connection, WriteOptions } from '../connection.ts';
import type { Page } from '../contract/common.ts';
import type { IssuedSession, Person, TimeOff } from '../contract/people.ts';
import { method } from '../method.ts';

export interface PersonFilter extends QueryFor<'GET /people'> {}
export interface PersonInput extends BodyFor<'POST /people'> {}
export interface PersonChange extends BodyFor<'PATCH /people/:id'> {}
export interface TimeOffFilter extends QueryFor<'GET /people/:id/time-off'> {}
/** Whole days as `YYYY-MM-DD` in the person's time zone, both included; `to: null` has no end. */
export interface TimeOffInput extends BodyFor<'POST /people/:id/time-off'> {}

/** When a person gets no tickets by automatic assignment. */
export interface TimesOff {
  list(
    personId: string,
    filter?: TimeOffFilter,
    options?: CallOptions,
  ): AsyncGenerator<TimeOff, void, undefined>;
  page(personId: string, filter?: TimeOffFilter, options?: CallOptions): Answer<Page<TimeOff>>;
  create(personId: string, draft: TimeOffInput, options?: CallOptions): Answer<TimeOff>;
  remove(personId: string, timeOffId: string, options?: CallOptions): Answer<undefined>;
}

export interface People {
  list(filter?: PersonFilter, options?: CallOptions): AsyncGenerator<Person, void, undefined>;
  page(filter?: PersonFilter, options?: CallOptions): Answer<Page<Person>>;
  get(id: string, options?: CallOptions): Answer<Person>;
  create(draft: PersonInput, options?: CallOptions): Answer<Person>;
  /** Changes, or archives with `active: false`. A new kind, role or e-mail ends their sessions. */
  update(id: string, change: PersonChange, options?: WriteOptions): Answer<Person>;
  /** A session for that person, for a host's back end; needs a server key. Its token is shown once. */
  issueSession(id: string, options?: CallOptions): Answer<IssuedSession>;
  timeOff: TimesOff;
}

export const peopleOf = (connection: Connection): People => ({
  ...collection(connection, '/people'),
  issueSession: method(connection, 'POST /people/:id/sessions'),
  timeOff: collection(connection, '/people/:id/time-off', 'timeOffId'),
});
