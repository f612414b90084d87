import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../sdk/contract/stages.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { adminKey, openApp } from '../../kit/open-app.ts';
import {
  addAgent,
  addCustomer,
  addTicket,
  followerIds,
  historyOf,
  type List,
  mailsOf,
  readTicket,
  stagesByName,
} from './desk.ts';

const token = adminKey;

async function open() {
  const app = await openApp();
  const team = await app.addTeam({ name: 'Support', visibility: 'public' });
  const customer = await addCustomer(app, 'Customer');
  const ticket = await addTicket(app, team.id, { customerId: customer.person.id });
  await app.deliver();
  const path = `/tickets/${ticket.id}`;
  const patch = (body: object) => app.admin<AgentTicket>('PATCH', path, body);
  return { app, team, customer, ticket, path, patch };
}

describe('a change', () => {
  test('of text, priority, tags and the phone is kept', async () => {
    const { app, ticket, patch } = await open();
    app.clock.forward(1000);
    const wanted = { subject: 'New', description: 'Other', priority: 3, phoneConfirmed: true };
    const changed = await patch({ ...wanted, tags: ['a', 'b', 'a'] });
    expect(changed).toMatchObject({ ...wanted, tags: ['a', 'b'] });
    expect(changed.version).toBeGreaterThan(ticket.version);
    expect(changed.updatedAt).toBe('2026-03-02T09:00:01.000Z');
    expect(await mailsOf(app, ticket.id)).toEqual([]);
  });

  test('of a stale version is refused, and tells to read again', async () => {
    const { app, ticket, path, patch } = await open();
    const changed = await patch({ priority: 1 });
    const ask = { token, body: { priority: 2 }, headers: { 'If-Match': `"${ticket.version}"` } };
    const stale = await app.request('PATCH', path, ask);
    expect(`${stale.status} ${stale.json.code}`).toBe('409 stale_version');
    const fresh = { ...ask, headers: { 'If-Match': `"${changed.version}"` } };
    expect((await app.request('PATCH', path, fresh)).status).toBe(200);
  });

  test('names everything that is wrong at once', async () => {
    const { app, path } = await open();
    const body = { teamId: 'none', stageId: 'none', assigneeId: 'none', customerId: 'none' };
    const { status, json } = await app.request('PATCH', path, { token, body });
    expect(status).toBe(422);
    expect(json.issues?.map((issue) => issue.path[0])).toEqual([
      'teamId',
      'stageId',
      'assigneeId',
      'customerId',
    ]);
  });

  test('of the stage is told to the customer, of the assignee to them and colleagues alone', async () => {
    const { app, customer, ticket, patch } = await open();
    const agent = await addAgent(app, 'Agent');
    const stages = await stagesByName(app);
    await patch({ assigneeId: agent.person.id });
    expect(await mailsOf(app, ticket.id)).toEqual([`assigned ${agent.person.email}`]);
    await patch({ stageId: stages.Solved?.id });
    expect((await mailsOf(app, ticket.id)).slice(1).sort()).toEqual(
      [`stage ${customer.person.email}`, `stage ${agent.person.email}`].sort(),
    );
  });

  test('of the customer makes the new one follow', async () => {
    const { app, path, patch } = await open();
    const other = await addCustomer(app, 'Other');
    expect(await patch({ customerId: other.person.id })).toMatchObject({
      customerId: other.person.id,
    });
    expect(await followerIds(app, path)).toContain(other.person.id);
    expect((await app.request('GET', path, { token: other.token })).status).toBe(200);
  });
});

