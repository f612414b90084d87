import { describe, expect, test } from 'vitest';
import type { Team } from '../../../sdk/contract/teams.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import { addAgent, addCustomer, addTicket, type List } from './desk.ts';

const token = adminKey;
const codeOf = async (app: App, ...request: Parameters<App['request']>): Promise<string> => {
  const { status, json } = await app.request(...request);
  return status < 400 ? String(status) : `${status} ${json.code}`;
};

describe('a new team', () => {
  test('needs only a name', async () => {
    const app = await openApp();
    expect(await app.addTeam({ name: 'Straße & Söhne' })).toEqual({
      id: expect.any(String),
      version: 1,
      name: 'Straße & Söhne',
      slug: 'strasse-sohne',
      description: '',
      companyId: null,
      visibility: 'company',
      autoAssign: false,
      assignMethod: 'equal_total',
      memberIds: [],
      formFields: [],
      allowedOrigins: [],
      privacy: null,
      replyTo: null,
      customerMayClose: false,
      reopenPolicy: 'always',
      retentionDays: null,
      translations: {},
      archived: false,
    });
  });

  test('has an address of its own', async () => {
    const app = await openApp();
    const slugs = [];
    for (const name of ['Support', 'Support', 'support!', '支援', '支援']) {
      slugs.push((await app.addTeam({ name })).slug);
    }
    expect(slugs).toEqual(['support', 'support-2', 'support-3', 'team', 'team-2']);
    const body = { name: 'Other', slug: 'support' };
    expect(await codeOf(app, 'POST', '/teams', { token, body })).toBe('409 conflict');
    const other = await app.addTeam({ name: 'Other' });
    const path = `/teams/${other.id}`;
    expect(await codeOf(app, 'PATCH', path, { token, body: { slug: 'team' } })).toBe(
      '409 conflict',
    );
    expect(await codeOf(app, 'PATCH', path, { token, body: { slug: 'other' } })).toBe('200');
  });

  test('names a company, members and fields that there are, and says all that is wrong', async () => {
    const app = await openApp();
    const customer = await addCustomer(app, 'Customer');
    const agent = await addAgent(app, 'Agent');
    const field = { key: 'order', label: 'Order', type: 'text' };
    const body = {
      name: 'Team',
      companyId: 'none',
      memberIds: [agent.person.id, customer.person.id, 'none'],
      formFields: [field, field],
    };
    const { status, json } = await app.request('POST', '/teams', { token, body });
    expect(status).toBe(422);
    expect(json.issues?.map(({ path }) => path)).toEqual([
      ['formFields', 1, 'key'],
      ['companyId'],
      ['memberIds', 1],
      ['memberIds', 2],
    ]);
  });
});

describe('the list of teams', () => {
  test('counts what the viewer sees in each', async () => {
    const app = await openApp();
    const agent = await addAgent(app, 'Agent');
    const open = await app.addTeam({ name: 'Open' });
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    for (const team of [open, secret, hidden]) {
      for (const more of [{}, {}, { assigneeId: null }]) await addTicket(app, team.id, more);
    }
    const mine = await addTicket(app, secret.id);
    await app.admin('PUT', `/tickets/${mine.id}/followers/${agent.person.id}`);
    await app.admin('PATCH', `/tickets/${mine.id}`, { assigneeId: agent.person.id });
    const { json } = await app.request<List<Team>>('GET', '/teams', { token: agent.token });
    expect(json.items.map(({ name, counts }) => [name, counts])).toEqual([
      ['Open', { open: 3, unassigned: 3, closed: 0 }],
      ['Secret', { open: 1, unassigned: 0, closed: 0 }],
    ]);
    expect(json.items[1]).not.toHaveProperty('memberIds');
  });

  test('shows archived teams only when asked for', async () => {
    const app = await openApp();
    const team = await app.addTeam({ name: 'Old' });
    await app.addTeam({ name: 'New' });
    await app.admin('PATCH', `/teams/${team.id}`, { archived: true });
    const names = async (query: string) =>
      (await app.admin<List<Team>>('GET', `/teams${query}`)).items.map(({ name }) => name);
    expect(await names('')).toEqual(['New']);
    expect(await names('?archived=true')).toEqual(['Old']);
    const draft = { teamId: team.id, subject: 'S', description: 'D' };
    expect(await codeOf(app, 'POST', '/tickets', { token, body: draft })).toBe('422 invalid_input');
  });
});

describe('a change of a team', () => {
  test('leaves what it does not name, and minds the version', async () => {
    const app = await openApp();
    const team = await app.addTeam({ name: 'Team', replyTo: 'team@help.example' });
    const path = `/teams/${team.id}`;
    const changed = await app.admin('PATCH', path, { reopenPolicy: { withinDays: 3 } });
    expect(changed).toEqual({ ...team, version: 2, reopenPolicy: { withinDays: 3 } });
    const ask = { token, body: { name: 'Other' }, headers: { 'If-Match': '"1"' } };
    expect(await codeOf(app, 'PATCH', path, ask)).toBe('409 stale_version');
  });
});
