import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../sdk/contract/common.ts';
import type { Company } from '../../../sdk/contract/people.ts';
import type { Team, Visibility } from '../../../sdk/contract/teams.ts';
import type { AgentTicket, Ticket } from '../../../sdk/contract/tickets.ts';
import { type Answer, type App, adminKey, openApp } from '../../kit/open-app.ts';
import { addAgent, addCustomer, addManager, addTicket, type List, type Signed } from './desk.ts';

type Kind = 'visitor' | 'portal' | 'agent' | 'inside' | 'outside' | 'manager' | 'server';
type Tie = 'none' | 'ticketFollower' | 'teamFollower' | 'assignee';

const visibilities: readonly Visibility[] = ['private', 'company', 'public'];
const ties: Record<Kind, readonly Tie[]> = {
  visitor: ['none'],
  portal: ['none', 'ticketFollower', 'teamFollower'],
  // Lists no company, the team's, another one.
  agent: ['none', 'ticketFollower', 'teamFollower', 'assignee'],
  inside: ['none', 'ticketFollower', 'teamFollower', 'assignee'],
  outside: ['none', 'ticketFollower', 'teamFollower', 'assignee'],
  manager: ['none', 'ticketFollower'],
  server: ['none'],
};

interface Case {
  kind: Kind;
  visibility: Visibility;
  tie: Tie;
}

const cases: Case[] = (Object.keys(ties) as Kind[]).flatMap((kind) =>
  visibilities.flatMap((visibility) => ties[kind].map((tie) => ({ kind, visibility, tie }))),
);

/** The table of RULES.md in its own words, apart from the code that it judges. */
function expectation({ kind, visibility, tie }: Case) {
  const internal = kind !== 'visitor' && kind !== 'portal';
  const ticket = {
    visitor: false,
    portal: visibility === 'public' && tie === 'ticketFollower',
    outside: false,
    agent: visibility !== 'private' || tie !== 'none',
    inside: visibility !== 'private' || tie !== 'none',
    manager: true,
    server: true,
  }[kind];
  const follows = tie === 'ticketFollower' || tie === 'assignee';
  const settings =
    kind === 'manager' || kind === 'server' || visibility !== 'private' || tie === 'teamFollower';
  return { internal, ticket, team: internal && ticket, follows, settings };
}

/** A ticket of a team, and somebody who stands to it as the case says. */
interface Scene extends Case {
  token: string | undefined;
  team: Team;
  ticket: AgentTicket;
  /** Somebody else who follows the ticket. */
  other: Signed;
}

