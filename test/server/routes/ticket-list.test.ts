import { describe, expect, test } from 'vitest';
import type { AgentTicket, PortalTicket } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import { addAgent, addCustomer, addTicket, type List } from './desk.ts';

const token = adminKey;

async function numbers(app: App, query: string, as = token): Promise<number[]> {
  const answer = await app.request<List<AgentTicket>>('GET', `/tickets?${query}`, { token: as });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json.items.map(({ number }) => number);
}

async function open() {
  const app = await openApp();
  const team = await app.addTeam({ name: 'Support', visibility: 'public' });
  const other = await app.addTeam({ name: 'Other', visibility: 'public' });
  const agent = await addAgent(app, 'Agent');
  const customer = await addCustomer(app, 'Customer');
  const customerId = customer.person.id;
  const add = async (teamId: string, more: object) => {
    app.clock.forward(1000);
    return addTicket(app, teamId, more);
  };
  await add(team.id, { subject: 'Fern leaves', customerId, priority: 2, tags: ['plant'] });
  await add(other.id, { subject: 'Gift card', customerId, assigneeId: agent.person.id });
  const third = await add(team.id, { subject: 'Ferry ticket', customerId, priority: 1 });
  await app.admin('POST', `/tickets/${third.id}/close`);
  return { app, team, other, agent, customer };
}

describe('filters', () => {
  test('of agents', async () => {
    const { app, team, other, agent, customer } = await open();
    const at = (query: string) => numbers(app, `sort=number&${query}`, agent.token);
    expect(await at('')).toEqual([1, 2]);
    expect(await at('state=all')).toEqual([1, 2, 3]);
    expect(await at('state=closed')).toEqual([3]);
    expect(await at(`team=${other.id}`)).toEqual([2]);
    expect(await at(`team=${other.slug}`)).toEqual([]);
    expect(await at('assignee=me')).toEqual([2]);
    expect(await at('assignee=none')).toEqual([1]);
    expect(await at(`assignee=${agent.person.id}`)).toEqual([2]);
    expect(await at(`customer=${customer.person.id}&team=${team.id}`)).toEqual([1]);
    expect(await at('tag=plant')).toEqual([1]);
    expect(await at('state=all&q=FÉR')).toEqual([1, 3]);
    expect(await at('q=fern card')).toEqual([]);
    expect(await at('q=%2B')).toEqual([]);
    for (const filter of ['team', 'stage', 'assignee', 'customer', 'tag']) {
      expect(await at(`state=all&${filter}=unknown`)).toEqual([]);
    }
    expect(await numbers(app, 'state=all&assignee=me')).toEqual([]);
  });

  test('of customers: by what they may read, and all states unless asked', async () => {
    const { app, team, agent, customer } = await open();
    const at = (query: string) => numbers(app, `sort=number&${query}`, customer.token);
    expect(await at('')).toEqual([1, 2, 3]);
    expect(await at('state=open')).toEqual([1, 2]);
    expect(await at(`team=${team.slug}`)).toEqual([1, 3]);
    expect(await at(`team=${team.id}`)).toEqual([]);
    expect(await at('q=fern')).toEqual([1]);
    // Who has it, and what it is tagged with, is not to be found out by asking.
    for (const filter of [`assignee=${agent.person.id}`, 'assignee=none', 'tag=plant']) {
      expect(await at(filter)).toEqual([]);
    }
    const sorted = await app.request('GET', '/tickets?sort=priority', { token: customer.token });
    expect(sorted.status).toBe(422);
  });

  test('a customer reads nothing but what RULES.md names', async () => {
    const { app, customer } = await open();
    const { json } = await app.request<List<PortalTicket>>('GET', '/tickets?limit=1', {
      token: customer.token,
    });
    expect(Object.keys(json.items[0] ?? {}).sort()).toEqual(
      [
        'attachments',
        'closedAt',
        'createdAt',
        'description',
        'fields',
        'id',
        'mayClose',
        'mayReply',
        'muted',
        'number',
        'open',
        'stage',
        'subject',
        'team',
        'updatedAt',
        'version',
      ].sort(),
    );
    expect(Object.keys(json.items[0]?.stage ?? {})).toEqual(['name']);
  });
});

describe('sorting', () => {
  test.each([
    ['number', [1, 2, 3]],
    ['-number', [3, 2, 1]],
    ['createdAt', [1, 2, 3]],
    ['-createdAt', [3, 2, 1]],
    ['-updatedAt', [3, 2, 1]],
    ['priority', [2, 3, 1]],
    ['-priority', [1, 3, 2]],
  ])('by %s', async (sort, expected) => {
    const { app } = await open();
    expect(await numbers(app, `state=all&sort=${sort}`)).toEqual(expected);
  });
});

describe('cursors', () => {
  test('lead through every ticket once', async () => {
    const { app } = await open();
    const found: number[] = [];
    let query = 'state=all&limit=1';
    for (;;) {
      const { json } = await app.request<List<AgentTicket>>('GET', `/tickets?${query}`, { token });
      found.push(...json.items.map(({ number }) => number));
      if (json.nextCursor === null) break;
      query = `state=all&limit=1&cursor=${json.nextCursor}`;
    }
    expect(found).toEqual([3, 2, 1]);
  });

  test('belong to their viewer and question; limit may change', async () => {
    const { app, agent, customer } = await open();
    const first = await app.request<List<AgentTicket>>('GET', '/tickets?state=all&limit=1', {
      token: customer.token,
    });
    const cursor = first.json.nextCursor;
    const status = async (query: string, as: string) => {
      const answer = await app.request('GET', `/tickets?${query}`, { token: as });
      return answer.status === 200 ? 200 : [answer.status, answer.json.issues?.[0]?.path];
    };
    const refused = [422, ['cursor']];
    expect(await status(`state=all&limit=2&cursor=${cursor}`, customer.token)).toBe(200);
    expect(await status(`state=open&limit=1&cursor=${cursor}`, customer.token)).toEqual(refused);
    expect(await status(`state=all&limit=1&cursor=${cursor}`, agent.token)).toEqual(refused);
    expect(await status('state=all&cursor=made-up', customer.token)).toEqual(refused);
  });
});
