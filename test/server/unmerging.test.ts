import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../sdk/contract/forms.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import { type App, openApp } from '../kit/open-app.ts';
import { merge, saidOn, threadOf, unmerge, upload, write } from './merging-desk.ts';
import {
  addAgent,
  addCustomer,
  addTicket,
  followerIds,
  historyOf,
  readTicket,
  type Signed,
} from './routes/desk.ts';

const day = 24 * 60 * 60 * 1000;

let app: App;
let team: Team;
let agent: Signed;
let ada: Signed;
let ben: Signed;

beforeEach(async () => {
  app = await openApp();
  team = await app.addTeam({ name: 'Support', visibility: 'public' });
  agent = await addAgent(app, 'Agent');
  ada = await addCustomer(app, 'Ada');
  ben = await addCustomer(app, 'Ben');
});

const ticket = (customer: Signed, more: object = {}) =>
  addTicket(app, team.id, { customerId: customer.person.id, ...more });
const statusOf = async (path: string, token: string) =>
  (await app.request('GET', path, { token })).status;
const follow = (ticketId: string, one: Signed) =>
  app.admin('PUT', `/tickets/${ticketId}/followers/${one.person.id}`);
const followersOf = (ticketId: string) => followerIds(app, `/tickets/${ticketId}`);

describe('undoing a merge', () => {
  test('gives the source back its messages with their visibility, files and place in the portal', async () => {
    const survivor = await ticket(ada);
    const source = await ticket(ben, { tags: ['x'] });
    const file = await upload(app, 'bill.txt');
    await write(app, source.id, 'to Ben', { attachmentIds: [file.id] });
    await write(app, source.id, 'of Ben', { visibility: 'note' });
    const before = await threadOf(app, source.id, ben.token);
    await merge(app, survivor.id, [source.id]);
    expect(await threadOf(app, source.id, ben.token)).toBeUndefined();
    await write(app, source.id, 'later');

    const { status, json } = await unmerge(app, source.id, agent.token);
    expect(status).toBe(200);
    expect(json).toMatchObject({ id: source.id, archived: false, mergedInto: null, tags: ['x'] });
    expect(await threadOf(app, source.id, ben.token)).toEqual(before);
    expect(await saidOn(app, source.id)).toEqual(['public: to Ben', 'note: of Ben']);
    expect(await saidOn(app, survivor.id)).toEqual(['public: later']);
    expect(await statusOf(`/attachments/${file.id}`, ben.token)).toBe(200);
    expect(await statusOf(`/attachments/${file.id}`, ada.token)).toBe(404);
    expect((await readTicket(app, survivor.id)).tags).toEqual([]);
    expect((await historyOf(app, source.id)).at(-1)).toMatchObject({
      action: 'unmerged',
      author: { id: agent.person.id },
      data: { survivor: { id: survivor.id, number: survivor.number } },
    });
    expect((await historyOf(app, survivor.id)).map(({ action }) => action)).toContain('unmerged');
  });

  test('puts the files of the form back on the ticket', async () => {
    const body = new FormData();
    const fields = { name: 'N', email: ben.person.email, subject: 'S', description: 'D' };
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('attachments', new File(['x'], 'x.txt', { type: 'text/plain' }));
    const source = (await app.request<Receipt>('POST', '/forms/support', { body })).json;
    const survivor = await ticket(ada);
    await merge(app, survivor.id, [source.id], { showSources: true });
    const [file] = (await readTicket(app, source.id)).attachments;
    expect(await statusOf(`/attachments/${file?.id}`, ada.token)).toBe(200);
    await unmerge(app, source.id);
    expect(await statusOf(`/attachments/${file?.id}`, ada.token)).toBe(404);
    expect(await statusOf(`/attachments/${file?.id}`, ben.token)).toBe(200);
    expect(await saidOn(app, survivor.id)).toEqual([]);
  });

  test('removes followers the merge added, and with them their way in', async () => {
    const survivor = await ticket(ada);
    const source = await ticket(ben);
    await follow(source.id, agent);
    await follow(survivor.id, agent);
    await merge(app, survivor.id, [source.id]);
    expect(await statusOf(`/tickets/${survivor.id}`, ben.token)).toBe(200);
    await unmerge(app, source.id);
    expect(await followersOf(survivor.id)).toEqual([ada.person.id, agent.person.id].sort());
    expect(await statusOf(`/tickets/${survivor.id}`, ben.token)).toBe(404);
    expect(await statusOf(`/tickets/${source.id}`, ben.token)).toBe(200);
  });

  test('keeps those who have written or been added since', async () => {
    const cho = await addCustomer(app, 'Cho');
    const dia = await addAgent(app, 'Dia');
    const survivor = await ticket(ada);
    const source = await ticket(ben);
    for (const one of [cho, dia, agent]) await follow(source.id, one);
    await merge(app, survivor.id, [source.id]);
    await write(app, survivor.id, 'thanks', { token: ben.token });
    await follow(survivor.id, cho);
    await app.admin('PATCH', `/tickets/${survivor.id}`, { assigneeId: dia.person.id });
    await unmerge(app, source.id);
    expect(await followersOf(survivor.id)).toEqual(
      [ada, ben, cho, dia].map(({ person }) => person.id).sort(),
    );
  });

  test('keeps whom and what another source brings as well', async () => {
    const survivor = await ticket(ada, { tags: ['own'] });
    const one = await ticket(ben, { tags: ['shared', 'own', 'one'] });
    const two = await ticket(ben, { tags: ['shared'] });
    await merge(app, survivor.id, [one.id, two.id]);
    await unmerge(app, one.id);
    expect(await followersOf(survivor.id)).toContain(ben.person.id);
    expect((await readTicket(app, survivor.id)).tags).toEqual(['own', 'shared']);
    await unmerge(app, two.id);
    expect(await followersOf(survivor.id)).toEqual([ada.person.id]);
    expect((await readTicket(app, survivor.id)).tags).toEqual(['own']);
  });

  test('reaches through a chain, in either order', async () => {
    for (const order of ['inner first', 'outer first']) {
      const [one, two, three] = [await ticket(ada), await ticket(ada), await ticket(ben)];
      await write(app, two.id, 'two');
      await write(app, three.id, 'three');
      await merge(app, two.id, [three.id]);
      await merge(app, one.id, [two.id]);
      expect(await followersOf(one.id)).toContain(ben.person.id);
      for (const { id } of order === 'inner first' ? [three, two] : [two, three]) {
        expect((await unmerge(app, id)).status).toBe(200);
      }
      expect(await saidOn(app, one.id)).toEqual([]);
      expect(await saidOn(app, two.id)).toEqual(['public: two']);
      expect(await saidOn(app, three.id)).toEqual(['public: three']);
      for (const { id } of [one, two]) expect(await followersOf(id)).toEqual([ada.person.id]);
      expect(await followersOf(three.id)).toEqual([ben.person.id]);
    }
  });

  test('of the inner link takes its customer out of the whole chain', async () => {
    const [one, two, three] = [await ticket(ada), await ticket(ada), await ticket(ben)];
    await merge(app, two.id, [three.id]);
    await merge(app, one.id, [two.id]);
    await unmerge(app, three.id);
    expect(await followersOf(one.id)).toEqual([ada.person.id]);
    expect(await statusOf(`/tickets/${one.id}`, ben.token)).toBe(404);
  });

  test('can be followed by merging again', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    await write(app, two.id, 'two');
    for (let round = 0; round < 2; round += 1) {
      expect((await merge(app, one.id, [two.id])).status).toBe(200);
      expect(await saidOn(app, one.id)).toEqual(['public: A text', 'public: two']);
      expect((await unmerge(app, two.id)).status).toBe(200);
      expect(await saidOn(app, one.id)).toEqual([]);
    }
  });

  test('leaves a source archived that was archived before', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    await app.admin('PATCH', `/tickets/${two.id}`, { archived: true });
    await merge(app, one.id, [two.id]);
    expect((await unmerge(app, two.id)).json.archived).toBe(true);
  });

  test('removes nobody’s way back that a change of visibility has taken', async () => {
    const survivor = await ticket(ada);
    const source = await ticket(ben);
    await merge(app, survivor.id, [source.id]);
    const show = (visibility: string) => app.admin('PATCH', `/teams/${team.id}`, { visibility });
    await show('company');
    await unmerge(app, source.id);
    await show('public');
    expect(await followersOf(survivor.id)).toEqual([ada.person.id]);
    expect(await followersOf(source.id)).toEqual([ben.person.id]);
  });

  test('still removes them after a change of visibility and back', async () => {
    const survivor = await ticket(ada);
    const source = await ticket(ben);
    await merge(app, survivor.id, [source.id]);
    for (const visibility of ['private', 'public']) {
      await app.admin('PATCH', `/teams/${team.id}`, { visibility });
    }
    expect(await followersOf(survivor.id)).toContain(ben.person.id);
    await unmerge(app, source.id);
    expect(await followersOf(survivor.id)).toEqual([ada.person.id]);
  });
});

