import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adminKey, openApp } from '../kit/open-app.ts';
import { sizes } from '../kit/sizes.ts';
import { merge, threadOf, unmerge } from './merging-desk.ts';
import { MergingModel, type Reader } from './merging-model.ts';
import { addAgent, addCustomer, addTicket, followerIds } from './routes/desk.ts';

const tickets = ['ada one', 'ada two', 'ben', 'nobody', 'company', 'private'] as const;
const people = ['boss', 'outsider', 'insider', 'ada', 'ben'] as const;

const anyTicket = fc.constantFrom(...tickets);
const choice = fc.nat(tickets.length - 1);
const step = fc.oneof(
  // Of those that can be merged, so that chains come about.
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      among: fc.constant('open' as const),
      into: choice,
      from: fc.uniqueArray(choice, { minLength: 1, maxLength: 2 }),
      show: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      among: fc.constant('all' as const),
      into: choice,
      from: fc.uniqueArray(choice, { minLength: 1, maxLength: 2 }),
      show: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('unmerge' as const),
      among: fc.constantFrom('merged' as const, 'merged' as const, 'all' as const),
      into: choice,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      into: anyTicket,
      author: fc.constantFrom(...people),
      note: fc.boolean(),
    }),
  },
);

test('every kind of person reads of merged tickets what the rules say, after any merges and their undoing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const app = await openApp({ keep: true });
      const model = new MergingModel();
      const ids = new Map<string, string>();
      const idOf = (name: string): string => ids.get(name) ?? '';
      const readers: Reader[] = [
        { name: 'boss', kind: 'manager' },
        { name: 'outsider', kind: 'agent' },
        { name: 'insider', kind: 'agent' },
        { name: 'ada', kind: 'portal' },
        { name: 'ben', kind: 'portal' },
      ];
      const signed = new Map([
        ['outsider', await addAgent(app, 'Outsider')],
        ['insider', await addAgent(app, 'Insider')],
        ['ada', await addCustomer(app, 'Ada')],
        ['ben', await addCustomer(app, 'Ben')],
      ]);
      const tokenOf = (name: string): string => signed.get(name)?.token ?? adminKey;

      const open = async (
        name: (typeof tickets)[number],
        visibility: 'public' | 'company' | 'private',
        customer: string | null,
      ) => {
        const description = `description of ${name}`;
        const team = await app.addTeam({ name, visibility });
        const customerId = signed.get(customer ?? '')?.person.id;
        const more = { description, ...(customerId === undefined ? {} : { customerId }) };
        ids.set(name, (await addTicket(app, team.id, more)).id);
        model.open(name, { visibility, customer, description });
      };
      await open('ada one', 'public', 'ada');
      await open('ada two', 'public', 'ada');
      await open('ben', 'public', 'ben');
      await open('nobody', 'public', null);
      await open('company', 'company', 'ada');
      await open('private', 'private', null);
      for (const name of ['nobody', 'private']) {
        const person = name === 'private' ? 'insider' : 'ben';
        const personId = signed.get(person)?.person.id;
        await app.admin('PUT', `/tickets/${idOf(name)}/followers/${personId}`);
        model.ticket(name).own.add(person);
      }

      const named = (among: 'open' | 'merged' | 'all', at: number): string => {
        const fitting = tickets.filter(
          (name) => among === 'all' || (model.ticket(name).gone === null) === (among === 'open'),
        );
        return fitting[at % fitting.length] ?? tickets[0];
      };
      for (const [count, one] of steps.entries()) {
        if (one.do === 'merge') {
          const into = named(one.among, one.into);
          const from = [...new Set(one.from.map((at) => named(one.among, at)))];
          const answer = await merge(app, idOf(into), from.map(idOf), { showSources: one.show });
          const done = model.merge(into, from, readers, one.show);
          expect(answer.status).toBe(done ? 200 : 409);
        } else if (one.do === 'unmerge') {
          const source = named(one.among, one.into);
          const { status } = await unmerge(app, idOf(source));
          expect(status).toBe(model.unmerge(source) ? 200 : 409);
        } else {
          const author = readers.find(({ name }) => name === one.author) as Reader;
          const note = one.note && author.kind !== 'portal';
          const text = { body: `said ${count}`, visibility: note ? 'note' : 'public' };
          const path = `/tickets/${idOf(one.into)}/messages`;
          const { status } = await app.request('POST', path, {
            token: tokenOf(one.author),
            body: text,
          });
          expect(status === 201).toBe(model.write(author, one.into, text.body, note));
        }
        for (const name of tickets) {
          for (const reader of readers) {
            const thread = await threadOf(app, idOf(name), tokenOf(reader.name));
            const said = thread
              ?.filter(({ kind }) => kind === 'message')
              .map(({ visibility, body }) => `${visibility}: ${body}`);
            expect([name, reader.name, said ?? null]).toEqual([
              name,
              reader.name,
              model.reads(reader, name),
            ]);
          }
          const following = await followerIds(app, `/tickets/${idOf(name)}`);
          const expected = [...signed]
            .filter(([person]) => model.follows(person, name))
            .map(([, { person }]) => person.id);
          expect([name, following.sort()]).toEqual([name, expected.sort()]);
        }
      }
      await app.close();
    }),
    { numRuns: Math.ceil(sizes.propertyRuns / 10) },
  );
}, 600_000);
