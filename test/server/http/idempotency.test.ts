import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../../sdk/contract/common.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import type { Transaction } from '../../../server/stores/store.ts';
import { type App, type Ask, adminKey, openApp } from '../../kit/open-app.ts';

const draft = {
  name: 'A Visitor',
  email: 'visitor@shop.example',
  subject: 'Hello',
  description: 'A text',
};
const openForm = async () => {
  const app = await openApp();
  await app.addTeam({ name: 'Support', visibility: 'public' });
  const formToken = async () =>
    (await app.request<{ formToken: string }>('GET', '/forms/support')).json.formToken;
  return { app, formToken };
};

const submit = (app: App, key: string | undefined, body: Record<string, unknown>, ask: Ask = {}) =>
  app.request<Receipt>('POST', '/forms/support', {
    ...ask,
    body,
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
  });

const ticketsOf = async (app: App) =>
  (await app.admin<Page<AgentTicket>>('GET', '/tickets?state=all')).items;

const replayed = (answer: { headers: Headers }) => answer.headers.get('idempotency-replayed');

describe('a submit sent twice with one key', () => {
  test('makes one ticket and one mail, and gets the same answer', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const first = await submit(app, key, { ...draft, formToken: await formToken() });
    // A retry may have fetched the form again, and may write its fields in another order.
    const { name, ...rest } = draft;
    const second = await submit(app, key, { ...rest, formToken: await formToken(), name });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect([replayed(first), replayed(second)]).toEqual([null, 'true']);
    expect(await ticketsOf(app)).toHaveLength(1);
    await app.deliver();
    expect(app.mail.sent()).toHaveLength(1);
  });

  test('is 422 where anything of it differs', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const token = await formToken();
    await submit(app, key, { ...draft, formToken: token });
    const other = await app.request('POST', '/forms/support', {
      body: { ...draft, formToken: token, subject: 'Something else' },
      headers: { 'Idempotency-Key': key },
    });
    expect(other.json.issues).toEqual([
      { path: ['Idempotency-Key'], code: 'reused', message: expect.any(String) },
    ]);
    expect(await ticketsOf(app)).toHaveLength(1);
  });

  test('makes two tickets in two teams, for two people, and after 24 hours', async () => {
    const { app, formToken } = await openForm();
    await app.addTeam({ name: 'Sales', visibility: 'public' });
    const key = randomUUID();
    const headers = { 'Idempotency-Key': key };
    const body = { ...draft, formToken: await formToken() };
    await submit(app, key, body);
    const { formToken: sales } = (await app.request<{ formToken: string }>('GET', '/forms/sales'))
      .json;
    const inSales = { ...draft, formToken: sales };
    expect(replayed(await app.request('POST', '/forms/sales', { body: inSales, headers }))).toBe(
      null,
    );
    const { token } = await app.signIn({ name: 'A', email: 'a@shop.example' });
    expect(replayed(await submit(app, key, draft, { token }))).toBe(null);
    app.clock.forward(24 * 60 * 60 * 1000);
    const again = await submit(app, key, { ...draft, formToken: await formToken() });
    expect([again.status, replayed(again)]).toEqual([201, null]);
    expect(await ticketsOf(app)).toHaveLength(4);
  });

  test('at the same moment makes one ticket; the others are told to wait', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const body = { ...draft, formToken: await formToken() };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => submit(app, key, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const waiting = answers.find(({ status }) => status === 409);
    expect(waiting?.headers.get('retry-after')).toBe('1');
    expect(await ticketsOf(app)).toHaveLength(1);
    expect(replayed(await submit(app, key, body))).toBe('true');
  });

  test('makes one ticket where another server has answered between look and commit', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const body = { ...draft, formToken: await formToken() };
    const { store } = app.helpdesk.house;
    const get = store.get.bind(store);
    // The look before the work sees nothing yet, as on a server that is a moment behind.
    store.get = async (table, id) => (table === 'idempotency' ? undefined : get(table, id));
    const first = await submit(app, key, body);
    const second = await submit(app, key, body);
    store.get = get;
    expect([second.text, replayed(second)]).toEqual([first.text, 'true']);
    expect(await ticketsOf(app)).toHaveLength(1);
  });

  test('stores ticket and answer in one commit', async () => {
    const { app, formToken } = await openForm();
    const body = { ...draft, formToken: await formToken() };
    const { store } = app.helpdesk.house;
    const { transact } = store;
    const commits: string[][] = [];
    store.transact = <Result>(work: (tx: Transaction) => Promise<Result>) =>
      transact.call(store, async (tx: Transaction) => {
        const tables: string[] = [];
        commits.push(tables);
        const put: Transaction['put'] = (table, row) => {
          tables.push(table);
          return tx.put(table, row);
        };
        return work(new Proxy(tx, { get: (of, name) => (name === 'put' ? put : bound(of, name)) }));
      }) as Promise<Result>;
    await submit(app, randomUUID(), body);
    store.transact = transact;
    expect(commits).toHaveLength(1);
    expect(commits[0]).toEqual(
      expect.arrayContaining(['ticket', 'message', 'outbox', 'idempotency']),
    );
  });
});

