import { describe, expect, test } from 'vitest';
import type { Stage } from '../../../sdk/contract/stages.ts';
import type { Team } from '../../../sdk/contract/teams.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import {
  addAgent,
  addCustomer,
  addTicket,
  historyOf,
  type List,
  mailsOf,
  readTicket,
  stagesByName,
} from './desk.ts';

const token = adminKey;

async function open() {
  const app = await openApp();
  const stages = await stagesByName(app);
  const id = (name: string): string => stages[name]?.id ?? '';
  return { app, id, team: await app.addTeam({ name: 'Support' }) };
}

const names = async (app: App, query = ''): Promise<string[]> =>
  (await app.admin<List<Stage>>('GET', `/stages?limit=100${query}`)).items.map(({ name }) => name);

const addStage = (app: App, draft: object): Promise<Stage> => app.admin('POST', '/stages', draft);

describe('the first start', () => {
  test('makes four shared stages, of which two are folded', async () => {
    const { app } = await open();
    const { items } = await app.admin<List<Stage>>('GET', '/stages');
    expect(items.map(({ name, folded, teamIds }) => ({ name, folded, teamIds }))).toEqual([
      { name: 'New', folded: false, teamIds: [] },
      { name: 'In Progress', folded: false, teamIds: [] },
      { name: 'Solved', folded: true, teamIds: [] },
      { name: 'Cancelled', folded: true, teamIds: [] },
    ]);
  });
});

describe('the order', () => {
  test('takes a new stage last, in the list page by page', async () => {
    const { app } = await open();
    await addStage(app, { name: 'Waiting' });
    expect(await names(app)).toEqual(['New', 'In Progress', 'Solved', 'Cancelled', 'Waiting']);
    const first = await app.admin<List<Stage>>('GET', '/stages?limit=3');
    const rest = await app.admin<List<Stage>>('GET', `/stages?limit=3&cursor=${first.nextCursor}`);
    expect(rest.items.map(({ name }) => name)).toEqual(['Cancelled', 'Waiting']);
    expect(rest.nextCursor).toBeNull();
  });

  test('lets the named stages exchange their places', async () => {
    const { app, id } = await open();
    await app.admin('PUT', '/stages/order', { ids: [id('Cancelled'), id('New')] });
    expect(await names(app)).toEqual(['Cancelled', 'In Progress', 'Solved', 'New']);
  });

  test('refuses unknown and repeated ids by their place', async () => {
    const { app, id } = await open();
    const body = { ids: [id('New'), 'none', id('New')] };
    const { status, json } = await app.request('PUT', '/stages/order', { token, body });
    expect(status).toBe(422);
    expect(json.issues?.map(({ path }) => path)).toEqual([
      ['ids', 1],
      ['ids', 2],
    ]);
  });
});

