import { describe, expect, it } from 'vitest';
import { contract } from '../../sdk/contract/index.ts';
import { type Client, createClient, type DeskClient } from '../../sdk/index.ts';
import { fake, json } from './fake.ts';

const file = new Blob(['x']);
const submission = { subject: 'Late', description: 'Where is it?' };
const draft = { teamId: 't', subject: 'Late', description: 'Where is it?' };

type Contract = typeof contract;
type Key = keyof Contract;
/** What visitors and customers may call; of the followers they may only remove themselves. */
type OpenKey = Exclude<
  { [K in Key]: Contract[K]['access'] extends 'anyone' | 'signedIn' ? K : never }[Key],
  'DELETE /tickets/:id/followers/:personId'
>;
type Calls<K extends Key, Of> = Record<K, (client: Of) => Promise<unknown>>;

// Every route, called once by the method that users have for it. Paths are made of the ids `:…`.
const openCalls: Calls<OpenKey, Client> = {
  'GET /forms/:teamSlug': (c) => c.forms.describe('teamSlug'),
  'POST /forms/:teamSlug': (c) => c.forms.submit('teamSlug', submission),
  'POST /auth/link': (c) => c.auth.requestLink({ email: 'ann@example.com' }),
  'POST /auth/session': (c) => c.auth.redeem({ grant: 'link', token: 'x' }),
  'DELETE /auth/session': (c) => c.auth.signOut(),
  'DELETE /auth/sessions': (c) => c.auth.signOutEverywhere(),
  'GET /me': (c) => c.auth.me(),
  'GET /tickets': (c) => c.tickets.list().next(),
  'GET /tickets/:id': (c) => c.tickets.get('id'),
  'POST /tickets/:id/close': (c) => c.tickets.close('id'),
  'GET /tickets/:id/messages': (c) => c.messages.list('id').next(),
  'POST /tickets/:id/messages': (c) => c.messages.create('id', { body: 'Hello' }),
  'PATCH /tickets/:id/followers/me': (c) => c.followers.mute('id', { muted: true }),
  'POST /attachments': (c) => c.attachments.upload(file),
  'GET /attachments/:id': (c) => c.attachments.download('id'),
  'GET /events': (c) => c.events({ signal: AbortSignal.timeout(20) }).next(),
};
const deskCalls: Calls<Exclude<Key, OpenKey>, DeskClient> = {
  'POST /tickets': (c) => c.tickets.create(draft),
  'PATCH /tickets/:id': (c) => c.tickets.update('id', { priority: 1 }),
  'POST /tickets/:id/reopen': (c) => c.tickets.reopen('id'),
  'GET /tickets/:id/followers': (c) => c.followers.list('id'),
  'PUT /tickets/:id/followers/:personId': (c) => c.followers.add('id', 'personId'),
  'DELETE /tickets/:id/followers/:personId': (c) => c.followers.remove('id', 'personId'),
  'GET /tickets/:id/similar': (c) => c.merging.similar('id'),
  'POST /tickets/similarity': (c) => c.merging.rate({ ids: ['a', 'b'] }),
  'GET /tickets/:id/merge': (c) => c.merging.preview('id', { sourceIds: ['a', 'b'] }),
  'POST /tickets/:id/merge': (c) => c.merging.merge('id', { sourceIds: ['a', 'b'] }),
  'POST /tickets/:id/unmerge': (c) => c.merging.unmerge('id'),
  'GET /teams': (c) => c.teams.list().next(),
  'POST /teams': (c) => c.teams.create({ name: 'Support' }),
  'GET /teams/:id': (c) => c.teams.get('id'),
  'PATCH /teams/:id': (c) => c.teams.update('id', { archived: true }),
  'GET /teams/:id/followers': (c) => c.teams.followers.list('id'),
  'PUT /teams/:id/followers/:personId': (c) => c.teams.followers.add('id', 'personId'),
  'DELETE /teams/:id/followers/:personId': (c) => c.teams.followers.remove('id', 'personId'),
  'GET /teams/:id/visibility-change': (c) => c.teams.visibilityChange('id', { to: 'private' }),
  'GET /stages': (c) => c.stages.list().next(),
  'POST /stages': (c) => c.stages.create({ name: 'New' }),
  'GET /stages/:id': (c) => c.stages.get('id'),
  'PATCH /stages/:id': (c) => c.stages.update('id', { folded: true }),
  'DELETE /stages/:id': (c) => c.stages.remove('id'),
  'PUT /stages/order': (c) => c.stages.order({ ids: ['a', 'b'] }),
  'GET /stages/:id/fold-change': (c) => c.stages.foldChange('id'),
  'GET /people': (c) => c.people.list().next(),
  'POST /people': (c) => c.people.create({ name: 'Ann', email: 'ann@example.com' }),
  'GET /people/:id': (c) => c.people.get('id'),
  'PATCH /people/:id': (c) => c.people.update('id', { active: false }),
  'GET /people/:id/time-off': (c) => c.people.timeOff.list('id').next(),
  'POST /people/:id/time-off': (c) =>
    c.people.timeOff.create('id', { from: '2026-01-01', to: null }),
  'DELETE /people/:id/time-off/:timeOffId': (c) => c.people.timeOff.remove('id', 'timeOffId'),
  'POST /people/:id/sessions': (c) => c.people.issueSession('id'),
  'GET /companies': (c) => c.companies.list().next(),
  'POST /companies': (c) => c.companies.create({ name: 'Shop' }),
  'GET /companies/:id': (c) => c.companies.get('id'),
  'PATCH /companies/:id': (c) => c.companies.update('id', { name: 'Shop' }),
  'DELETE /companies/:id': (c) => c.companies.remove('id'),
  'GET /outbox': (c) => c.outbox.list().next(),
  'POST /outbox/:id/retry': (c) => c.outbox.retry('id'),
  'GET /quarantine': (c) => c.quarantine.list().next(),
  'POST /quarantine/:id/release': (c) => c.quarantine.release('id'),
  'DELETE /quarantine/:id': (c) => c.quarantine.remove('id'),
};
const calls: Calls<Key, DeskClient> = { ...openCalls, ...deskCalls };

