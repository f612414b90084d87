import { beforeEach, describe, expect, test } from 'vitest';
import type { Me, Session } from '../../../sdk/contract/auth.ts';
import type { Page } from '../../../sdk/contract/common.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { Team } from '../../../sdk/contract/teams.ts';
import type { AgentTicket, PortalTicket } from '../../../sdk/contract/tickets.ts';
import { tokenMailedTo } from '../../kit/mailed-links.ts';
import { type App, openApp } from '../../kit/open-app.ts';

const day = 24 * 60 * 60 * 1000;
const email = 'vera@shop.example';

describe('the link in a confirmation', () => {
  let app: App;
  let team: Team;
  beforeEach(async () => {
    app = await openApp();
    team = await app.addTeam({ name: 'Support', visibility: 'public' });
  });

  const submit = async (subject: string) => {
    const body = { name: 'Vera', email, subject, description: 'D' };
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body });
    await app.deliver();
    return { ticket: json, token: tokenMailedTo(app, email, 'guest') };
  };
  const open = (token: string) =>
    app.request<Session>('POST', '/auth/session', { body: { grant: 'guest', token } });
  const statusOf = async (path: string, token: string) =>
    (await app.request('GET', path, { token })).status;

  test('opens exactly its ticket, without a sign-in', async () => {
    const first = await submit('First');
    const second = await submit('Second');
    const { status, json } = await open(first.token);
    expect(status).toBe(201);
    expect(json.scope).toEqual({ ticketId: first.ticket.id });
    const { token } = json;
    expect((await app.request<Me>('GET', '/me', { token })).json.scope).toEqual({
      ticketId: first.ticket.id,
    });
    const list = await app.request<Page<PortalTicket>>('GET', '/tickets', { token });
    expect(list.json.items.map(({ subject }) => subject)).toEqual(['First']);
    expect(await statusOf(`/tickets/${first.ticket.id}`, token)).toBe(200);
    expect(await statusOf(`/tickets/${second.ticket.id}`, token)).toBe(404);
    const reply = { body: 'One more thing.' };
    const path = `/tickets/${first.ticket.id}/messages`;
    expect((await app.request('POST', path, { token, body: reply })).status).toBe(201);
  });

  test('works again, for thirty days', async () => {
    const { token } = await submit('First');
    expect((await open(token)).status).toBe(201);
    app.clock.forward(30 * day - 1);
    expect((await open(token)).status).toBe(201);
    app.clock.forward(1);
    expect((await open(token)).status).toBe(401);
  });

  test('confirms the address on the tickets of its person', async () => {
    const { ticket, token } = await submit('First');
    await open(token);
    const read = await app.admin<AgentTicket>('GET', `/tickets/${ticket.id}`);
    expect(read.addressConfirmed).toBe(true);
  });

  test('does not sign in', async () => {
    const { token } = await submit('First');
    const body = { grant: 'link', token };
    expect((await app.request('POST', '/auth/session', { body })).status).toBe(401);
  });

  test('a new ticket of its session is the person’s, and is not opened by it', async () => {
    const { ticket, token } = await submit('First');
    const session = (await open(token)).json.token;
    const { json } = await app.request<Receipt>('POST', '/forms/support', {
      token: session,
      body: { subject: 'More', description: 'D' },
    });
    expect(json.accessUrl).toBeUndefined();
    expect(await statusOf(`/tickets/${json.id}`, session)).toBe(404);
    expect(await statusOf(`/tickets/${ticket.id}`, session)).toBe(200);
  });

  test('signing out everywhere with it leaves other sessions alone', async () => {
    const { ticket, token } = await submit('First');
    const guest = (await open(token)).json.token;
    const read = await app.admin<AgentTicket>('GET', `/tickets/${ticket.id}`);
    const full = await app.tokenOf(read.customerId ?? '');
    await app.request('DELETE', '/auth/sessions', { token: guest });
    expect(await statusOf('/me', guest)).toBe(401);
    expect(await statusOf('/me', full)).toBe(200);
  });

  test.each<[string, (ticket: AgentTicket) => Promise<unknown>]>([
    [
      'its person follows no more',
      ({ id, customerId }) => app.admin('DELETE', `/tickets/${id}/followers/${customerId}`),
    ],
    [
      'the team is public no more',
      () => app.admin('PATCH', `/teams/${team.id}`, { visibility: 'company' }),
    ],
    [
      'the ticket is archived',
      ({ id }) => app.admin('PATCH', `/tickets/${id}`, { archived: true }),
    ],
    [
      'its person is archived',
      ({ customerId }) => app.admin('PATCH', `/people/${customerId}`, { active: false }),
    ],
  ])('dies at once, with its session, when %s', async (_why, change) => {
    const { ticket, token } = await submit('First');
    const session = (await open(token)).json.token;
    await change(await app.admin<AgentTicket>('GET', `/tickets/${ticket.id}`));
    expect((await open(token)).status).toBe(401);
    expect([401, 404]).toContain(await statusOf(`/tickets/${ticket.id}`, session));
  });
});