describe('a pipeline', () => {
  test('is the stages of the team and those of none, in order', async () => {
    const { app, team } = await open();
    const other = await app.addTeam({ name: 'Other' });
    await addStage(app, { name: 'Ours', teamIds: [team.id] });
    await addStage(app, { name: 'Theirs', teamIds: [other.id] });
    const shared = ['New', 'In Progress', 'Solved', 'Cancelled'];
    expect(await names(app, `&team=${team.id}`)).toEqual([...shared, 'Ours']);
    expect(await names(app, '&team=none')).toEqual([]);
  });

  test('of a team out of sight is out of sight too', async () => {
    const { app, team } = await open();
    const agent = await addAgent(app, 'Agent');
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const hidden = await addStage(app, { name: 'Hidden', teamIds: [secret.id] });
    const both = await addStage(app, { name: 'Both', teamIds: [secret.id, team.id] });
    const ask = { token: agent.token };
    const list = await app.request<List<Stage>>('GET', '/stages?limit=100', ask);
    expect(list.json.items.map(({ name }) => name)).not.toContain('Hidden');
    expect(list.json.items.find(({ id }) => id === both.id)?.teamIds).toEqual([team.id]);
    expect((await app.request('GET', `/stages/${hidden.id}`, ask)).status).toBe(404);
    const ofTeam = await app.request<List<Stage>>('GET', `/stages?team=${secret.id}`, ask);
    expect(ofTeam.json).toEqual({ items: [], nextCursor: null });
  });

  test('keeps at least one unfolded stage for every team', async () => {
    const { app, id, team } = await open();
    await app.admin('PATCH', `/stages/${id('In Progress')}`, { folded: true });
    const path = `/stages/${id('New')}`;
    const refused = async (method: string, body?: object): Promise<string> => {
      const { status, json } = await app.request(method, path, { token, body });
      return `${status} ${json.code}`;
    };
    expect(await refused('PATCH', { folded: true })).toBe('409 conflict');
    expect(await refused('DELETE')).toBe('409 conflict');
    const other = await app.addTeam({ name: 'Other' });
    expect(await refused('PATCH', { teamIds: [team.id] })).toBe('409 conflict');
    await addStage(app, { name: 'For the other', teamIds: [other.id] });
    const named = await app.request('PATCH', path, { token, body: { teamIds: [team.id] } });
    expect(named.status).toBe(200);
    const draft = { token, body: { name: 'Third' } };
    expect((await app.request('POST', '/teams', draft)).json.code).toBe('conflict');
  });
});

describe('a stage that holds tickets', () => {
  test('is not deleted, archived ones included', async () => {
    const { app, id, team } = await open();
    const ticket = await addTicket(app, team.id);
    await addTicket(app, team.id);
    await app.admin('PATCH', `/tickets/${ticket.id}`, { archived: true });
    const { json } = await app.request('DELETE', `/stages/${id('New')}`, { token });
    expect(json).toMatchObject({ status: 409, code: 'conflict', count: 2 });
    expect((await app.request('DELETE', `/stages/${id('Cancelled')}`, { token })).status).toBe(204);
    expect(await names(app)).toEqual(['New', 'In Progress', 'Solved']);
  });

  test('is not taken off the team whose tickets it holds', async () => {
    const { app, id, team } = await open();
    const other = await app.addTeam({ name: 'Other' });
    const ticket = await addTicket(app, team.id, { stageId: id('Solved') });
    await app.admin('PATCH', `/tickets/${ticket.id}`, { archived: true });
    await addTicket(app, other.id, { stageId: id('Solved') });
    const path = `/stages/${id('Solved')}`;
    const off = await app.request('PATCH', path, { token, body: { teamIds: [other.id] } });
    expect(off.json).toMatchObject({
      status: 409,
      code: 'conflict',
      count: 1,
    });
    const both = { token, body: { teamIds: [team.id, other.id] } };
    expect((await app.request('PATCH', path, both)).status).toBe(200);
  });

  test('closes and opens them all when its folded setting changes, and mails nobody', async () => {
    const { app, id, team } = await open();
    const customer = await addCustomer(app, 'Customer');
    const first = await addTicket(app, team.id, { customerId: customer.person.id });
    const archived = await addTicket(app, team.id);
    await app.admin('PATCH', `/tickets/${archived.id}`, { archived: true });
    const before = await mailsOf(app, first.id);
    const path = `/stages/${id('New')}`;
    expect(await app.admin('GET', `${path}/fold-change`)).toEqual({ opens: 0, closes: 2 });
    app.clock.forward(1000);
    await app.admin('PATCH', path, { folded: true });
    for (const ticket of [first, archived]) {
      expect(await readTicket(app, ticket.id)).toMatchObject({
        state: 'closed',
        closedAt: '2026-03-02T09:00:01.000Z',
      });
    }
    expect(await app.admin('GET', `${path}/fold-change`)).toEqual({ opens: 2, closes: 0 });
    await app.admin('PATCH', path, { folded: false });
    expect(await readTicket(app, first.id)).toMatchObject({ state: 'open', closedAt: null });
    expect(await mailsOf(app, first.id)).toEqual(before);
  });
});