const page = () => json({ items: [], nextCursor: null });

describe('every route of the contract', () => {
  it.each(Object.keys(contract) as Key[])('%s has a method', async (key) => {
    const { client, seen } = fake(page);
    await calls[key](client);
    const { method, path, text, form, query } = seen[0]!;
    expect(`${method} ${path}`).toBe(key.replaceAll(':', ''));
    const takesBody = 'body' in contract[key] || 'files' in contract[key];
    expect(text !== '' || form !== undefined).toBe(takesBody);
    if (!('query' in contract[key])) expect(query.size).toBe(0);
  });

  it.each(Object.keys(openCalls) as OpenKey[])("%s has one in a customer's client", async (key) => {
    const { options, seen } = fake(page);
    await openCalls[key](createClient(options));
    expect(`${seen[0]!.method} ${seen[0]!.path}`).toBe(key.replaceAll(':', ''));
  });
});

describe('a method', () => {
  it('takes the ids of its path, its input, then options', async () => {
    const { client, seen } = fake(page);
    await client.teams.followers.add('t1', 'p1', { existing: false }, { headers: { 'x-a': '1' } });
    await client.tickets.close('k1', { ifMatch: 4 });
    await client.followers.unfollow('k1', { headers: { 'x-a': '2' } });
    expect(`${seen[0]!.query}`).toBe('existing=false');
    expect(seen[0]!.headers.get('x-a')).toBe('1');
    expect(seen[1]!.headers.get('if-match')).toBe('"4"');
    expect(seen[2]).toMatchObject({ method: 'DELETE', path: '/tickets/k1/followers/me' });
    expect(seen[2]!.headers.get('x-a')).toBe('2');
  });

  it('works apart from its client', async () => {
    const { client } = fake(page);
    const { get } = client.tickets;
    const { send, events } = client;
    expect(await get('k1')).toEqual(await send('GET /tickets/:id', { params: { id: 'k1' } }));
    expect(typeof events).toBe('function');
  });
});
