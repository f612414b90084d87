import { describe, expect, test } from 'vitest';
import type { AssignMethod, Team } from '../../../sdk/contract/teams.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';
import {
  addAgent,
  addTicket,
  followerIds,
  historyOf,
  mailsOf,
  readTicket,
  type Signed,
  stagesByName,
} from './desk.ts';

const autoTeam = (app: App, members: readonly Signed[], more: object = {}): Promise<Team> =>
  app.addTeam({
    name: 'Support',
    autoAssign: true,
    memberIds: members.map(({ person }) => person.id),
    ...more,
  });

/** The members as 0, 1, 2 … in the order of the tickets; null: nobody. */
const turns = (tickets: readonly AgentTicket[], members: readonly Signed[]): (number | null)[] =>
  tickets.map(({ assigneeId }) =>
    assigneeId === null ? null : members.findIndex(({ person }) => person.id === assigneeId),
  );

async function openMany(app: App, team: Team, count: number): Promise<AgentTicket[]> {
  const tickets: AgentTicket[] = [];
  for (let n = 0; n < count; n += 1) tickets.push(await addTicket(app, team.id));
  return tickets;
}

const three = (app: App): Promise<Signed[]> =>
  Promise.all(['Ann', 'Bob', 'Cyd'].map((name) => addAgent(app, name)));

