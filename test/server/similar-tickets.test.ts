import { beforeEach, describe, expect, test } from 'vitest';
import type { RatedTickets } from '../../sdk/contract/merging.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import { type App, adminKey, openApp } from '../kit/open-app.ts';
import { merge } from './merging-desk.ts';
import { addAgent, addCustomer, addTicket, type Signed } from './routes/desk.ts';

let app: App;
let team: Team;
let agent: Signed;
let ada: Signed;

beforeEach(async () => {
  app = await openApp();
  team = await app.addTeam({ name: 'Support', visibility: 'public' });
  agent = await addAgent(app, 'Agent');
  ada = await addCustomer(app, 'Ada');
});

const ticket = (subject: string, description: string, more: object = {}) =>
  addTicket(app, team.id, { subject, description, ...more });
const rated = ({ items }: RatedTickets): [string, number][] =>
  items.map(({ ticket: { id }, similarity }) => [id, similarity]);
const similar = (id: string, token = adminKey) =>
  app.request<RatedTickets>('GET', `/tickets/${id}/similar`, { token });
const rate = (ids: string[], token = adminKey) =>
  app.request<RatedTickets>('POST', '/tickets/similarity', { token, body: { ids } });

describe('similar tickets', () => {
  test('are those of the same words, the most similar first, without the ticket itself', async () => {
    const customerId = ada.person.id;
    const one = await ticket('Printer is loud', 'It makes noise all day', { customerId });
    const near = await ticket('My printer is very loud', 'noise, noise', { customerId });
    const same = await ticket('LOUD is printer', 'it makes noise all DÁY', { customerId });
    const far = await ticket('Where is my parcel', 'I ordered last week');
    const { status, json } = await similar(one.id, agent.token);
    expect(status).toBe(200);
    expect(rated(json)).toEqual([
      [same.id, 100],
      [near.id, 58],
    ]);
    expect(json.items.map((item) => item.ticket.id)).not.toContain(far.id);
  });

  test('work in Japanese', async () => {
    const one = await ticket('配送が遅い', '荷物がまだ届きません');
    const two = await ticket('配送が遅い', '荷物がまだ届きません');
    await ticket('請求書の再発行', 'お願いします');
    expect(rated((await similar(one.id)).json)).toEqual([[two.id, 100]]);
  });

  test('are only those the agent sees, and none that are archived or merged', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const words = ['Printer is loud', 'It makes noise'] as const;
    const one = await ticket(...words);
    const seen = await ticket(...words);
    const [subject, description] = words;
    const secret = await addTicket(app, hidden.id, { subject, description });
    const archived = await ticket(...words);
    await app.admin('PATCH', `/tickets/${archived.id}`, { archived: true });
    const merged = await ticket(...words);
    await merge(app, seen.id, [merged.id]);
    expect(rated((await similar(one.id, agent.token)).json)).toEqual([[seen.id, 100]]);
    await app.admin('PUT', `/tickets/${secret.id}/followers/${agent.person.id}`);
    expect(rated((await similar(one.id, agent.token)).json)).toEqual([
      [secret.id, 100],
      [seen.id, 100],
    ]);
  });

  test('are found among many that share common words', async () => {
    const one = await ticket('order broken screen', 'the screen of my order is broken');
    const two = await ticket('order screen broken', 'my order: the screen is broken');
    for (let count = 0; count < 60; count += 1) {
      await ticket(`order ${count}`, `my order is late, the number is ${count}`);
    }
    expect(rated((await similar(one.id)).json)[0]).toEqual([two.id, 96]);
  });

  test('are not for customers, and not of a ticket out of sight', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const secret = await addTicket(app, hidden.id);
    const mine = await ticket('S', 'D', { customerId: ada.person.id });
    expect((await similar(secret.id, agent.token)).status).toBe(404);
    expect((await similar(mine.id, ada.token)).status).toBe(403);
  });
});

describe('similarity', () => {
  test('rates each ticket against the first, in the order asked', async () => {
    const customerId = ada.person.id;
    const one = await ticket('Loud printer', 'a b', { customerId });
    const two = await ticket('printer, LOUD', 'b a', { customerId });
    const three = await ticket('Loud printer', 'c d');
    const { status, json } = await rate([one.id, three.id, two.id], agent.token);
    expect(status).toBe(200);
    expect(rated(json)).toEqual([
      [one.id, 100],
      [three.id, 45],
      [two.id, 100],
    ]);
    expect(rated((await rate([three.id, one.id])).json)[1]).toEqual([one.id, 45]);
  });

  test('treats a ticket out of sight like one that does not exist', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const secret = await addTicket(app, hidden.id);
    const mine = await ticket('S', 'D');
    const [unseen, unknown] = [
      await rate([mine.id, secret.id], agent.token),
      await rate([mine.id, 'nothing'], agent.token),
    ];
    expect(unseen.status).toBe(422);
    const issuesOf = (answer: { json: unknown }) => (answer.json as { issues: unknown }).issues;
    expect(issuesOf(unseen)).toEqual(issuesOf(unknown));
    expect((await rate([mine.id], ada.token)).status).toBe(403);
  });
});