describe("a visitor's ticket", () => {
  test('is confirmed when a session of its customer opens it, and by nobody else', async () => {
    const { app, team } = await open();
    const body = { name: 'Visitor', email: 'visitor@shop.example', subject: 'S', description: 'D' };
    const form = await app.request<{ formToken: string }>('GET', `/forms/${team.slug}`);
    const sent = await app.request<{ id: string }>('POST', `/forms/${team.slug}`, {
      body: { ...body, formToken: form.json.formToken },
    });
    const path = `/tickets/${sent.json.id}`;
    const ticket = await readTicket(app, sent.json.id);
    expect(ticket.addressConfirmed).toBe(false);
    const fan = await addCustomer(app, 'Fan');
    await app.admin('PUT', `${path}/followers/${fan.person.id}`);
    await app.request('GET', path, { token: fan.token });
    expect((await readTicket(app, ticket.id)).addressConfirmed).toBe(false);
    await app.request('GET', path, { token: await app.tokenOf(ticket.customerId ?? '') });
    expect((await readTicket(app, ticket.id)).addressConfirmed).toBe(true);
  });
});

describe('archiving', () => {
  test('takes a ticket out of the lists and the portal, and back', async () => {
    const { app, customer, ticket, path, patch } = await open();
    const listed = async (query: string, as = token) =>
      (
        await app.request<List<AgentTicket>>('GET', `/tickets?${query}`, { token: as })
      ).json.items.map(({ id }) => id);
    await patch({ archived: true });
    expect(await listed('state=all')).toEqual([]);
    expect(await listed('archived=true')).toEqual([ticket.id]);
    expect(await listed('state=all', customer.token)).toEqual([]);
    expect(await listed('archived=true', customer.token)).toEqual([]);
    expect((await app.request('GET', path, { token: customer.token })).status).toBe(404);
    await patch({ archived: false });
    expect(await listed('state=all', customer.token)).toEqual([ticket.id]);
    const entries = (await historyOf(app, ticket.id)).filter(({ action }) => action === 'archived');
    expect(entries.map(({ data }) => data?.archived)).toEqual([true, false]);
  });
});

describe('a move to another team', () => {
  test('keeps a stage of the new pipeline, else takes the first unfolded one', async () => {
    const { app, team, patch } = await open();
    const other = await app.addTeam({ name: 'Other' });
    const stages = await stagesByName(app);
    const own = await app.admin<Stage>('POST', '/stages', { name: 'Own', teamIds: [team.id] });
    await patch({ stageId: stages.Solved?.id });
    expect(await patch({ teamId: other.id })).toMatchObject({
      stageId: stages.Solved?.id,
      state: 'closed',
    });
    await patch({ teamId: team.id, stageId: own.id });
    expect(await patch({ teamId: other.id })).toMatchObject({ stageId: stages.New?.id });
  });

  test('that is not public takes it from its customers, and back in public gives it again', async () => {
    const { app, team, customer, ticket, path, patch } = await open();
    const other = await app.addTeam({ name: 'Other', visibility: 'company' });
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    await app.admin('POST', `${path}/messages`, { body: 'Hello' });
    await patch({ teamId: other.id });
    expect(await followerIds(app, path)).toEqual([]);
    expect(await mailsOf(app, ticket.id)).toEqual([]);
    expect((await app.request('GET', path, { token: customer.token })).status).toBe(404);
    await patch({ teamId: secret.id });
    await patch({ teamId: team.id });
    expect(await followerIds(app, path)).toEqual([customer.person.id]);
  });

  test('adds the followers of the new team', async () => {
    const { app, path, patch } = await open();
    const agent = await addAgent(app, 'Agent');
    const other = await app.addTeam({ name: 'Other' });
    await app.admin('PUT', `/teams/${other.id}/followers/${agent.person.id}`);
    await patch({ teamId: other.id });
    expect(await followerIds(app, path)).toEqual([agent.person.id]);
  });

  test('keeps an assignee who sees it there, and chooses anew for one who would not', async () => {
    const { app, ticket, patch } = await open();
    const [agent, member] = [await addAgent(app, 'Agent'), await addAgent(app, 'Member')];
    const other = await app.addTeam({ name: 'Other' });
    const secret = await app.addTeam({
      name: 'Secret',
      visibility: 'private',
      autoAssign: true,
      memberIds: [member.person.id],
    });
    await patch({ assigneeId: agent.person.id });
    expect((await patch({ teamId: other.id })).assigneeId).toBe(agent.person.id);
    expect((await patch({ teamId: secret.id })).assigneeId).toBe(member.person.id);
    const entries = (await historyOf(app, ticket.id)).filter(({ action }) => action === 'assigned');
    expect(entries.map(({ data }) => data?.assigneeId)).toEqual([
      agent.person.id,
      null,
      member.person.id,
    ]);
  });

  test('to a team out of sight or archived is refused', async () => {
    const { app, path } = await open();
    const agent = await addAgent(app, 'Agent');
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const old = await app.addTeam({ name: 'Old' });
    await app.admin('PATCH', `/teams/${old.id}`, { archived: true });
    for (const teamId of [secret.id, old.id]) {
      const ask = { token: agent.token, body: { teamId } };
      expect((await app.request('PATCH', path, ask)).status).toBe(422);
    }
  });

  test('names no team in the history to whom it is out of sight', async () => {
    const { app, ticket, path, patch } = await open();
    const agent = await addAgent(app, 'Agent');
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const other = await app.addTeam({ name: 'Other' });
    await patch({ teamId: secret.id });
    await patch({ teamId: other.id });
    const ask = { token: agent.token };
    const { text } = await app.request('GET', `${path}/messages`, ask);
    expect(text).not.toContain(secret.id);
    expect(text).toContain(other.id);
    expect((await readTicket(app, ticket.id)).teamId).toBe(other.id);
  });
});

