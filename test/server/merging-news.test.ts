import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../sdk/contract/forms.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import { readEvents } from '../kit/event-reader.ts';
import { tokenMailedTo } from '../kit/mailed-links.ts';
import { type App, openApp } from '../kit/open-app.ts';
import { merge, saidOn, write } from './merging-desk.ts';
import {
  addAgent,
  addCustomer,
  addManager,
  addTicket,
  followerIds,
  mailsOf,
  type Signed,
} from './routes/desk.ts';

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

const ticket = (customer: Signed | null, more: object = {}) =>
  addTicket(app, team.id, customer === null ? more : { customerId: customer.person.id, ...more });
const statusOf = async (path: string, token: string) =>
  (await app.request('GET', path, { token })).status;

describe('news of a merge', () => {
  const confirmed = async (email: string) => {
    const body = { name: 'Vera', email, subject: 'S', description: 'D' };
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body });
    await app.deliver();
    const link = { grant: 'guest', token: tokenMailedTo(app, email, 'guest') };
    const opened = await app.request<{ token: string }>('POST', '/auth/session', { body: link });
    return { ...json, link, session: opened.json.token };
  };

  test('ends the guest links of a source, and its followers get a new one by mail', async () => {
    const survivor = await ticket(ada);
    const source = await confirmed('vera@shop.example');
    await app.deliver();
    await merge(app, survivor.id, [source.id], { token: agent.token });
    const again = await app.request('POST', '/auth/session', { body: source.link });
    expect(again.status).toBe(401);
    expect(await statusOf('/me', source.session)).toBe(401);
    await app.deliver();
    const [mail] = app.mail.sent();
    expect(mail?.to.address).toBe('vera@shop.example');
    expect(mail?.text).toContain(`#${source.number} continues as #${survivor.number}`);
    const token = tokenMailedTo(app, 'vera@shop.example', 'guest');
    const body = { grant: 'guest', token };
    const { json } = await app.request<{ token: string; scope: unknown }>('POST', '/auth/session', {
      body,
    });
    expect(json.scope).toEqual({ ticketId: survivor.id });
    expect(await statusOf(`/tickets/${survivor.id}`, json.token)).toBe(200);
  });

  test('goes to colleagues who follow, once each, and outside to those of the sources', async () => {
    const boss = await addManager(app, 'Boss');
    const [survivor, source, other] = [await ticket(ada), await ticket(ben), await ticket(ben)];
    for (const { id } of [survivor, source, other]) {
      await app.admin('PUT', `/tickets/${id}/followers/${boss.person.id}`);
      await app.admin('PUT', `/tickets/${id}/followers/${agent.person.id}`);
    }
    await app.deliver();
    await merge(app, survivor.id, [source.id, other.id], { token: agent.token });
    expect((await mailsOf(app, survivor.id)).sort()).toEqual(
      [`merge ${boss.person.email}`, `merge ${ben.person.email}`].sort(),
    );
    await app.deliver();
    expect(app.mail.sent()[0]?.text).toContain(
      `#${source.number} and #${other.number} continue as #${survivor.number}`,
    );
  });

  test('does not go to an address that nobody has confirmed, nor after the merge was undone', async () => {
    const body = { name: 'Vera', email: 'vera@shop.example', subject: 'S', description: 'D' };
    const visitors = (await app.request<Receipt>('POST', '/forms/support', { body })).json;
    const [survivor, source] = [await ticket(ada), await ticket(ben)];
    await app.deliver();
    await merge(app, survivor.id, [visitors.id, source.id]);
    expect(await mailsOf(app, survivor.id)).toEqual([`merge ${ben.person.email}`]);
    await app.admin('POST', `/tickets/${source.id}/unmerge`);
    await app.deliver();
    expect(app.mail.sent()[0]?.text).not.toContain('continue');
  });

  test('is not sent about a source whose survivor its customer does not see', async () => {
    const inner = await app.addTeam({ name: 'Inner', visibility: 'company' });
    const survivor = await addTicket(app, inner.id);
    const source = await ticket(ben);
    await merge(app, survivor.id, [source.id]);
    expect(await mailsOf(app, survivor.id)).toEqual([]);
  });

  test('waiting mails about a message go with it', async () => {
    const [survivor, source] = [await ticket(ada), await ticket(ada)];
    await write(app, source.id, 'to Ada', { token: agent.token });
    await merge(app, survivor.id, [source.id]);
    await app.deliver();
    const texts = app.mail.sent().map(({ text }) => text);
    expect(texts.filter((text) => text.includes('to Ada'))).toHaveLength(1);
  });
});

describe('open streams', () => {
  test('tell who followed a source that it is gone, and of the survivor what shows there', async () => {
    const [survivor, source] = [await ticket(ada), await ticket(ben)];
    const [hers, his] = [await readEvents(app, ada.token), await readEvents(app, ben.token)];
    await merge(app, survivor.id, [source.id]);
    // Nothing of this merge shows to Ada; the reply does.
    await write(app, survivor.id, 'hello');
    expect((await hers.next())?.event).toBe('message.created');
    const told = [];
    for (let count = 0; count < 3; count += 1) {
      const { event, data } = (await his.next()) ?? {};
      told.push([event, data?.ticketId]);
    }
    expect(told).toEqual([
      ['follower.changed', survivor.id],
      ['revoked', source.id],
      ['message.created', survivor.id],
    ]);
    await Promise.all([hers.leave(), his.leave()]);
  });
});

describe('later replies to a source', () => {
  test('land on the survivor, through chains', async () => {
    const [one, two, three] = [await ticket(ada), await ticket(ada), await ticket(ada)];
    await merge(app, two.id, [three.id]);
    await merge(app, one.id, [two.id]);
    await write(app, three.id, 'late', { token: agent.token });
    expect((await saidOn(app, one.id, ada.token)).at(-1)).toBe('public: late');
    expect(await saidOn(app, three.id)).toEqual([]);
    expect(await followerIds(app, `/tickets/${one.id}`)).toContain(agent.person.id);
  });

  test('let nobody into a survivor that they do not see', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const survivor = await addTicket(app, hidden.id);
    const source = await ticket(ada);
    await merge(app, survivor.id, [source.id]);
    const ask = { token: agent.token, body: { body: 'let me in' } };
    const answer = await app.request('POST', `/tickets/${source.id}/messages`, ask);
    expect(answer.status).toBe(409);
    expect(await statusOf(`/tickets/${survivor.id}`, agent.token)).toBe(404);
  });
});
