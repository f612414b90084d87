import { describe, expect, test } from 'vitest';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const open = async () => {
  const app = await openApp();
  const team = await app.addTeam({ name: 'Support', visibility: 'public' });
  const agent = await app.signIn({
    kind: 'internal',
    role: 'agent',
    name: 'An Agent',
    email: 'agent@help.example',
  });
  const customer = await app.signIn({ name: 'A Customer', email: 'customer@shop.example' });
  const ticket = await app.admin<AgentTicket>('POST', '/tickets', {
    teamId: team.id,
    subject: 'Hello',
    description: 'A text',
    customerId: customer.person.id,
  });
  return { app, team, agent, customer, ticket };
};

const refusalOf = async (app: App, ...request: Parameters<App['request']>) => {
  const { status, json } = await app.request(...request);
  return `${status} ${json.code}`;
};

describe('a request with everything wrong is refused', () => {
  const wrong = { body: '{"a":', headers: { 'Content-Type': 'text/plain' } };

  test('with 401 without a session, whatever the id', async () => {
    const { app } = await open();
    expect(await refusalOf(app, 'PATCH', '/tickets/none', wrong)).toBe('401 unauthenticated');
  });

  test('with 403 where the route is closed to customers, whatever the id', async () => {
    const { app, customer, ticket } = await open();
    const { token } = customer;
    expect(await refusalOf(app, 'PATCH', '/tickets/none', { ...wrong, token })).toBe(
      '403 forbidden',
    );
    expect(await refusalOf(app, 'PATCH', `/tickets/${ticket.id}`, { ...wrong, token })).toBe(
      '403 forbidden',
    );
    expect(await refusalOf(app, 'POST', '/tickets', { ...wrong, token })).toBe('403 forbidden');
  });

  test('with 404 where the thing is not there, before its body is looked at', async () => {
    const { app, agent } = await open();
    const { token } = agent;
    expect(await refusalOf(app, 'PATCH', '/tickets/none', { ...wrong, token })).toBe(
      '404 not_found',
    );
    expect(await refusalOf(app, 'POST', '/forms/none', wrong)).toBe('404 not_found');
  });

  test('with 415, then 400, then 422, where it is there', async () => {
    const { app, agent, ticket } = await open();
    const { token } = agent;
    const path = `/tickets/${ticket.id}`;
    expect(await refusalOf(app, 'PATCH', path, { ...wrong, token })).toBe(
      '415 unsupported_media_type',
    );
    const headers = { 'Content-Type': 'application/json' };
    expect(await refusalOf(app, 'PATCH', path, { body: '{"a":', headers, token })).toBe(
      '400 malformed',
    );
    expect(await refusalOf(app, 'PATCH', path, { body: { priority: 9 }, token })).toBe(
      '422 invalid_input',
    );
  });

  test('with 409 only when nothing else is wrong', async () => {
    const { app, agent, ticket } = await open();
    const { token } = agent;
    const stale = { 'If-Match': '"999"' };
    const ask = { token, headers: stale };
    expect(
      await refusalOf(app, 'PATCH', `/tickets/${ticket.id}`, { ...ask, body: { priority: 9 } }),
    ).toBe('422 invalid_input');
    expect(
      await refusalOf(app, 'PATCH', `/tickets/${ticket.id}`, { ...ask, body: { priority: 1 } }),
    ).toBe('409 stale_version');
  });
});

describe('every refusal', () => {
  test('is a problem that names its request', async () => {
    const app = await openApp();
    const { headers, json } = await app.request('GET', '/me');
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(json).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'unauthenticated',
      detail: expect.any(String),
      requestId: headers.get('x-request-id'),
    });
  });

  test('of an unknown path looks like that of an unknown thing', async () => {
    const app = await openApp();
    const { json: path } = await app.request('GET', '/nothing/here', { token: adminKey });
    const { json: thing } = await app.request('GET', '/tickets/none', { token: adminKey });
    expect({ ...path, requestId: '' }).toEqual({ ...thing, requestId: '' });
  });

  test('tells nothing of what broke inside', async () => {
    const app = await openApp();
    const { store } = app.helpdesk.house;
    store.findTeams = () => Promise.reject(new Error('secret detail'));
    const answer = await app.request('GET', '/forms/support');
    expect(answer.status).toBe(500);
    expect(answer.json.code).toBe('internal');
    expect(answer.text).not.toContain('secret');
  });
});
