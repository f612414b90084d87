import { describe, expect, test } from 'vitest';
import type { IssuedSession } from '../../../sdk/contract/people.ts';
import { type App, adminKey, openApp, publicUrl } from '../../kit/open-app.ts';

const minute = 60_000;
const hour = 60 * minute;
const customer = { name: 'A Customer', email: 'customer@shop.example' };
const agent = { kind: 'internal', role: 'agent', name: 'An Agent', email: 'a@help.example' };

const statusOf = async (app: App, token: string, headers: Record<string, string> = {}) =>
  (await app.request('GET', '/me', { token, headers })).status;

describe('a bearer token', () => {
  test.each([
    ['another scheme', 'Basic YTpi'],
    ['no token', 'Bearer'],
    ['an unknown token', 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['two tokens', 'Bearer a, Bearer b'],
    ['an endless token', `Bearer ${'a'.repeat(5000)}`],
  ])('that is %s is 401, also where everyone may come', async (_name, authorization) => {
    const app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
    for (const path of ['/me', '/forms/support']) {
      const { json } = await app.request('GET', path, {
        headers: { Authorization: authorization },
      });
      expect(json.code).toBe('unauthenticated');
    }
  });

  test('may be introduced in any case', async () => {
    const app = await openApp();
    const headers = { Authorization: `bearer ${adminKey}` };
    expect((await app.request('GET', '/me', { headers })).status).toBe(200);
  });
});

describe('the admin key', () => {
  test('acts as a server key', async () => {
    const app = await openApp();
    const { json } = await app.request<{ person: { kind: string } }>('GET', '/me', {
      token: adminKey,
    });
    expect(json.person.kind).toBe('server');
  });

  test('is refused where it comes from a page', async () => {
    const app = await openApp();
    expect(await statusOf(app, adminKey, { Origin: publicUrl })).toBe(401);
  });

  test('opens nothing where none is set', async () => {
    const app = await openApp({ settings: { adminKey: null } });
    expect(await statusOf(app, adminKey)).toBe(401);
  });

  test('alone issues sessions', async () => {
    const app = await openApp();
    const { token, person } = await app.signIn({ ...agent, role: 'manager' });
    const path = `/people/${person.id}/sessions`;
    expect((await app.request('POST', path, { token })).status).toBe(403);
    expect((await app.request('POST', path)).status).toBe(401);
  });
});

describe('a session', () => {
  test.each([
    ['a customer', customer, 30 * minute, 12 * hour],
    ['an agent', agent, 8 * hour, 24 * hour],
  ])(
    'of %s ends unused, and at last however much it is used',
    async (_name, draft, idle, whole) => {
      const app = await openApp();
      const { token, person } = await app.signIn(draft);
      app.clock.forward(idle - 1);
      expect(await statusOf(app, token)).toBe(200);
      const other = await app.tokenOf(person.id);
      app.clock.forward(idle);
      expect(await statusOf(app, other)).toBe(401);

      const used = await app.tokenOf(person.id);
      for (let passed = 0; passed < whole - idle / 2; passed += idle / 2) {
        expect(await statusOf(app, used)).toBe(200);
        app.clock.forward(idle / 2);
      }
      app.clock.forward(idle / 2);
      expect(await statusOf(app, used)).toBe(401);
    },
  );

  test('is written at most once a minute', async () => {
    const app = await openApp();
    const { token, person } = await app.signIn(customer);
    const { store } = app.helpdesk.house;
    const version = async () =>
      (await store.find('session', 'personId', person.id)).map((session) => session.version);
    const [first = 0] = await version();
    for (let second = 0; second < 59; second += 1) {
      app.clock.forward(1000);
      await statusOf(app, token);
    }
    expect(await version()).toEqual([first]);
    app.clock.forward(1000);
    await statusOf(app, token);
    await app.helpdesk.house.store.transact(async () => {});
    expect(await version()).toEqual([first + 1]);
  });

  test('ends with its person', async () => {
    const app = await openApp();
    const { token, person } = await app.signIn(customer);
    await app.admin('PATCH', `/people/${person.id}`, { active: false });
    expect(await statusOf(app, token)).toBe(401);
  });

  test('has the rights of this moment, not of its beginning', async () => {
    const app = await openApp();
    const { token, person } = await app.signIn(agent);
    const team = await app.addTeam({ name: 'Inner', visibility: 'private' });
    const see = async () => (await app.request('GET', `/teams/${team.id}`, { token })).status;
    expect(await see()).toBe(404);
    await app.admin('PUT', `/teams/${team.id}/followers/${person.id}`);
    expect(await see()).toBe(200);
    await app.admin('DELETE', `/teams/${team.id}/followers/${person.id}`);
    expect(await see()).toBe(404);
  });

  test('of a colleague made without an origin works only without one', async () => {
    const app = await openApp();
    const { token } = await app.signIn(agent);
    expect(await statusOf(app, token)).toBe(200);
    expect(await statusOf(app, token, { Origin: publicUrl })).toBe(401);
    expect(await statusOf(app, token, { Origin: 'null' })).toBe(401);
  });

  test('of a customer works from every page', async () => {
    const app = await openApp();
    const { token } = await app.signIn(customer);
    expect(await statusOf(app, token, { Origin: 'https://shop.example' })).toBe(200);
  });

  /** A mailed link, redeemed by a page of an origin. */
  async function signInFrom(app: App, origin: string): Promise<string> {
    const person = await app.addPerson(agent);
    await app.request('POST', '/auth/link', { body: { email: person.email } });
    await app.deliver();
    const token = /#link=([\w-]+)/.exec(app.mail.sent()[0]?.text ?? '')?.[1];
    const answer = await app.request<IssuedSession>('POST', '/auth/session', {
      headers: { Origin: origin },
      body: { grant: 'link', token },
    });
    return answer.json.token;
  }

  test('of a colleague made by another desk works only from there', async () => {
    const desk = 'https://desk.example';
    const app = await openApp({ settings: { deskOrigins: [desk] } });
    const token = await signInFrom(app, desk);
    expect(await statusOf(app, token, { Origin: desk })).toBe(200);
    expect(await statusOf(app, token)).toBe(401);
    expect(await statusOf(app, token, { Origin: publicUrl })).toBe(401);
  });

  test("of a colleague made by the helpdesk's own page reads without an origin, as browsers do", async () => {
    const app = await openApp();
    const token = await signInFrom(app, publicUrl);
    expect(await statusOf(app, token, { Origin: publicUrl })).toBe(200);
    expect(await statusOf(app, token)).toBe(200);
    expect((await app.request('DELETE', '/auth/session', { token })).status).toBe(401);
    const Origin = publicUrl;
    expect(
      (await app.request('DELETE', '/auth/session', { token, headers: { Origin } })).status,
    ).toBe(204);
    expect(await statusOf(app, token, { Origin })).toBe(401);
  });

  test('may ask so often a minute', async () => {
    const { limits } = (await openApp()).helpdesk.house.settings;
    const app = await openApp({ settings: { limits: { ...limits, requestsPerSession: 3 } } });
    const { token } = await app.signIn(customer);
    for (let count = 0; count < 3; count += 1) expect(await statusOf(app, token)).toBe(200);
    const { status, headers, json } = await app.request('GET', '/me', { token });
    expect([status, json.code]).toEqual([429, 'rate_limited']);
    expect(headers.get('retry-after')).toBe('60');
    expect(await statusOf(app, adminKey)).toBe(200);
    app.clock.forward(minute);
    expect(await statusOf(app, token)).toBe(200);
  });
});
