import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../sdk/contract/forms.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import { type App, openApp } from '../kit/open-app.ts';
import { merge, preview, saidOn, threadOf, upload, write } from './merging-desk.ts';
import {
  addAgent,
  addCustomer,
  addTicket,
  followerIds,
  historyOf,
  readTicket,
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

describe('the survivor', () => {
  test('keeps its subject, customer, assignee and stage, and gets messages, files, tags and followers', async () => {
    const survivor = await ticket(ada, { subject: 'Survivor', tags: ['a', 'b'] });
    const source = await ticket(ada, { subject: 'Source', tags: ['b', 'c'], priority: 3 });
    const fan = await addAgent(app, 'Fan');
    await app.admin('PUT', `/tickets/${source.id}/followers/${fan.person.id}`);
    await write(app, survivor.id, 'first');
    const file = await upload(app, 'photo.txt');
    await write(app, source.id, 'second', { attachmentIds: [file.id] });
    await write(app, survivor.id, 'third');
    await write(app, source.id, 'hush', { visibility: 'note' });

    const { status, json } = await merge(app, survivor.id, [source.id], { token: agent.token });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: survivor.id,
      subject: 'Survivor',
      customerId: ada.person.id,
      assigneeId: null,
      stageId: survivor.stageId,
      priority: 0,
      tags: ['a', 'b', 'c'],
      archived: false,
      mergedInto: null,
    });
    expect(await saidOn(app, survivor.id)).toEqual([
      'public: A text',
      'public: first',
      'public: second',
      'public: third',
      'note: hush',
    ]);
    const second = (await threadOf(app, survivor.id))?.find((item) => item.body === 'second');
    expect(second?.attachments.map(({ name }) => name)).toEqual(['photo.txt']);
    expect(await statusOf(`/attachments/${file.id}`, ada.token)).toBe(200);
    expect(await followerIds(app, `/tickets/${survivor.id}`)).toEqual(
      [ada.person.id, fan.person.id].sort(),
    );
    expect(await saidOn(app, source.id)).toEqual([]);
    expect(await readTicket(app, source.id)).toMatchObject({
      archived: true,
      mergedInto: survivor.id,
      subject: 'Source',
    });
  });

  test('gets several sources at once, each follower and tag once', async () => {
    const [one, two, three] = await Promise.all([ticket(ada), ticket(ben), ticket(ben)]);
    await merge(app, one.id, [two.id, three.id, two.id]);
    expect(await followerIds(app, `/tickets/${one.id}`)).toEqual(
      [ada.person.id, ben.person.id].sort(),
    );
    expect((await historyOf(app, one.id)).map(({ action }) => action)).toEqual([
      'created',
      'merged',
    ]);
  });

  test('and the sources say in their history what was merged and by whom', async () => {
    const [survivor, source] = [await ticket(ada), await ticket(ada)];
    await merge(app, survivor.id, [source.id], { token: agent.token });
    const [, entry] = await historyOf(app, survivor.id);
    expect(entry).toMatchObject({
      action: 'merged',
      visibility: 'note',
      author: { id: agent.person.id },
      data: { sources: [{ id: source.id, number: source.number }] },
    });
    const [, theirs] = await historyOf(app, source.id);
    expect(theirs).toMatchObject({
      action: 'merged',
      author: { id: agent.person.id },
      data: { survivor: { id: survivor.id, number: survivor.number } },
    });
  });

  test('names in its history no ticket that the reader does not see', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const survivor = await ticket(ada);
    const source = await addTicket(app, hidden.id);
    await merge(app, survivor.id, [source.id]);
    const entries = (await threadOf(app, survivor.id, agent.token))?.filter(
      ({ action }) => action === 'merged',
    );
    expect(entries?.map(({ data }) => data)).toEqual([{ sources: [] }]);
  });

  test('holds the loads: a source merged away counts for nobody', async () => {
    const busy = await app.addTeam({ name: 'Busy', autoAssign: true });
    const [first, second] = [await addAgent(app, 'First'), await addAgent(app, 'Second')];
    await app.admin('PATCH', `/teams/${busy.id}`, {
      memberIds: [first.person.id, second.person.id],
    });
    const opened = [];
    for (let count = 0; count < 3; count += 1) opened.push(await addTicket(app, busy.id));
    const [one, two, three] = opened;
    expect(opened.map(({ assigneeId }) => assigneeId)).toEqual(
      [first, second, first].map(({ person }) => person.id),
    );
    await merge(app, two?.id ?? '', [one?.id ?? '', three?.id ?? '']);
    expect((await addTicket(app, busy.id)).assigneeId).toBe(first.person.id);
    expect((await addTicket(app, busy.id)).assigneeId).toBe(second.person.id);
  });
});

