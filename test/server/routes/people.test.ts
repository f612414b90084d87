import { describe, expect, test } from 'vitest';
import type { Company, Person } from '../../../sdk/contract/people.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import { addAgent, addCustomer, addManager, type List } from './desk.ts';

const token = adminKey;
const codeOf = async (app: App, ...request: Parameters<App['request']>): Promise<string> => {
  const { status, json } = await app.request(...request);
  return status < 400 ? String(status) : `${status} ${json.code}`;
};

describe('a person', () => {
  test('has an address of their own, however it is written', async () => {
    const app = await openApp();
    const ann = await app.addPerson({ name: 'Ann', email: ' Ann@Shop.Example ' });
    expect(ann).toMatchObject({ kind: 'portal', role: null, email: 'ann@shop.example' });
    const other = await app.addPerson({ name: 'Bob', email: 'bob@shop.example' });
    const email = 'ANN@shop.example';
    const again = await app.request('POST', '/people', { token, body: { name: 'Ann', email } });
    expect(`${again.status} ${again.json.code}`).toBe('409 conflict');
    expect(again.json.detail).toContain('email');
    const path = `/people/${other.id}`;
    expect(await codeOf(app, 'PATCH', path, { token, body: { email } })).toBe('409 conflict');
  });

  test('who is a colleague has a role, a customer has none', async () => {
    const app = await openApp();
    const body = { kind: 'internal', name: 'Agent', email: 'agent@help.example' };
    const agent = await app.addPerson(body);
    expect(agent.role).toBe('agent');
    const wrong = { name: 'Ann', email: 'ann@shop.example', role: 'manager' };
    expect(await codeOf(app, 'POST', '/people', { token, body: wrong })).toBe('422 invalid_input');
    const customer = await app.admin<Person>('PATCH', `/people/${agent.id}`, { kind: 'portal' });
    expect(customer).toMatchObject({ kind: 'portal', role: null });
  });

  test('is found by words of name or address, page by page, colleagues first', async () => {
    const app = await openApp();
    await app.addPerson({ name: 'Ärna Öberg', email: 'first@shop.example' });
    await app.addPerson({ name: 'Second', email: 'arna@shop.example' });
    await addAgent(app, 'Agent');
    const names = async (query: string): Promise<string[]> =>
      (await app.admin<List<Person>>('GET', `/people?${query}`)).items.map(({ name }) => name);
    expect(await names('')).toEqual(['Agent', 'Ärna Öberg', 'Second']);
    expect(await names('q=arna')).toEqual(['Ärna Öberg', 'Second']);
    expect(await names('q=arna ob')).toEqual(['Ärna Öberg']);
    expect(await names('kind=portal&limit=1')).toEqual(['Ärna Öberg']);
    const first = await app.admin<List<Person>>('GET', '/people?limit=2');
    expect(await names(`limit=2&cursor=${first.nextCursor}`)).toEqual(['Second']);
  });
});

describe('agents', () => {
  test('add and edit customers only', async () => {
    const app = await openApp();
    const agent = await addAgent(app, 'Agent');
    const customer = await addCustomer(app, 'Customer');
    const as = { token: agent.token };
    const draft = { name: 'New', email: 'new@shop.example' };
    expect(await codeOf(app, 'POST', '/people', { ...as, body: draft })).toBe('201');
    const colleague = { ...draft, kind: 'internal', email: 'boss@help.example' };
    expect(await codeOf(app, 'POST', '/people', { ...as, body: colleague })).toBe('403 forbidden');
    const edit = (id: string, body: object) =>
      codeOf(app, 'PATCH', `/people/${id}`, { ...as, body });
    expect(await edit(customer.person.id, { name: 'Renamed' })).toBe('200');
    expect(await edit(customer.person.id, { kind: 'internal' })).toBe('403 forbidden');
    expect(await edit(agent.person.id, { role: 'manager' })).toBe('403 forbidden');
    expect(await edit('nobody', { name: 'Nobody' })).toBe('404 not_found');
  });
});

describe('sessions end', () => {
  test.each([
    ['kind', { kind: 'portal' }, 401],
    ['role', { role: 'manager' }, 401],
    ['e-mail', { email: 'other@help.example' }, 401],
    ['archiving', { active: false }, 401],
    ['name', { name: 'Renamed' }, 200],
    ['the same role', { role: 'agent' }, 200],
  ])('by a change of %s', async (_what, body, expected) => {
    const app = await openApp();
    const agent = await addAgent(app, 'Agent');
    await app.admin('PATCH', `/people/${agent.person.id}`, body);
    expect((await app.request('GET', '/me', { token: agent.token })).status).toBe(expected);
  });
});

describe('time off', () => {
  test('is entered by managers, read by agents, and removed with its own person only', async () => {
    const app = await openApp();
    const agent = await addAgent(app, 'Agent');
    const manager = await addManager(app, 'Manager');
    const path = `/people/${agent.person.id}/time-off`;
    const body = { from: '2026-03-01', to: null };
    expect(await codeOf(app, 'POST', path, { token: agent.token, body })).toBe('403 forbidden');
    const ask = { token: manager.token, body };
    const { json } = await app.request<{ id: string }>('POST', path, ask);
    const list = await app.request('GET', path, { token: agent.token });
    expect(list.json).toEqual({ items: [{ id: json.id, ...body }], nextCursor: null });
    const wrong = `/people/${manager.person.id}/time-off/${json.id}`;
    expect(await codeOf(app, 'DELETE', wrong, { token })).toBe('404 not_found');
    expect(await codeOf(app, 'DELETE', `${path}/${json.id}`, { token })).toBe('204');
    const backwards = { from: '2026-03-02', to: '2026-03-01' };
    expect(await codeOf(app, 'POST', path, { token, body: backwards })).toBe('422 invalid_input');
  });
});

describe('companies', () => {
  test('are kept by managers and deleted when nobody belongs to them', async () => {
    const app = await openApp();
    const agent = await addAgent(app, 'Agent');
    const home = await app.admin<Company>('POST', '/companies', { name: 'Home' });
    const path = `/companies/${home.id}`;
    expect(await codeOf(app, 'GET', path, { token: agent.token })).toBe('403 forbidden');
    expect(await app.admin('PATCH', path, { name: 'House' })).toMatchObject({ name: 'House' });
    await app.admin('PATCH', `/people/${agent.person.id}`, { companyIds: [home.id] });
    const team = await app.addTeam({ name: 'Team', companyId: home.id });
    const refused = await app.request('DELETE', path, { token });
    expect(refused.json).toMatchObject({ status: 409, code: 'conflict', count: 2 });
    await app.admin('PATCH', `/people/${agent.person.id}`, { companyIds: [] });
    await app.admin('PATCH', `/teams/${team.id}`, { companyId: null });
    expect(await codeOf(app, 'DELETE', path, { token })).toBe('204');
    expect(await codeOf(app, 'GET', path, { token })).toBe('404 not_found');
    const body = { companyIds: [home.id] };
    const person = `/people/${agent.person.id}`;
    expect(await codeOf(app, 'PATCH', person, { token, body })).toBe('422 invalid_input');
  });
});
