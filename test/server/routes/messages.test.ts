import { describe, expect, test } from 'vitest';
import type { Message } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import {
  addAgent,
  addCustomer,
  addTicket,
  followerIds,
  type List,
  mailsOf,
  readTicket,
  stagesByName,
} from './desk.ts';

const day = 86_400_000;

async function open(more: object = {}) {
  const app = await openApp();
  const team = await app.addTeam({ name: 'Support', visibility: 'public', ...more });
  const agent = await addAgent(app, 'Agent');
  const customer = await addCustomer(app, 'Customer');
  const ticket = await addTicket(app, team.id, { customerId: customer.person.id });
  await app.deliver();
  return { app, team, agent, customer, ticket, path: `/tickets/${ticket.id}` };
}

const write = (app: App, path: string, token: string, body: object) =>
  app.request<Message>('POST', `${path}/messages`, { token, body });
const thread = async (app: App, path: string, token: string, query = ''): Promise<List<Message>> =>
  (await app.request<List<Message>>('GET', `${path}/messages${query}`, { token })).json;

describe('a message', () => {
  test('is mailed to the other followers once, and its writer follows from then on', async () => {
    const { app, agent, customer, ticket, path } = await open();
    const written = await write(app, path, agent.token, { body: 'Hello' });
    expect(written.status).toBe(201);
    expect(written.json).toMatchObject({
      kind: 'message',
      visibility: 'public',
      body: 'Hello',
      author: { id: agent.person.id, name: 'Agent', mine: true },
      attachments: [],
    });
    expect(await followerIds(app, path)).toContain(agent.person.id);
    expect(await mailsOf(app, ticket.id)).toEqual([`message ${customer.person.email}`]);
    await write(app, path, customer.token, { body: 'Thanks' });
    expect((await mailsOf(app, ticket.id)).at(-1)).toBe(`message ${agent.person.email}`);
  });

  test('by a server key is shown as by the helpdesk, and makes nobody follow', async () => {
    const { app, customer, path } = await open();
    const written = await write(app, path, adminKey, { body: 'Automatic' });
    expect(written.json.author).toEqual({ name: 'Helpdesk', mine: false });
    expect(await followerIds(app, path)).toEqual([customer.person.id]);
  });
});

describe('customers', () => {
  test('read public messages with names alone, and of the history only changes of stage', async () => {
    const { app, agent, customer, path } = await open();
    await write(app, path, agent.token, { body: 'Public' });
    await write(app, path, agent.token, { body: 'Secret', visibility: 'note' });
    await app.admin('PATCH', path, { assigneeId: agent.person.id, tags: ['secret'] });
    await app.admin('POST', `${path}/close`);
    const { items } = await thread(app, path, customer.token);
    expect(items.map(({ kind, body, author, data }) => ({ kind, body, author, data }))).toEqual([
      { kind: 'message', body: 'Public', author: { name: 'Agent', mine: false } },
      {
        kind: 'event',
        body: '',
        author: { name: 'Helpdesk', mine: false },
        data: { from: 'New', to: 'Solved' },
      },
    ]);
    const seen = JSON.stringify([
      items,
      (await app.request('GET', path, { token: customer.token })).json,
      (await app.request('GET', '/tickets', { token: customer.token })).json,
    ]);
    for (const hidden of ['ecret', agent.person.id, agent.person.email, customer.person.email]) {
      expect(seen).not.toContain(hidden);
    }
  });

  test('see nothing of a note: neither a mail, nor a version, nor a time', async () => {
    const { app, agent, customer, ticket, path } = await open();
    const read = async () => (await app.request('GET', path, { token: customer.token })).text;
    const before = await read();
    app.clock.forward(1000);
    await write(app, path, agent.token, { body: 'Secret', visibility: 'note' });
    expect(await read()).toBe(before);
    expect(await mailsOf(app, ticket.id)).toEqual([]);
    const q = await app.request<List<unknown>>('GET', '/tickets?q=secret', {
      token: customer.token,
    });
    expect(q.json.items).toEqual([]);
    const desk = await app.request<List<unknown>>('GET', '/tickets?q=secret', {
      token: agent.token,
    });
    expect(desk.json.items).toHaveLength(1);
  });

  test('write no notes', async () => {
    const { app, customer, path } = await open();
    const refused = await write(app, path, customer.token, { body: 'Note', visibility: 'note' });
    expect(refused.status).toBe(403);
  });
});

describe('a thread', () => {
  test('is read page by page, oldest first', async () => {
    const { app, customer, path } = await open();
    for (const body of ['1', '2', '3', '4', '5']) await write(app, path, customer.token, { body });
    const bodies: string[][] = [];
    let query = '?limit=2';
    for (;;) {
      const { items, nextCursor } = await thread(app, path, customer.token, query);
      bodies.push(items.map(({ body }) => body));
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(bodies).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  test("refuses another viewer's cursor", async () => {
    const { app, agent, customer, path } = await open();
    for (const body of ['1', '2']) await write(app, path, customer.token, { body });
    const { nextCursor } = await thread(app, path, customer.token, '?limit=1');
    const { status, json } = await app.request(
      'GET',
      `${path}/messages?limit=1&cursor=${nextCursor}`,
      { token: agent.token },
    );
    expect(status).toBe(422);
    expect(json.issues?.map((issue) => issue.path)).toEqual([['cursor']]);
  });
});

describe("a customer's reply on a closed ticket", () => {
  test.each([
    ['always', 400, 'open'],
    ['never', 0, 'closed'],
    [{ withinDays: 3 }, 3, 'open'],
    [{ withinDays: 3 }, 3.001, 'closed'],
  ] as const)('policy %j, after %d days: %s', async (reopenPolicy, days, state) => {
    const { app, agent, customer, path, ticket } = await open({ reopenPolicy });
    const stages = await stagesByName(app);
    await app.admin('PATCH', path, { stageId: stages['In Progress']?.id });
    await app.admin('POST', `${path}/close`);
    app.clock.forward(days * day);
    const token = await app.tokenOf(customer.person.id);
    const seen = await app.request('GET', path, { token });
    expect(seen.json).toMatchObject({ open: false, mayReply: state === 'open' });
    const answer = await app.request('POST', `${path}/messages`, { token, body: { body: 'Hi' } });
    expect(answer.status === 201 ? 'open' : answer.json.code).toBe(state);
    const after = await readTicket(app, ticket.id);
    expect(after.state).toBe(state);
    if (state === 'open') expect(after.stageId).toBe(stages.New?.id);
    expect(agent.person.id).not.toBe(customer.person.id);
  });

  test("an agent's reply leaves the stage alone, and notes are written whatever the policy", async () => {
    const { app, agent, path, ticket } = await open({ reopenPolicy: 'never' });
    await app.admin('POST', `${path}/close`);
    for (const visibility of ['public', 'note']) {
      expect((await write(app, path, agent.token, { body: 'Hi', visibility })).status).toBe(201);
    }
    expect((await readTicket(app, ticket.id)).state).toBe('closed');
  });
});

describe('closing by a customer', () => {
  test('works where the team allows it', async () => {
    const { app, customer, path } = await open({ customerMayClose: true });
    const { token } = customer;
    expect((await app.request('GET', path, { token })).json).toMatchObject({ mayClose: true });
    const closed = await app.request('POST', `${path}/close`, { token });
    expect(closed.json).toMatchObject({ open: false, mayClose: false, stage: { name: 'Solved' } });
    expect((await app.request('POST', `${path}/reopen`, { token })).status).toBe(403);
  });
});
