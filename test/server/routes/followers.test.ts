import { describe, expect, test } from 'vitest';
import type { Session } from '../../../sdk/contract/auth.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import {
  addAgent,
  addCustomer,
  addManager,
  addTicket,
  followerIds,
  historyOf,
  mailsOf,
} from './desk.ts';

const token = adminKey;

async function open(more: object = {}) {
  const app = await openApp();
  return { app, team: await app.addTeam({ name: 'Support', visibility: 'public', ...more }) };
}

const put = (app: App, ticketId: string, personId: string, as = token) =>
  app.request('PUT', `/tickets/${ticketId}/followers/${personId}`, { token: as });
const remove = (app: App, ticketId: string, personId: string, as = token) =>
  app.request('DELETE', `/tickets/${ticketId}/followers/${personId}`, { token: as });

describe('a new ticket', () => {
  test('is followed by its customer, creator, assignee and the followers of the team', async () => {
    const { app, team } = await open();
    const [agent, assignee, fan, gone] = await Promise.all(
      ['Agent', 'Assignee', 'Fan', 'Gone'].map((name) => addAgent(app, name)),
    );
    const customer = await addCustomer(app, 'Customer');
    for (const one of [fan, gone]) {
      await app.admin('PUT', `/teams/${team.id}/followers/${one?.person.id}`);
    }
    await app.admin('PATCH', `/people/${gone?.person.id}`, { active: false });
    const draft = {
      teamId: team.id,
      subject: 'S',
      description: 'D',
      customerId: customer.person.id,
      assigneeId: assignee?.person.id,
    };
    const ask = { token: agent?.token, body: draft };
    const { json } = await app.request<{ id: string }>('POST', '/tickets', ask);
    expect(await followerIds(app, `/tickets/${json.id}`)).toEqual(
      [agent, assignee, fan, customer].map((one) => one?.person.id).sort(),
    );
    expect(await mailsOf(app, json.id)).toEqual([
      `created ${customer.person.email}`,
      `created ${fan?.person.email}`,
      `assigned ${assignee?.person.email}`,
    ]);
  });
});

describe('adding a follower', () => {
  test('twice changes nothing', async () => {
    const { app, team } = await open();
    const agent = await addAgent(app, 'Agent');
    const ticket = await addTicket(app, team.id);
    expect((await put(app, ticket.id, agent.person.id)).status).toBe(204);
    expect((await put(app, ticket.id, agent.person.id)).status).toBe(204);
    const changes = (await historyOf(app, ticket.id)).filter(
      ({ action }) => action === 'followers_changed',
    );
    expect(changes.map(({ data }) => data)).toEqual([{ added: [agent.person.id] }]);
  });

  test('grants access to a ticket of a private team, and removing ends it', async () => {
    const { app, team } = await open({ visibility: 'private' });
    const agent = await addAgent(app, 'Agent');
    const ticket = await addTicket(app, team.id);
    const read = async () =>
      (await app.request('GET', `/tickets/${ticket.id}`, { token: agent.token })).status;
    expect(await read()).toBe(404);
    await put(app, ticket.id, agent.person.id);
    expect(await read()).toBe(200);
    await remove(app, ticket.id, agent.person.id);
    expect(await read()).toBe(404);
  });

  test('does not cross the company wall, and passes archived people over', async () => {
    const { app } = await open();
    const home = await app.admin<{ id: string }>('POST', '/companies', { name: 'Home' });
    const away = await app.admin<{ id: string }>('POST', '/companies', { name: 'Away' });
    const team = await app.addTeam({ name: 'Walled', companyId: home.id });
    const outside = await addAgent(app, 'Outside', { companyIds: [away.id] });
    const gone = await addAgent(app, 'Gone');
    await app.admin('PATCH', `/people/${gone.person.id}`, { active: false });
    const ticket = await addTicket(app, team.id);
    for (const { person } of [outside, gone]) {
      const refused = await put(app, ticket.id, person.id);
      expect(refused.status).toBe(422);
      expect(refused.json.issues?.map(({ path }) => path)).toEqual([['personId']]);
      const path = `/teams/${team.id}/followers/${person.id}`;
      expect((await app.request('PUT', path, { token })).status).toBe(422);
    }
    expect(await followerIds(app, `/tickets/${ticket.id}`)).toEqual([]);
  });

  test('of an outside contact to a team that is not public is for managers', async () => {
    const { app, team } = await open({ visibility: 'company' });
    const agent = await addAgent(app, 'Agent');
    const manager = await addManager(app, 'Manager');
    const contact = await addCustomer(app, 'Contact');
    const ticket = await addTicket(app, team.id);
    expect((await put(app, ticket.id, contact.person.id, agent.token)).status).toBe(403);
    expect((await put(app, ticket.id, contact.person.id, manager.token)).status).toBe(204);
    // Told by a notice, they see nothing in the portal.
    const seen = await app.request('GET', `/tickets/${ticket.id}`, { token: contact.token });
    expect(seen.status).toBe(404);
    await app.admin('POST', `/tickets/${ticket.id}/messages`, { body: 'Hello' });
    expect(await mailsOf(app, ticket.id)).toContain(`message ${contact.person.email}`);
  });

  test('that nobody is, is 404', async () => {
    const { app, team } = await open();
    const ticket = await addTicket(app, team.id);
    expect((await put(app, ticket.id, 'nobody')).status).toBe(404);
    expect((await put(app, 'none', 'nobody')).status).toBe(404);
    // The key follows nothing.
    expect((await put(app, ticket.id, 'me')).status).toBe(404);
  });
});

