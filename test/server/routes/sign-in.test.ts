import { beforeEach, describe, expect, test } from 'vitest';
import type { Me, Session } from '../../../sdk/contract/auth.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { tokenMailedTo } from '../../kit/mailed-links.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const minute = 60_000;
const page = 'https://shop.example/support';
const cora = { name: 'Cora', email: 'cora@shop.example' };

describe('signing in', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp({
      settings: {
        portalPages: ['https://help.example/portal', page],
        deskOrigins: ['https://desk.example'],
      },
    });
  });

  const ask = (body: object) => app.request('POST', '/auth/link', { body });
  const redeem = (token: string, headers: Record<string, string> = {}) =>
    app.request<Session>('POST', '/auth/session', { body: { grant: 'link', token }, headers });
  const me = (token: string, headers: Record<string, string> = {}) =>
    app.request<Me>('GET', '/me', { token, headers });
  const mailedLink = async (email: string, more: object = {}) => {
    expect((await ask({ email, ...more })).status).toBe(202);
    await app.deliver();
    return tokenMailedTo(app, email.toLowerCase(), 'link');
  };

  test('by a mailed link opens a session once', async () => {
    const person = await app.addPerson(cora);
    const token = await mailedLink('CORA@shop.example');
    const first = await redeem(token);
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({
      person: { id: person.id, name: 'Cora', kind: 'portal' },
      scope: 'full',
      expiresAt: '2026-03-02T21:00:00.000Z',
    });
    expect((await me(first.json.token)).json).toEqual({
      person: { id: person.id, name: 'Cora', email: 'cora@shop.example', kind: 'portal' },
      role: null,
      scope: 'full',
      may: { workAtDesk: false, manage: false },
    });
    expect((await redeem(token)).status).toBe(401);
    expect((await me(first.json.token)).status).toBe(200);
  });

  test('mails the link to the page that was asked for, in a mail that names nobody else', async () => {
    await app.addPerson(cora);
    await mailedLink(cora.email, { returnTo: page });
    const [mail] = app.mail.sent();
    expect(mail?.to).toEqual({ name: 'Cora', address: cora.email });
    expect(mail?.text).toContain(`${page}#link=`);
    expect(mail?.headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
    await mailedLink(cora.email);
    expect(app.mail.sent()[0]?.text).toContain('https://help.example/portal#link=');
  });

  test('leads to listed pages only, compared exactly', async () => {
    await app.addPerson(cora);
    for (const returnTo of [`${page}/`, `${page}?a=1`, 'https://evil.example/', '']) {
      const { status, json } = await ask({ email: cora.email, returnTo });
      expect([status, json.issues?.[0]?.path]).toEqual([422, ['returnTo']]);
    }
  });

  test('answers for an unknown address as for a known one, and mails nothing', async () => {
    await app.addPerson(cora);
    const unknown = await ask({ email: 'nobody@shop.example' });
    const known = await ask({ email: cora.email });
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await app.deliver();
    expect(app.mail.sent().map(({ to }) => to.address)).toEqual([cora.email]);
    expect(await app.helpdesk.house.store.find('outbox', 'all', '')).toHaveLength(1);
  });

  test('is not possible for archived people', async () => {
    const person = await app.addPerson(cora);
    const token = await mailedLink(cora.email);
    await app.admin('PATCH', `/people/${person.id}`, { active: false });
    expect((await redeem(token)).status).toBe(401);
    await ask({ email: cora.email });
    await app.deliver();
    expect(app.mail.sent()).toHaveLength(1);
  });

  test('ends after fifteen minutes, and when a newer link is mailed', async () => {
    await app.addPerson(cora);
    const older = await mailedLink(cora.email);
    const newer = await mailedLink(cora.email);
    expect((await redeem(older)).status).toBe(401);
    app.clock.forward(15 * minute);
    expect((await redeem(newer)).status).toBe(401);
    const last = await mailedLink(cora.email);
    app.clock.forward(15 * minute - 1);
    expect((await redeem(last)).status).toBe(201);
  });

  test('may be repeated with its key within a minute, which ends the first session', async () => {
    await app.addPerson(cora);
    const token = await mailedLink(cora.email);
    const key = { 'Idempotency-Key': '6f1a3c52-3b6e-4a59-9f2f-0a8d2f1f7c11' };
    const first = await redeem(token, key);
    app.clock.forward(minute);
    const again = await redeem(token, key);
    expect(again.status).toBe(201);
    expect((await me(first.json.token)).status).toBe(401);
    expect((await me(again.json.token)).status).toBe(200);
    const other = { 'Idempotency-Key': '6f1a3c52-3b6e-4a59-9f2f-0a8d2f1f7c12' };
    expect((await redeem(token, other)).status).toBe(401);
    app.clock.forward(1);
    expect((await redeem(token, key)).status).toBe(401);
  });

  test('keeps no token anywhere as it is', async () => {
    await app.addPerson(cora);
    const token = await mailedLink(cora.email);
    const session = (await redeem(token)).json.token;
    const { store } = app.helpdesk.house;
    const kept = JSON.stringify(
      await Promise.all([
        store.find('outbox', 'all', ''),
        store.find('link', 'all', ''),
        store.find('session', 'all', ''),
        store.find('idempotency', 'all', ''),
      ]),
    );
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(session);
  });

  test('is not possible with a token of another kind, an empty or an unknown one', async () => {
    await app.addTeam({ name: 'Support', visibility: 'public' });
    await app.request('POST', '/forms/support', {
      body: { ...cora, subject: 'S', description: 'D' },
    });
    await app.deliver();
    const guest = tokenMailedTo(app, cora.email, 'guest');
    expect((await redeem(guest)).status).toBe(401);
    expect((await redeem('unknown')).status).toBe(401);
    expect((await redeem('')).status).toBe(422);
    const grant = { grant: 'identity', token: 'a.b.c' };
    expect((await app.request('POST', '/auth/session', { body: grant })).status).toBe(401);
  });

  test('on a page that links do not lead to is refused and does not use the link up', async () => {
    await app.addPerson(cora);
    const token = await mailedLink(cora.email);
    expect((await redeem(token, { Origin: 'https://evil.example' })).status).toBe(401);
    expect((await redeem(token, { Origin: 'https://shop.example' })).status).toBe(201);
  });

  test('confirms the address on the tickets of whoever opens a mailed link', async () => {
    await app.addTeam({ name: 'Support', visibility: 'public' });
    const body = { ...cora, subject: 'S', description: 'D' };
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body });
    const confirmed = async () =>
      (await app.admin<AgentTicket>('GET', `/tickets/${json.id}`)).addressConfirmed;
    expect(await confirmed()).toBe(false);
    await redeem(await mailedLink(cora.email));
    expect(await confirmed()).toBe(true);
  });

  describe('for colleagues', () => {
    const ada = { kind: 'internal', role: 'agent', name: 'Ada', email: 'ada@help.example' };

    test('binds the session to the origin that made it', async () => {
      await app.addPerson(ada);
      const own = { Origin: 'https://help.example' };
      const desk = { Origin: 'https://desk.example' };
      const { json } = await redeem(await mailedLink(ada.email), desk);
      expect((await me(json.token, desk)).json.may).toEqual({ workAtDesk: true, manage: false });
      expect((await me(json.token, own)).status).toBe(401);
      expect((await me(json.token)).status).toBe(401);
      const inside = await redeem(await mailedLink(ada.email), own);
      expect((await me(inside.json.token, own)).status).toBe(200);
      const bare = await redeem(await mailedLink(ada.email));
      expect((await me(bare.json.token)).status).toBe(200);
      expect((await me(bare.json.token, own)).status).toBe(401);
    });

    test('is refused on a page that is only a portal, to which no link leads either', async () => {
      await app.addPerson(ada);
      const token = await mailedLink(ada.email, { returnTo: page });
      expect(app.mail.sent()[0]?.text).toContain('https://help.example/portal#link=');
      expect((await redeem(token, { Origin: 'https://shop.example' })).status).toBe(401);
      expect((await redeem(token)).status).toBe(201);
    });
  });

  test('by a server key gives a session of a person, who must exist and be active', async () => {
    const person = await app.addPerson(cora);
    const path = (id: string) => `/people/${id}/sessions`;
    const made = await app.request<{ token: string }>('POST', path(person.id), { token: adminKey });
    expect(made.status).toBe(201);
    expect((await me(made.json.token)).json.person.id).toBe(person.id);
    expect((await app.request('POST', path('nobody'), { token: adminKey })).status).toBe(404);
    expect((await app.request('POST', path(person.id), { token: made.json.token })).status).toBe(
      403,
    );
    const manager = await app.signIn({
      kind: 'internal',
      role: 'manager',
      name: 'Mo',
      email: 'mo@help.example',
    });
    expect((await app.request('POST', path(person.id), { token: manager.token })).status).toBe(403);
    await app.admin('PATCH', `/people/${person.id}`, { active: false });
    expect((await app.request('POST', path(person.id), { token: adminKey })).status).toBe(409);
  });

  test('ends by signing out, here or everywhere', async () => {
    const { person, token } = await app.signIn(cora);
    const second = await app.tokenOf(person.id);
    const third = await app.tokenOf(person.id);
    expect((await app.request('DELETE', '/auth/session', { token })).status).toBe(204);
    const statuses = async () =>
      Promise.all([token, second, third].map(async (one) => (await me(one)).status));
    expect(await statuses()).toEqual([401, 200, 200]);
    expect((await app.request('DELETE', '/auth/sessions', { token: second })).status).toBe(204);
    expect(await statuses()).toEqual([401, 401, 401]);
    expect((await app.request('DELETE', '/auth/session', { token: adminKey })).status).toBe(403);
  });

  test('tells a server key what it is', async () => {
    expect((await me(adminKey)).json).toMatchObject({
      person: { kind: 'server', email: null },
      scope: 'full',
      may: { workAtDesk: true, manage: true },
    });
  });
});