function bound(of: Transaction, name: string | symbol): unknown {
  const value: unknown = Reflect.get(of, name);
  return typeof value === 'function' ? value.bind(of) : value;
}

describe('a key', () => {
  test.each([
    ['short', 'abc'],
    ['hexadecimal with less than 128 bits', '0123456789abcdef0123456789ab'],
    ['a word', 'my-first-ticket'],
    ['endless', 'a1'.repeat(200)],
  ])('of a visitor that is %s is 422', async (_name, key) => {
    const { app } = await openForm();
    const answer = await app.request('POST', '/forms/support', {
      body: draft,
      headers: { 'Idempotency-Key': key },
    });
    expect(answer.json.issues?.[0]).toMatchObject({ path: ['Idempotency-Key'] });
    expect(await ticketsOf(app)).toEqual([]);
  });

  test.each([
    ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['22 signs of base64url', 'Zm9vYmFyYmF6cXV4cXV1eA'],
    ['32 hexadecimal digits', '0123456789abcdef0123456789abcdef'],
  ])('of a visitor may be %s', async (_name, key) => {
    const { app, formToken } = await openForm();
    const answer = await submit(app, key, { ...draft, formToken: await formToken() });
    expect(answer.status).toBe(201);
  });

  test('of somebody known may be any word, and is theirs alone', async () => {
    const app = await openApp();
    const headers = { 'Idempotency-Key': 'monday' };
    const add = (name: string, token = adminKey) =>
      app.request('POST', '/people', { token, headers, body: { name, email: 'a@shop.example' } });
    expect((await add('A')).status).toBe(201);
    expect(replayed(await add('A'))).toBe('true');
    expect((await add('B')).status).toBe(422);
    const { token } = await app.signIn({
      kind: 'internal',
      role: 'manager',
      name: 'M',
      email: 'm@help.example',
    });
    const theirs = await add('A', token);
    expect(replayed(theirs)).toBe(null);
  });
});

describe('what is kept', () => {
  test('is a refusal of the rules too', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const { email: _, ...body } = { ...draft, formToken: await formToken() };
    const first = await submit(app, key, body);
    const second = await submit(app, key, body);
    expect([first.status, second.status, replayed(second)]).toEqual([422, 422, 'true']);
    const { requestId: a, ...one } = JSON.parse(first.text);
    const { requestId: b, ...two } = JSON.parse(second.text);
    expect(two).toEqual(one);
    expect(a).not.toBe(b);
  });

  test('is no form that was open too long: its retry with a fresh one succeeds', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const old = await formToken();
    app.clock.forward(3 * 60 * 60 * 1000);
    const late = await app.request('POST', '/forms/support', {
      body: { ...draft, formToken: old },
      headers: { 'Idempotency-Key': key },
    });
    expect(late.json.code).toBe('form_expired');
    expect((await submit(app, key, { ...draft, formToken: await formToken() })).status).toBe(201);
  });

  test('is no failure of the server', async () => {
    const { app, formToken } = await openForm();
    const key = randomUUID();
    const body = { ...draft, formToken: await formToken() };
    const { store } = app.helpdesk.house;
    const { transact } = store;
    store.transact = () => Promise.reject(new Error('no disk'));
    expect((await submit(app, key, body)).status).toBe(500);
    store.transact = transact;
    expect((await submit(app, key, body)).status).toBe(201);
  });

  test('is no secret: sessions are made anew', async () => {
    const app = await openApp();
    const person = await app.addPerson({ name: 'A', email: 'a@shop.example' });
    const ask = { token: adminKey, headers: { 'Idempotency-Key': randomUUID() } };
    const path = `/people/${person.id}/sessions`;
    const [first, second] = [
      await app.request('POST', path, ask),
      await app.request('POST', path, ask),
    ];
    expect(replayed(second)).toBe(null);
    expect(second.text).not.toBe(first.text);
    expect(await app.helpdesk.house.store.find('idempotency', 'all', '')).toEqual([]);
  });

  test('is not shown to whoever lost sight of the thing', async () => {
    const { app } = await openForm();
    const team = (await app.admin<Page<{ id: string }>>('GET', '/teams')).items[0];
    const { person, token } = await app.signIn({ name: 'A', email: 'a@shop.example' });
    const ticket = await app.admin<AgentTicket>('POST', '/tickets', {
      teamId: team?.id,
      subject: 'S',
      description: 'D',
      customerId: person.id,
    });
    const ask = {
      token,
      headers: { 'Idempotency-Key': 'reply' },
      body: { body: 'A reply' },
    };
    const path = `/tickets/${ticket.id}/messages`;
    expect((await app.request('POST', path, ask)).status).toBe(201);
    expect(replayed(await app.request('POST', path, ask))).toBe('true');
    await app.admin('DELETE', `/tickets/${ticket.id}/followers/${person.id}`);
    expect((await app.request('POST', path, ask)).status).toBe(404);
  });
});
