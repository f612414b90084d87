import type { Page } from '../../sdk/contract/common.ts';
import type { Person, TimeOff } from '../../sdk/contract/people.ts';
import { queryTokensOf, tokensOf } from '../rules/tokens.ts';
import type { PersonRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { cursorTo, placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { notFound } from './refusal.ts';
import { personView, timeOffView } from './views/person-view.ts';

interface PeopleQuery {
  limit: number;
  cursor?: string | undefined;
  kind?: PersonRow['kind'] | undefined;
  q?: string | undefined;
  active?: boolean | undefined;
}

interface Place {
  kind: PersonRow['kind'];
  id: string;
}

const kinds = ['internal', 'portal'] as const;
const atOnce = 200;

/** Every word of the question begins a word of the name or the address. */
function matcherOf({ q = '', active }: PeopleQuery): (person: PersonRow) => boolean {
  const wanted = queryTokensOf(q);
  // Asked for signs alone, nobody is found.
  if (wanted.length === 0 && q.trim() !== '') return () => false;
  return (person) => {
    if (active !== undefined && person.active !== active) return false;
    if (wanted.length === 0) return true;
    const words = tokensOf(`${person.name} ${person.email}`);
    return wanted.every((token) => words.some((word) => word.startsWith(token)));
  };
}

/** People of one kind after another, in the order they were made, read some at a time. */
async function* peopleAfter(
  act: Act,
  kind: PersonRow['kind'] | undefined,
  place: Place | undefined,
): AsyncGenerator<PersonRow> {
  const asked = kind === undefined ? kinds : [kind];
  const left = place === undefined ? asked : asked.slice(asked.indexOf(place.kind));
  for (const one of left) {
    let after = one === place?.kind ? place.id : undefined;
    for (;;) {
      const rows: PersonRow[] = await act.house.store.find('person', 'kind', one, {
        limit: atOnce,
        ...(after === undefined ? {} : { after }),
      });
      yield* rows;
      if (rows.length < atOnce) break;
      after = rows.at(-1)?.id;
    }
  }
}

/** People, colleagues first; found by the words of their name and address where asked. */
export async function listPeople(act: Act, query: PeopleQuery): Promise<Page<Person>> {
  const context = { list: 'people', query: { ...query } };
  const place = placeOf<Place>(act, context, query.cursor);
  const matches = matcherOf(query);
  const found: PersonRow[] = [];
  for await (const person of peopleAfter(act, query.kind, place)) {
    if (matches(person)) found.push(person);
    if (found.length > query.limit) break;
  }
  const shown = found.slice(0, query.limit);
  const last = found.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(personView),
    nextCursor:
      last === undefined ? null : cursorTo(act, context, { kind: last.kind, id: last.id }),
  };
}

/** A person; 404 where there is none. */
export async function readPerson(act: Act, id: string): Promise<Person> {
  const person = await act.house.store.get('person', id);
  if (person === undefined) throw notFound();
  return personView(person);
}

/** A person's time off, in the order it was entered. */
export async function listTimeOff(
  act: Act,
  personId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<TimeOff>> {
  const context = { list: `time off of ${personId}`, query };
  const after = placeOf<string>(act, context, query.cursor);
  const rows = await act.house.store.find('timeOff', 'personId', personId, {
    limit: query.limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return pageOf(act, context, rows, (shown) => shown.map(timeOffView));
}