describe('nothing becomes public by merging', () => {
  const publicOn = (id: string, who: Signed) => saidOn(app, id, who.token);

  test('what was said to another customer enters as internal, with its files', async () => {
    const survivor = await ticket(ada);
    const file = await upload(app, 'bill.txt');
    const source = await ticket(ben, { description: 'Ben only' });
    await write(app, source.id, 'to Ben', { attachmentIds: [file.id] });
    await write(app, source.id, 'of Ben', { visibility: 'note' });
    await merge(app, survivor.id, [source.id]);
    expect(await saidOn(app, survivor.id)).toEqual([
      'note: Ben only',
      'note: to Ben',
      'note: of Ben',
    ]);
    expect(await publicOn(survivor.id, ada)).toEqual([]);
    expect(await publicOn(survivor.id, ben)).toEqual([]);
    expect(await statusOf(`/attachments/${file.id}`, ada.token)).toBe(404);
    expect(await statusOf(`/attachments/${file.id}`, agent.token)).toBe(200);
  });

  test('what was said in a team that is not public enters as internal, even of the same customer', async () => {
    const inner = await app.addTeam({ name: 'Inner', visibility: 'company' });
    const source = await addTicket(app, inner.id, { customerId: ada.person.id });
    await write(app, source.id, 'among us');
    const survivor = await ticket(ada);
    await merge(app, survivor.id, [source.id]);
    expect(await publicOn(survivor.id, ada)).toEqual([]);
  });

  test('shows what was public when the agent ticks it, and never a note', async () => {
    const survivor = await ticket(ada);
    const source = await ticket(ben, { description: 'Ben only' });
    await write(app, source.id, 'to Ben');
    await write(app, source.id, 'of Ben', { visibility: 'note' });
    await merge(app, survivor.id, [source.id], { showSources: true });
    expect(await publicOn(survivor.id, ada)).toEqual(['public: Ben only', 'public: to Ben']);
  });

  test('files of the form hang on the description, and are as hidden as it', async () => {
    const submit = async (email: string, withFile: boolean) => {
      const body = new FormData();
      const fields = { name: 'N', email, subject: 'S', description: 'D' };
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      if (withFile) body.append('attachments', new File(['x'], 'x.txt', { type: 'text/plain' }));
      return (await app.request<Receipt>('POST', '/forms/support', { body })).json;
    };
    const survivor = await submit(ada.person.email, false);
    const source = await submit(ben.person.email, true);
    const [file] = (await readTicket(app, source.id)).attachments;
    await merge(app, survivor.id, [source.id]);
    const description = (await threadOf(app, survivor.id))?.find(({ kind }) => kind === 'message');
    expect(description).toMatchObject({ visibility: 'note', author: { id: ben.person.id } });
    expect(description?.attachments.map(({ id }) => id)).toEqual([file?.id]);
    expect(await statusOf(`/attachments/${file?.id}`, ada.token)).toBe(404);
  });
});

describe('followers', () => {
  test('from outside are added only where the survivor’s team is public', async () => {
    const inner = await app.addTeam({ name: 'Inner', visibility: 'company' });
    const survivor = await addTicket(app, inner.id);
    const source = await ticket(ben);
    await app.admin('PUT', `/tickets/${source.id}/followers/${agent.person.id}`);
    await merge(app, survivor.id, [source.id]);
    expect(await followerIds(app, `/tickets/${survivor.id}`)).toEqual([agent.person.id]);
    expect(await statusOf(`/tickets/${survivor.id}`, ben.token)).toBe(404);
    expect(await statusOf(`/tickets/${source.id}`, ben.token)).toBe(404);
  });

  test('beyond the company wall and archived ones are not added; a muted one stays muted', async () => {
    const north = await app.admin<{ id: string }>('POST', '/companies', { name: 'North' });
    const south = await app.admin<{ id: string }>('POST', '/companies', { name: 'South' });
    const walled = await app.addTeam({ name: 'N', companyId: north.id, visibility: 'public' });
    const southern = await addAgent(app, 'Southern', { companyIds: [south.id] });
    const gone = await addAgent(app, 'Gone');
    const source = await ticket(ben);
    for (const { person } of [southern, gone, agent]) {
      await app.admin('PUT', `/tickets/${source.id}/followers/${person.id}`);
    }
    const mute = { token: agent.token, body: { muted: true } };
    await app.request('PATCH', `/tickets/${source.id}/followers/me`, mute);
    await app.admin('PATCH', `/people/${gone.person.id}`, { active: false });
    const survivor = await addTicket(app, walled.id);
    await merge(app, survivor.id, [source.id]);
    const path = `/tickets/${survivor.id}/followers`;
    const { items } = await app.admin<{ items: { person: { id: string }; muted: boolean }[] }>(
      'GET',
      path,
    );
    expect(items.map(({ person, muted }) => [person.id, muted]).sort()).toEqual(
      [
        [ben.person.id, false],
        [agent.person.id, true],
      ].sort(),
    );
  });

  test('the page names who gains access, who will read the sources, and how similar they are', async () => {
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const survivor = await ticket(ada, { subject: 'Loud printer', description: 'It is loud' });
    const source = await ticket(ben, { subject: 'printer LOUD', description: 'It is loud' });
    const twin = await ticket(ada, { subject: 'Loud printer', description: 'it is loud!' });
    const { status, json } = await preview(app, survivor.id, [source.id, twin.id], agent.token);
    expect(status).toBe(200);
    expect(json.items.map(({ ticket: { id }, ...rest }) => [id, rest])).toEqual([
      [survivor.id, { similarity: 100, internal: false }],
      [source.id, { similarity: 90, internal: true }],
      [twin.id, { similarity: 100, internal: false }],
    ]);
    const known = (one: Signed) => ({
      id: one.person.id,
      name: one.person.name,
      kind: one.person.kind,
    });
    expect(json.gainsAccess).toEqual([known(ben)]);
    expect(json.readers).toEqual([known(ada), known(ben)]);
    expect(json.warnings).toEqual([]);

    const inside = await addTicket(app, secret.id);
    await app.admin('PUT', `/tickets/${source.id}/followers/${agent.person.id}`);
    const other = (await preview(app, inside.id, [source.id])).json;
    expect(other.gainsAccess).toEqual([known(agent)]);
    expect(other.readers).toEqual([]);
    expect((await preview(app, survivor.id, [twin.id])).json).toMatchObject({
      gainsAccess: [],
      readers: [],
    });
  });

  test('an unconfirmed address with a confirmed one is warned of', async () => {
    const body = { name: 'Vera', email: 'vera@shop.example', subject: 'S', description: 'D' };
    const visitors = (await app.request<Receipt>('POST', '/forms/support', { body })).json;
    const survivor = await ticket(ada);
    const { json } = await preview(app, survivor.id, [visitors.id]);
    expect(json.warnings.map(({ code }) => code)).toEqual(['unconfirmed_address']);
    const merged = (await merge(app, survivor.id, [visitors.id])).json;
    expect(merged.warnings?.map(({ code }) => code)).toEqual(['unconfirmed_address']);
  });
});