describe('a merge cannot be undone', () => {
  const code = async (id: string, token?: string) => {
    const { status, json } = await unmerge(app, id, token);
    return `${status} ${(json as unknown as { code: string }).code}`;
  };

  test('after 30 days', async () => {
    const [one, two, three] = [await ticket(ada), await ticket(ada), await ticket(ada)];
    await merge(app, one.id, [two.id, three.id]);
    app.clock.forward(30 * day);
    expect((await unmerge(app, two.id)).status).toBe(200);
    app.clock.forward(1);
    expect(await code(three.id)).toBe('409 conflict');
  });

  test('where there is none', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    expect(await code(one.id)).toBe('409 conflict');
    await merge(app, one.id, [two.id]);
    expect(await code(one.id)).toBe('409 conflict');
    await unmerge(app, two.id);
    expect(await code(two.id)).toBe('409 conflict');
  });

  test('by who does not see the source, or the survivor; nor by customers', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const secret = await addTicket(app, hidden.id);
    const source = await ticket(ada);
    expect(await code(secret.id, agent.token)).toBe('404 not_found');
    await merge(app, secret.id, [source.id]);
    expect(await code(source.id, agent.token)).toBe('403 forbidden');
    expect(await code(source.id, ada.token)).toBe('403 forbidden');
    expect(await code('nothing', ada.token)).toBe('403 forbidden');
  });

  test('by the archive flag alone', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    await merge(app, one.id, [two.id]);
    const ask = { token: agent.token, body: { archived: false } };
    expect((await app.request('PATCH', `/tickets/${two.id}`, ask)).status).toBe(409);
  });
});