describe('opening a ticket at the desk', () => {
  test('takes a known person by their address, and makes a customer of an unknown one', async () => {
    const { app, team, customer } = await open();
    const known = await addTicket(app, team.id, {
      customer: { name: 'Somebody else', email: customer.person.email.toUpperCase() },
    });
    expect(known.customerId).toBe(customer.person.id);
    const person = await app.admin('GET', `/people/${customer.person.id}`);
    expect(person).toMatchObject({ name: 'Customer' });
    const made = await addTicket(app, team.id, {
      customer: { name: 'New one', email: 'new@people.example', phone: '+49 30 1' },
    });
    expect(made).toMatchObject({ phone: '+49 30 1', phoneConfirmed: true, addressConfirmed: true });
    expect(await app.admin('GET', `/people/${made.customerId}`)).toMatchObject({
      kind: 'portal',
      name: 'New one',
    });
  });

  test("reads the team's own fields, and asks no colleague for what the form requires", async () => {
    const { app } = await open();
    const team = await app.addTeam({
      name: 'Orders',
      formFields: [
        { key: 'order', label: 'Order', type: 'number', required: true },
        { key: 'gift', label: 'Gift', type: 'checkbox' },
      ],
    });
    expect((await addTicket(app, team.id)).fields).toEqual([
      { key: 'gift', label: 'Gift', type: 'checkbox', value: false },
    ]);
    const draft = {
      teamId: team.id,
      subject: 'S',
      description: 'D',
      fields: { order: 'x', no: 1 },
    };
    const { status, json } = await app.request('POST', '/tickets', { token, body: draft });
    expect(status).toBe(422);
    expect(json.issues?.map((issue) => issue.path)).toEqual([
      ['fields', 'order'],
      ['fields', 'no'],
    ]);
  });

  test('names everything that is wrong at once', async () => {
    const { app } = await open();
    const draft = {
      teamId: 'none',
      subject: 'S',
      description: 'D',
      customerId: 'none',
      assigneeId: 'none',
    };
    const { json } = await app.request('POST', '/tickets', { token, body: draft });
    expect(json.issues?.map((issue) => issue.path[0])).toEqual([
      'teamId',
      'customerId',
      'assigneeId',
    ]);
  });
});
