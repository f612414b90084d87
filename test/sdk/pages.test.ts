import { describe, expect, it } from 'vitest';
import { fake, json } from './fake.ts';

const pages: Record<string, unknown> = {
  start: { items: [{ id: 'a' }, { id: 'b' }], nextCursor: 'two' },
  two: { items: [], nextCursor: 'three' },
  three: { items: [{ id: 'c' }], nextCursor: null },
};

const paging = () => fake(({ query }) => json(pages[query.get('cursor') ?? 'start']));

async function idsOf(list: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of list) ids.push(id);
  return ids;
}

describe('a list', () => {
  it('walks all pages with the same query', async () => {
    const { client, seen } = paging();
    expect(await idsOf(client.tickets.list({ state: 'open', limit: 2 }))).toEqual(['a', 'b', 'c']);
    expect(seen.map(({ query }) => `${query}`)).toEqual([
      'state=open&limit=2',
      'state=open&limit=2&cursor=two',
      'state=open&limit=2&cursor=three',
    ]);
  });

  it('walks what is below a ticket or a person', async () => {
    const { client, seen } = paging();
    expect(await idsOf(client.messages.list('k1'))).toEqual(['a', 'b', 'c']);
    expect(await idsOf(client.people.timeOff.list('p1'))).toEqual(['a', 'b', 'c']);
    expect(new Set(seen.map(({ path }) => path))).toEqual(
      new Set(['/tickets/k1/messages', '/people/p1/time-off']),
    );
  });

  it('starts at a cursor, asks for nothing before it is walked, and for no more once left', async () => {
    const { client, seen } = paging();
    expect(await idsOf(client.teams.list({ cursor: 'three' }))).toEqual(['c']);
    const untouched = client.teams.list();
    expect(seen).toHaveLength(1);
    for await (const _ of untouched) break;
    expect(seen).toHaveLength(2);
  });

  it('passes options to every page', async () => {
    const { client } = paging();
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(client.stages.list({}, { signal }).next()).rejects.toThrow('gone');
  });

  it('gives one page and its cursor on request', async () => {
    const { client } = paging();
    expect(await client.outbox.page({ limit: 2 })).toEqual(pages.start);
    expect(await client.outbox.page({ cursor: 'three' })).toEqual(pages.three);
  });
});
