import { describe, expect, test } from 'vitest';
import type { Change } from '../../../server/stores/store.ts';
import { openApp } from '../../kit/open-app.ts';
import { addAgent, addCustomer, addTicket, followerIds, mailsOf, type Signed } from './desk.ts';

/** A public team with an open, a closed and an archived ticket, each followed by Ann and Bob. */
async function open() {
  const app = await openApp();
  const team = await app.addTeam({ name: 'Support', visibility: 'public' });
  const agent = await addAgent(app, 'Agent');
  const ann = await addCustomer(app, 'Ann');
  const bob = await addCustomer(app, 'Bob');
  await app.admin('PUT', `/teams/${team.id}/followers/${bob.person.id}`);
  await app.admin('PUT', `/teams/${team.id}/followers/${agent.person.id}`);
  const draft = { customerId: ann.person.id };
  const tickets = [
    await addTicket(app, team.id, draft),
    await addTicket(app, team.id, draft),
    await addTicket(app, team.id, draft),
  ];
  const [live, closed, archived] = tickets.map(({ id }) => `/tickets/${id}`) as [
    string,
    string,
    string,
  ];
  await app.admin('POST', `${closed}/close`);
  await app.admin('PATCH', archived, { archived: true });
  const to = (visibility: string) => app.admin('PATCH', `/teams/${team.id}`, { visibility });
  const statusFor = async ({ token }: Signed, path: string) =>
    (await app.request('GET', path, { token })).status;
  return { app, team, agent, ann, bob, tickets, live, closed, archived, to, statusFor };
}

describe('a team that leaves the public', () => {
  test('says before whom it would remove: people of the team, people by ticket', async () => {
    const { app, team } = await open();
    const path = `/teams/${team.id}/visibility-change`;
    const counts = { removedFollowers: 1, removedTicketFollowers: 6 };
    expect(await app.admin('GET', `${path}?to=private`)).toEqual(counts);
    expect(await app.admin('GET', `${path}?to=company`)).toEqual(counts);
    const none = { removedFollowers: 0, removedTicketFollowers: 0 };
    expect(await app.admin('GET', `${path}?to=public`)).toEqual(none);
  });

  test.each(['private', 'company'])(
    'to %s: removes every customer, closed and archived included',
    async (visibility) => {
      const { app, team, agent, ann, live, closed, archived, to, statusFor } = await open();
      await to(visibility);
      for (const path of [live, closed, archived]) {
        expect(await followerIds(app, path)).toEqual([agent.person.id]);
        expect(await statusFor(ann, path)).toBe(404);
      }
      expect(await followerIds(app, `/teams/${team.id}`)).toEqual([agent.person.id]);
    },
  );

  test('drops what was queued for them, and kills their guest links', async () => {
    const { app, ann, bob, agent, tickets, live, to } = await open();
    await app.deliver();
    const link = app.mail
      .sent()
      .map(({ text }) => text.match(/#guest=([\w-]+)/)?.[1])
      .find((found) => found !== undefined);
    await app.admin('POST', `${live}/messages`, { body: 'Hello' });
    await to('company');
    expect(await mailsOf(app, tickets[0]?.id ?? '')).toEqual([`message ${agent.person.email}`]);
    const dropped = await mailsOf(app, tickets[0]?.id ?? '', 'dropped');
    expect(dropped.sort()).toEqual(
      [ann, bob].map(({ person }) => `message ${person.email}`).sort(),
    );
    expect(link).toBeTypeOf('string');
    const body = { grant: 'guest', token: link };
    expect((await app.request('POST', '/auth/session', { body })).status).toBe(401);
  });

  test('tells each who saw a ticket, and nobody who did not', async () => {
    const { app, ann, bob, tickets, to } = await open();
    const stranger = await addAgent(app, 'Stranger');
    const revoked: Change[] = [];
    app.helpdesk.house.store.subscribe((change) => {
      if (change.type === 'revoked') revoked.push(change);
    });
    await to('private');
    const lost = (personId: string) =>
      revoked
        .filter((change) => change.personId === personId)
        .map(({ ticketId }) => ticketId)
        .sort();
    const [first, second] = tickets.map(({ id }) => id);
    // The archived one was out of the portal before; boards show the open one alone.
    expect(lost(ann.person.id)).toEqual([first, second]);
    expect(lost(bob.person.id)).toEqual([first, second]);
    expect(lost(stranger.person.id)).toEqual([first]);
    expect(revoked).toHaveLength(5);
  });
});

describe('back in public', () => {
  test('exactly the removed follow again, muted ones muted', async () => {
    const { app, team, agent, ann, bob, live, closed, archived, to, statusFor } = await open();
    await app.request('PATCH', `${live}/followers/me`, {
      token: ann.token,
      body: { muted: true },
    });
    await app.request('DELETE', `${closed}/followers/me`, { token: bob.token });
    await to('private');
    await to('company');
    await to('public');
    const all = [agent, ann, bob].map(({ person }) => person.id).sort();
    expect(await followerIds(app, live)).toEqual(all);
    expect(await followerIds(app, archived)).toEqual(all);
    expect(await followerIds(app, `/teams/${team.id}`)).toEqual(
      [agent, bob].map(({ person }) => person.id).sort(),
    );
    expect(await statusFor(bob, closed)).toBe(404);
    const seen = await app.request('GET', live, { token: ann.token });
    expect(seen.json).toMatchObject({ muted: true });
  });

  test('nobody follows again who was removed by hand meanwhile, or archived', async () => {
    const { app, team, ann, bob, live, to, statusFor } = await open();
    await to('private');
    await app.admin('DELETE', `${live}/followers/${ann.person.id}`);
    await app.admin('DELETE', `/teams/${team.id}/followers/${bob.person.id}`);
    await to('public');
    expect(await statusFor(ann, live)).toBe(404);
    expect(await statusFor(bob, live)).toBe(200);
    expect(await followerIds(app, `/teams/${team.id}`)).not.toContain(bob.person.id);

    await to('private');
    await app.admin('PATCH', `/people/${bob.person.id}`, { active: false });
    await to('public');
    expect(await followerIds(app, live)).not.toContain(bob.person.id);
  });
});