describe('who sees what, and what they may do with it', () => {
  let app: App;
  let home: Company;
  let away: Company;
  let bystander: Signed;
  let newcomer: Signed;
  beforeAll(async () => {
    app = await openApp({ keep: true });
    home = await app.admin('POST', '/companies', { name: 'Home' });
    away = await app.admin('POST', '/companies', { name: 'Away' });
    bystander = await addManager(app, 'Bystander');
    newcomer = await addManager(app, 'Newcomer');
  });
  afterAll(() => app.close());

  async function arrive(kind: Kind): Promise<Signed | undefined> {
    if (kind === 'visitor' || kind === 'server') return undefined;
    if (kind === 'portal') return addCustomer(app, 'Customer');
    return kind === 'manager' ? addManager(app, 'Manager') : addAgent(app, 'Agent');
  }

  async function tieTo(signed: Signed, tie: Tie, team: Team, ticket: AgentTicket): Promise<void> {
    const { id } = signed.person;
    if (tie === 'none') return;
    if (tie === 'teamFollower') {
      await app.admin('PUT', `/teams/${team.id}/followers/${id}?existing=false`);
      return;
    }
    await app.admin('PUT', `/tickets/${ticket.id}/followers/${id}`);
    if (tie === 'assignee') await app.admin('PATCH', `/tickets/${ticket.id}`, { assigneeId: id });
  }

  async function stage(one: Case): Promise<Scene> {
    const team = await app.addTeam({
      name: 'Team',
      visibility: one.visibility,
      companyId: home.id,
    });
    const ticket = await addTicket(app, team.id, { subject: 'Zebra' });
    await app.admin('PUT', `/tickets/${ticket.id}/followers/${bystander.person.id}`);
    const signed = await arrive(one.kind);
    if (signed !== undefined) {
      await tieTo(signed, one.tie, team, ticket);
      // The wall rises after the tie was made, which it cuts.
      const companyIds = { inside: [home.id], outside: [away.id] }[one.kind as string];
      if (companyIds) await app.admin('PATCH', `/people/${signed.person.id}`, { companyIds });
    }
    const token = one.kind === 'server' ? adminKey : signed?.token;
    return { ...one, token, team, ticket, other: bystander };
  }

  const ask = <Body = Problem>(scene: Scene, method: string, path: string, body?: unknown) =>
    app.request<Body>(method, path, { token: scene.token, body });

  /** What is not in sight is refused in the very words used for what does not exist. */
  async function hides(
    scene: Scene,
    method: string,
    pathOf: (id: string) => string,
    id: string,
    body?: unknown,
  ): Promise<number> {
    const answer = await ask(scene, method, pathOf(id), body);
    if (answer.status !== 404) return answer.status;
    const never = await ask(scene, method, pathOf('never-existed'), body);
    const bare = ({ text, json }: Answer) => text.replace(json.requestId, '');
    expect(bare(answer)).toBe(bare(never));
    expect([...answer.headers.keys()]).toEqual([...never.headers.keys()]);
    return 404;
  }

  describe.each(cases)('$kind, $visibility team, tie: $tie', (one) => {
    const { internal, ticket: seen, team: seesTeam, follows, settings } = expectation(one);
    const visitor = one.kind === 'visitor';
    const portal = one.kind === 'portal';
    /** Open to everybody who sees the ticket. */
    const open = (status: number): number => (visitor ? 401 : seen ? status : 404);
    /** Closed to customers, whatever the id. */
    const desk = (status: number): number => (portal ? 403 : open(status));

    test('by id', async () => {
      const scene = await stage(one);
      const { ticket, other } = scene;
      const at = (rest: string) => (id: string) => `/tickets/${id}${rest}`;
      const status = (method: string, rest: string, body?: unknown) =>
        hides(scene, method, at(rest), ticket.id, body);

      expect(await status('GET', '')).toBe(open(200));
      expect(await status('GET', '/messages')).toBe(open(200));
      expect(await status('GET', '/followers')).toBe(desk(200));
      expect(await status('PATCH', '', { priority: 1 })).toBe(desk(200));
      // Customers close nothing where the team does not let them.
      expect(await status('POST', '/close')).toBe(open(portal ? 403 : 200));
      expect(await status('POST', '/reopen')).toBe(desk(200));
      expect(await status('POST', '/messages', { body: 'A note', visibility: 'note' })).toBe(
        open(portal ? 403 : 201),
      );
      expect(await status('PUT', `/followers/${newcomer.person.id}`)).toBe(desk(204));
      expect(await status('DELETE', `/followers/${other.person.id}`)).toBe(desk(204));
      // The note has made a colleague follow; a server key follows nothing.
      const following = one.kind !== 'server' && (internal || follows);
      expect(await status('PATCH', '/followers/me', { muted: true })).toBe(
        open(following ? 200 : 404),
      );
      expect(await status('POST', '/messages', { body: 'A reply' })).toBe(open(201));
      const leaving = one.kind === 'server' ? 404 : one.tie === 'assignee' ? 409 : 204;
      expect(await status('DELETE', '/followers/me')).toBe(open(leaving));
    });

    test('in lists, search and counts', async () => {
      const scene = await stage(one);
      const { ticket, team } = scene;
      const list = async (query: string): Promise<string[] | number> => {
        const answer = await ask<List<Ticket>>(scene, 'GET', `/tickets?${query}`);
        return answer.status === 200 ? answer.json.items.map(({ id }) => id) : answer.status;
      };
      const found = visitor ? 401 : seen ? [ticket.id] : [];
      expect(await list(`team=${portal ? team.slug : team.id}&state=all`)).toEqual(found);
      expect(await list(`team=${portal ? team.slug : team.id}&state=all&q=zebra`)).toEqual(found);
      expect(await list(`team=${team.id}-not&state=all`)).toEqual(visitor ? 401 : []);

      const teams = await ask<List<Team>>(scene, 'GET', '/teams?limit=100');
      if (!internal) return expect(teams.status).toBe(visitor ? 401 : 403);
      const all = await listAll(scene);
      const counted = all.find(({ id }) => id === team.id)?.counts;
      expect(counted).toEqual(
        seesTeam ? { open: 1, unassigned: one.tie === 'assignee' ? 0 : 1, closed: 0 } : undefined,
      );
    });

    async function listAll(scene: Scene): Promise<Team[]> {
      const teams: Team[] = [];
      let cursor = '';
      do {
        const page = await ask<List<Team>>(scene, 'GET', `/teams?limit=100${cursor}`);
        teams.push(...page.json.items);
        cursor = page.json.nextCursor === null ? '' : `&cursor=${page.json.nextCursor}`;
      } while (cursor !== '');
      return teams;
    }

    test('the team', async () => {
      const scene = await stage(one);
      const { team } = scene;
      const status = (method: string, rest: string, body?: unknown) =>
        hides(scene, method, (id) => `/teams/${id}${rest}`, team.id, body);
      const atDesk = (code: number): number =>
        visitor ? 401 : portal ? 403 : seesTeam ? code : 404;
      expect(await status('GET', '')).toBe(atDesk(200));
      expect(await status('GET', '/followers')).toBe(atDesk(settings ? 200 : 403));
      if (internal && seesTeam) {
        const read = await ask<Team>(scene, 'GET', `/teams/${team.id}`);
        expect(read.json.memberIds).toEqual(settings ? [] : undefined);
      }
      const manages = one.kind === 'manager' || one.kind === 'server';
      const managers = (code: number): number => (visitor ? 401 : manages ? code : 403);
      expect(await status('GET', '/visibility-change?to=private')).toBe(managers(200));
      expect(await status('PATCH', '', { name: 'Renamed' })).toBe(managers(200));
      expect(await status('PUT', `/followers/${newcomer.person.id}`)).toBe(managers(204));
      expect(await status('DELETE', `/followers/${newcomer.person.id}`)).toBe(managers(204));
    });

    test('in a body', async () => {
      const scene = await stage(one);
      const draft = { teamId: scene.team.id, subject: 'New', description: 'Text' };
      const answer = await ask(scene, 'POST', '/tickets', draft);
      expect(answer.status).toBe(visitor ? 401 : portal ? 403 : seesTeam ? 201 : 422);
      if (answer.status !== 422) return;
      const never = await ask(scene, 'POST', '/tickets', { ...draft, teamId: 'never-existed' });
      const bare = ({ text, json }: Answer) => text.replace(json.requestId, '');
      expect(bare(answer)).toBe(bare(never));
    });
  });
});