describe('a ticket', () => {
  test('starts in the first unfolded stage', async () => {
    const { app, id, team } = await open();
    await app.admin('PUT', '/stages/order', { ids: [id('Solved'), id('New')] });
    expect((await addTicket(app, team.id)).stageId).toBe(id('In Progress'));
  });

  test('closedAt is set on closing, kept while closed, cleared on opening', async () => {
    const { app, id, team } = await open();
    const ticket = await addTicket(app, team.id);
    const to = async (name: string) => {
      app.clock.forward(1000);
      await app.admin('PATCH', `/tickets/${ticket.id}`, { stageId: id(name) });
      return (await readTicket(app, ticket.id)).closedAt;
    };
    expect(await to('In Progress')).toBeNull();
    expect(await to('Solved')).toBe('2026-03-02T09:00:02.000Z');
    expect(await to('Cancelled')).toBe('2026-03-02T09:00:02.000Z');
    expect(await to('New')).toBeNull();
    const moves = (await historyOf(app, ticket.id)).filter(
      ({ action }) => action === 'stage_changed',
    );
    expect(moves.map(({ data }) => [data?.from, data?.to])).toEqual([
      ['New', 'In Progress'],
      ['In Progress', 'Solved'],
      ['Solved', 'Cancelled'],
      ['Cancelled', 'New'],
    ]);
  });

  test('closes into the first folded and reopens into the first unfolded stage, each once', async () => {
    const { app, id, team } = await open();
    const ticket = await addTicket(app, team.id, { stageId: id('In Progress') });
    const act = (verb: string) => app.admin('POST', `/tickets/${ticket.id}/${verb}`);
    expect(await act('close')).toMatchObject({ stageId: id('Solved'), state: 'closed' });
    const closed = await readTicket(app, ticket.id);
    expect(await act('close')).toEqual(closed);
    expect(await act('reopen')).toMatchObject({ stageId: id('New'), state: 'open' });
    expect(await act('reopen')).toMatchObject({ stageId: id('New'), state: 'open' });
  });

  test('cannot be closed without a folded stage', async () => {
    const { app, id, team } = await open();
    for (const name of ['Solved', 'Cancelled']) {
      await app.admin('PATCH', `/stages/${id(name)}`, { folded: false });
    }
    const ticket = await addTicket(app, team.id);
    const { status, json } = await app.request('POST', `/tickets/${ticket.id}/close`, { token });
    expect(`${status} ${json.code}`).toBe('409 no_closing_stage');
  });

  test('goes to no stage of another pipeline', async () => {
    const { app, team } = await open();
    const other = await app.addTeam({ name: 'Other' });
    const theirs = await addStage(app, { name: 'Theirs', teamIds: [other.id] });
    const ticket = await addTicket(app, team.id);
    const body = { stageId: theirs.id };
    const patch = await app.request('PATCH', `/tickets/${ticket.id}`, { token, body });
    expect(patch.status).toBe(422);
    const draft = { teamId: team.id, subject: 'S', description: 'D', ...body };
    const post = await app.request('POST', '/tickets', { token, body: draft });
    expect(post.json.issues?.map(({ path }) => path)).toEqual([['stageId']]);
  });
});

describe('ids in a stage', () => {
  test('that name nothing are refused by their place', async () => {
    const { app, team } = await open();
    const body = { name: 'Stage', teamIds: [(team as Team).id, 'none'], emailTemplateId: 'none' };
    const { status, json } = await app.request('POST', '/stages', { token, body });
    expect(status).toBe(422);
    expect(json.issues?.map(({ path }) => path)).toEqual([['teamIds', 1], ['emailTemplateId']]);
  });

  test('a stale version is refused', async () => {
    const { app, id } = await open();
    const headers = { 'If-Match': '"7"' };
    const ask = { token, headers, body: { name: 'Renamed' } };
    const { status, json } = await app.request('PATCH', `/stages/${id('New')}`, ask);
    expect(`${status} ${json.code}`).toBe('409 stale_version');
  });
});