describe('the assignee', () => {
  test('cannot be removed from the followers until the ticket is reassigned', async () => {
    const { app, team } = await open();
    const agent = await addAgent(app, 'Agent');
    const ticket = await addTicket(app, team.id, { assigneeId: agent.person.id });
    const refused = await remove(app, ticket.id, agent.person.id);
    expect(`${refused.status} ${refused.json.code}`).toBe('409 conflict');
    await app.admin('PATCH', `/tickets/${ticket.id}`, { assigneeId: null });
    expect((await remove(app, ticket.id, agent.person.id)).status).toBe(204);
  });
});

describe('removing a customer', () => {
  test('ends access, guest links, the sessions of these, and queued mail at once', async () => {
    const { app, team } = await open();
    const customer = await addCustomer(app, 'Customer');
    const ticket = await addTicket(app, team.id, { customerId: customer.person.id });
    await app.deliver();
    const link = (): string => app.mail.sent()[0]?.text.match(/#guest=([\w-]+)/)?.[1] ?? '';
    const guest = await app.request<Session>('POST', '/auth/session', {
      body: { grant: 'guest', token: link() },
    });
    const read = async (as: string) =>
      (await app.request('GET', `/tickets/${ticket.id}`, { token: as })).status;
    expect(await read(guest.json.token)).toBe(200);
    await app.admin('POST', `/tickets/${ticket.id}/messages`, { body: 'On its way' });

    expect((await remove(app, ticket.id, customer.person.id)).status).toBe(204);
    expect(await read(customer.token)).toBe(404);
    expect(await read(guest.json.token)).toBe(401);
    expect(await mailsOf(app, ticket.id)).toEqual([]);
    expect(await mailsOf(app, ticket.id, 'dropped')).toEqual([`message ${customer.person.email}`]);
  });

  test('is theirs alone to do: they remove themselves and nobody else', async () => {
    const { app, team } = await open();
    const customer = await addCustomer(app, 'Customer');
    const other = await addCustomer(app, 'Other');
    const ticket = await addTicket(app, team.id, { customerId: customer.person.id });
    await put(app, ticket.id, other.person.id);
    expect((await remove(app, ticket.id, other.person.id, customer.token)).status).toBe(403);
    expect((await remove(app, 'none', other.person.id, customer.token)).status).toBe(403);
    expect((await remove(app, 'none', 'me', customer.token)).status).toBe(404);
    expect((await remove(app, ticket.id, 'me', customer.token)).status).toBe(204);
    expect((await remove(app, ticket.id, customer.person.id, customer.token)).status).toBe(404);
    expect((await remove(app, ticket.id, other.person.id, other.token)).status).toBe(204);
  });
});

describe('muting', () => {
  test('ends the mails of a ticket and keeps access', async () => {
    const { app, team } = await open();
    const customer = await addCustomer(app, 'Customer');
    const ticket = await addTicket(app, team.id, { customerId: customer.person.id });
    await app.deliver();
    const ask = { token: customer.token, body: { muted: true } };
    const path = `/tickets/${ticket.id}`;
    const muted = await app.request('PATCH', `${path}/followers/me`, ask);
    expect(muted.json).toEqual({ muted: true });
    await app.admin('POST', `${path}/messages`, { body: 'Quiet' });
    expect(await mailsOf(app, ticket.id)).toEqual([]);
    const read = await app.request('GET', path, { token: customer.token });
    expect(read.json).toMatchObject({ muted: true });
  });
});

describe('following a team', () => {
  test('adds to its open tickets and to every new one, unless existing=false', async () => {
    const { app, team } = await open();
    const [early, late] = [await addAgent(app, 'Early'), await addAgent(app, 'Late')];
    const present = await addTicket(app, team.id);
    const closed = await addTicket(app, team.id);
    await app.admin('POST', `/tickets/${closed.id}/close`);
    const path = `/teams/${team.id}/followers`;
    await app.admin('PUT', `${path}/${early.person.id}`);
    await app.admin('PUT', `${path}/${late.person.id}?existing=false`);
    const coming = await addTicket(app, team.id);
    const both = [early.person.id, late.person.id].sort();
    expect(await followerIds(app, `/teams/${team.id}`)).toEqual(both);
    expect(await followerIds(app, `/tickets/${present.id}`)).toEqual([early.person.id]);
    expect(await followerIds(app, `/tickets/${closed.id}`)).toEqual([]);
    expect(await followerIds(app, `/tickets/${coming.id}`)).toEqual(both);
  });

  test('ends keeping present tickets, unless existing=true; assigned ones stay', async () => {
    const { app, team } = await open();
    const [stays, goes] = [await addAgent(app, 'Stays'), await addAgent(app, 'Goes')];
    const path = `/teams/${team.id}/followers`;
    for (const { person } of [stays, goes]) await app.admin('PUT', `${path}/${person.id}`);
    const plain = await addTicket(app, team.id);
    const assigned = await addTicket(app, team.id, { assigneeId: goes.person.id });
    await app.admin('DELETE', `${path}/${stays.person.id}`);
    await app.admin('DELETE', `${path}/${goes.person.id}?existing=true`);
    const coming = await addTicket(app, team.id);
    expect(await followerIds(app, `/tickets/${plain.id}`)).toEqual([stays.person.id]);
    expect(await followerIds(app, `/tickets/${assigned.id}`)).toContain(goes.person.id);
    expect(await followerIds(app, `/tickets/${coming.id}`)).toEqual([]);
  });

  test('shows an agent all tickets of a private team', async () => {
    const { app, team } = await open({ visibility: 'private' });
    const agent = await addAgent(app, 'Agent');
    const ticket = await addTicket(app, team.id);
    const path = `/teams/${team.id}/followers/${agent.person.id}`;
    await app.admin('PUT', `${path}?existing=false`);
    const read = () => app.request('GET', `/tickets/${ticket.id}`, { token: agent.token });
    expect((await read()).status).toBe(200);
    await app.admin('DELETE', path);
    expect((await read()).status).toBe(404);
  });
});