describe('what cannot be merged', () => {
  const code = async (into: string, sources: string[], token?: string) => {
    const answer = await merge(app, into, sources, token === undefined ? {} : { token });
    const { status, json } = answer as unknown as { status: number; json: { code: string } };
    return `${status} ${json.code}`;
  };

  test('a ticket with itself, into or from a merged one', async () => {
    const [one, two, three] = [await ticket(ada), await ticket(ada), await ticket(ada)];
    expect(await code(one.id, [one.id])).toBe('409 conflict');
    expect(await code(one.id, [two.id, one.id])).toBe('409 conflict');
    await merge(app, one.id, [two.id]);
    expect(await code(two.id, [three.id])).toBe('409 conflict');
    expect(await code(three.id, [two.id])).toBe('409 conflict');
    expect(await code(two.id, [one.id])).toBe('409 conflict');
    expect((await preview(app, three.id, [two.id])).status).toBe(409);
  });

  test('tickets out of sight are as if they did not exist', async () => {
    const hidden = await app.addTeam({ name: 'Hidden', visibility: 'private' });
    const secret = await addTicket(app, hidden.id);
    const mine = await ticket(ada);
    const ask = (into: string, source: string) =>
      merge(app, into, [source], { token: agent.token });
    const unknown = (await ask(mine.id, 'nothing')) as unknown as { json: { issues: unknown } };
    const unseen = (await ask(mine.id, secret.id)) as unknown as { json: { issues: unknown } };
    expect(unseen.json.issues).toEqual(unknown.json.issues);
    expect(await code(mine.id, [secret.id], agent.token)).toBe('422 invalid_input');
    expect(await code(secret.id, [mine.id], agent.token)).toBe('404 not_found');
    expect((await preview(app, mine.id, [secret.id], agent.token)).status).toBe(422);
  });

  test('customers may not merge, whatever the id', async () => {
    const mine = await ticket(ada);
    for (const id of [mine.id, 'nothing']) {
      expect(await code(id, [mine.id], ada.token)).toBe('403 forbidden');
      expect((await preview(app, id, [mine.id], ada.token)).status).toBe(403);
    }
  });

  test('an empty choice, and a stale version', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    expect(await code(one.id, [])).toBe('422 invalid_input');
    await app.admin('PATCH', `/tickets/${one.id}`, { priority: 2 });
    const answer = await merge(app, one.id, [two.id], { headers: { 'If-Match': '"1"' } });
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ code: 'stale_version' });
  });
});

describe('two agents at once', () => {
  test('make no cycle', async () => {
    const [one, two] = [await ticket(ada), await ticket(ada)];
    const answers = await Promise.all([merge(app, one.id, [two.id]), merge(app, two.id, [one.id])]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const merged = [await readTicket(app, one.id), await readTicket(app, two.id)];
    expect(merged.filter(({ mergedInto }) => mergedInto === null)).toHaveLength(1);
  });
});