describe('automatic assignment', () => {
  test.each<AssignMethod>(['equal_total', 'equal_open'])(
    '%s: 300 simultaneous submits leave counts that differ by at most one',
    async (assignMethod) => {
      const app = await openApp();
      const members = await three(app);
      const team = await autoTeam(app, members, { assignMethod });
      const body = { teamId: team.id, subject: 'At once', description: 'Text' };
      const answers = await Promise.all(
        Array.from({ length: 300 }, () =>
          app.request<AgentTicket>('POST', '/tickets', { token: adminKey, body }),
        ),
      );
      expect(answers.every(({ status }) => status === 201)).toBe(true);
      const held = turns(
        answers.map(({ json }) => json),
        members,
      );
      const counts = members.map((_, index) => held.filter((one) => one === index).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(new Set(answers.map(({ json }) => json.number)).size).toBe(300);
    },
  );

  test('takes turns in the order of the members, then by who waited longest', async () => {
    const app = await openApp();
    const members = await three(app);
    const team = await autoTeam(app, members);
    expect(turns(await openMany(app, team, 5), members)).toEqual([0, 1, 2, 0, 1]);
  });

  test.each([
    ['equal_total', 'closed', 1],
    ['equal_total', 'archived', 1],
    ['equal_open', 'closed', 0],
    ['equal_open', 'archived', 0],
  ] as const)('%s of %s tickets', async (assignMethod, ending, next) => {
    const app = await openApp();
    const members = (await three(app)).slice(0, 2);
    const team = await autoTeam(app, members, { assignMethod });
    const [first, , third] = await openMany(app, team, 3);
    for (const ticket of [first, third]) {
      if (ending === 'closed') await app.admin('POST', `/tickets/${ticket?.id}/close`);
      else await app.admin('PATCH', `/tickets/${ticket?.id}`, { archived: true });
    }
    // In all Ann has two and Bob one; of open ones Ann has none.
    expect(turns(await openMany(app, team, 1), members)).toEqual([next]);
  });

  test('an explicit assignee is kept, null keeps it unassigned, a folded stage assigns nobody', async () => {
    const app = await openApp();
    const members = await three(app);
    const team = await autoTeam(app, members);
    const stages = await stagesByName(app);
    const cyd = members[2]?.person.id;
    expect((await addTicket(app, team.id, { assigneeId: cyd })).assigneeId).toBe(cyd);
    expect((await addTicket(app, team.id, { assigneeId: null })).assigneeId).toBeNull();
    const solved = await addTicket(app, team.id, { stageId: stages.Solved?.id });
    expect(solved).toMatchObject({ assigneeId: null, state: 'closed' });
  });

  test('an empty member list means the colleagues of the company; the server key is none', async () => {
    const app = await openApp();
    const home = await app.admin<{ id: string }>('POST', '/companies', { name: 'Home' });
    const away = await app.admin<{ id: string }>('POST', '/companies', { name: 'Away' });
    const free = await addAgent(app, 'Free');
    const inside = await addAgent(app, 'Inside', { companyIds: [home.id] });
    await addAgent(app, 'Outside', { companyIds: [away.id] });
    const gone = await addAgent(app, 'Gone');
    await app.admin('PATCH', `/people/${gone.person.id}`, { active: false });
    const team = await autoTeam(app, [], { companyId: home.id });
    expect(turns(await openMany(app, team, 4), [free, inside])).toEqual([0, 1, 0, 1]);
  });

  test('the empty list of a private team means its followers', async () => {
    const app = await openApp();
    await addAgent(app, 'Stranger');
    const friend = await addAgent(app, 'Friend');
    const team = await autoTeam(app, [], { visibility: 'private' });
    expect((await addTicket(app, team.id)).assigneeId).toBeNull();
    await app.admin('PUT', `/teams/${team.id}/followers/${friend.person.id}`);
    expect(turns(await openMany(app, team, 2), [friend])).toEqual([0, 0]);
  });

  test('the assignee follows and is told once', async () => {
    const app = await openApp();
    const [ann] = await three(app);
    const team = await autoTeam(app, ann === undefined ? [] : [ann]);
    const ticket = await addTicket(app, team.id);
    expect(await followerIds(app, `/tickets/${ticket.id}`)).toEqual([ann?.person.id]);
    expect(await mailsOf(app, ticket.id)).toEqual([`assigned ${ann?.person.email}`]);
  });

  test('whoever assigns themselves is told nothing', async () => {
    const app = await openApp();
    const ann = await addAgent(app, 'Ann');
    const team = await app.addTeam({ name: 'Support' });
    const ticket = await addTicket(app, team.id);
    const ask = { token: ann.token, body: { assigneeId: ann.person.id } };
    expect((await app.request('PATCH', `/tickets/${ticket.id}`, ask)).status).toBe(200);
    expect(await mailsOf(app, ticket.id)).toEqual([]);
  });
});

describe('time off', () => {
  const away = (app: App, { person }: Signed, from: string, to: string | null) =>
    app.admin<{ id: string }>('POST', `/people/${person.id}/time-off`, { from, to });

  test('somebody absent gets nothing automatically, until they are back', async () => {
    const app = await openApp();
    const members = await three(app);
    const [ann, bob] = members as [Signed, Signed];
    const team = await autoTeam(app, [ann, bob]);
    const off = await away(app, ann, '2026-03-01', '2026-03-02');
    expect(turns(await openMany(app, team, 2), members)).toEqual([1, 1]);
    await app.admin('DELETE', `/people/${ann.person.id}/time-off/${off.id}`);
    expect(turns(await openMany(app, team, 1), members)).toEqual([0]);
  });

  test('where nobody is there, it looks ahead and says from when they are back', async () => {
    const app = await openApp();
    const members = await three(app);
    const [ann, bob] = members as [Signed, Signed];
    await app.admin('PATCH', `/people/${bob.person.id}`, { timeZone: 'Asia/Tokyo' });
    const team = await autoTeam(app, [ann, bob]);
    await away(app, ann, '2026-03-01', '2026-03-10');
    await away(app, bob, '2026-03-02', '2026-03-04');
    const [ticket] = (await openMany(app, team, 1)) as [AgentTicket];
    expect(turns([ticket], members)).toEqual([1]);
    const assigned = (await historyOf(app, ticket.id)).find(({ action }) => action === 'assigned');
    expect(assigned).toMatchObject({
      author: { name: 'Helpdesk' },
      data: {
        automatic: true,
        assigneeId: bob.person.id,
        availableFrom: '2026-03-04T15:00:00.000Z',
      },
    });
  });

  test('where nobody ever is, the ticket stays unassigned', async () => {
    const app = await openApp();
    const ann = await addAgent(app, 'Ann');
    const team = await autoTeam(app, [ann]);
    await away(app, ann, '2026-03-01', null);
    const ticket = await addTicket(app, team.id);
    expect(ticket.assigneeId).toBeNull();
    expect((await historyOf(app, ticket.id)).map(({ action }) => action)).toEqual(['created']);
  });

  test('assigning somebody absent by hand works, with a warning', async () => {
    const app = await openApp();
    const ann = await addAgent(app, 'Ann');
    const team = await app.addTeam({ name: 'Support' });
    await away(app, ann, '2026-03-02', '2026-03-02');
    const warnings = [{ code: 'absent', message: expect.any(String) }];
    const assigneeId = ann.person.id;
    const made = await addTicket(app, team.id, { assigneeId });
    expect(made).toMatchObject({ assigneeId, warnings });
    const other = await addTicket(app, team.id);
    const patched = await app.admin('PATCH', `/tickets/${other.id}`, { assigneeId });
    expect(patched).toMatchObject({ assigneeId, warnings });
    expect(await readTicket(app, other.id)).not.toHaveProperty('warnings');
  });
});

describe('an assignee must see the team', () => {
  test('or it is 422, in a new ticket and in a change', async () => {
    const app = await openApp();
    const home = await app.admin<{ id: string }>('POST', '/companies', { name: 'Home' });
    const away = await app.admin<{ id: string }>('POST', '/companies', { name: 'Away' });
    const stranger = await addAgent(app, 'Stranger');
    const outside = await addAgent(app, 'Outside', { companyIds: [away.id] });
    const customer = await app.signIn({ name: 'Customer', email: 'customer@people.example' });
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const walled = await app.addTeam({ name: 'Walled', companyId: home.id });
    for (const [team, person] of [
      [secret, stranger],
      [walled, outside],
      [walled, customer],
    ] as const) {
      const body = { assigneeId: person.person.id };
      const draft = { teamId: team.id, subject: 'S', description: 'D', ...body };
      const made = await app.request('POST', '/tickets', { token: adminKey, body: draft });
      expect(made.status).toBe(422);
      expect(made.json.issues?.map(({ path }) => path)).toEqual([['assigneeId']]);
      const ticket = await addTicket(app, team.id);
      const patched = await app.request('PATCH', `/tickets/${ticket.id}`, {
        token: adminKey,
        body,
      });
      expect(patched.status).toBe(422);
    }
  });

  test('and to follow one of its tickets is enough', async () => {
    const app = await openApp();
    const invited = await addAgent(app, 'Invited');
    const secret = await app.addTeam({ name: 'Secret', visibility: 'private' });
    const ticket = await addTicket(app, secret.id);
    await app.admin('PUT', `/tickets/${ticket.id}/followers/${invited.person.id}`);
    const other = await addTicket(app, secret.id, { assigneeId: invited.person.id });
    expect(other.assigneeId).toBe(invited.person.id);
  });
});
