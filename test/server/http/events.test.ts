import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { type EventReader, readEvents } from '../../kit/event-reader.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

afterEach(() => {
  vi.useRealTimers();
});

async function open(overrides: Parameters<typeof openApp>[0] = {}) {
  const app = await openApp(overrides);
  const team = await app.addTeam({ name: 'Support', visibility: 'public' });
  const agent = await app.signIn({
    kind: 'internal',
    role: 'agent',
    name: 'An Agent',
    email: 'agent@help.example',
  });
  const customer = await app.signIn({ name: 'A Customer', email: 'customer@shop.example' });
  const addTicket = (customerId: string, teamId = team.id) =>
    app.admin<AgentTicket>('POST', '/tickets', {
      teamId,
      subject: 'S',
      description: 'D',
      customerId,
    });
  return { app, team, agent, customer, addTicket };
}

const write = (app: App, ticketId: string, body = 'Text', visibility = 'public') =>
  app.admin<{ id: string }>('POST', `/tickets/${ticketId}/messages`, { body, visibility });

const nextOf = async (reader: EventReader) => {
  const event = await reader.next();
  return event && [event.event, event.data];
};

describe('a stream', () => {
  test('is what Server-Sent Events are', async () => {
    const { app, customer, addTicket } = await open();
    const reader = await readEvents(app, customer.token);
    expect(reader.response.status).toBe(200);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reader.response.headers.get('access-control-allow-origin')).toBe('*');
    expect(reader.response.headers.get('cache-control')).toBe('no-store');
    const ticket = await addTicket(customer.person.id);
    const event = await reader.next();
    expect(reader.raw()).toBe(
      `retry: 2000\n\nid: ${event?.id}\nevent: ticket.created\ndata: {"ticketId":"${ticket.id}"}\n\n`,
    );
  });

  test('tells a customer of their tickets alone, and of no note', async () => {
    const { app, customer, addTicket } = await open();
    const stranger = await app.signIn({ name: 'B', email: 'b@shop.example' });
    const mine = await addTicket(customer.person.id);
    const reader = await readEvents(app, customer.token);
    const theirs = await addTicket(stranger.person.id);
    await write(app, theirs.id);
    await write(app, mine.id, 'A note', 'note');
    const message = await write(app, mine.id);
    expect(await nextOf(reader)).toEqual([
      'message.created',
      { ticketId: mine.id, messageId: message.id },
    ]);
  });

  test('tells a customer nothing of who else follows', async () => {
    const { app, agent, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, customer.token);
    const desk = await readEvents(app, agent.token);
    await app.admin('PUT', `/tickets/${ticket.id}/followers/${agent.person.id}`);
    const message = await write(app, ticket.id);
    expect((await reader.next())?.data.messageId).toBe(message.id);
    expect(await nextOf(desk)).toEqual(['follower.changed', { ticketId: ticket.id }]);
  });

  test('tells a colleague of notes, and nothing of private teams they are not invited to', async () => {
    const { app, agent, customer, addTicket } = await open();
    const inner = await app.addTeam({ name: 'Inner', visibility: 'private' });
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, agent.token);
    const hidden = await addTicket(customer.person.id, inner.id);
    await write(app, hidden.id);
    const note = await write(app, ticket.id, 'A note', 'note');
    expect(await nextOf(reader)).toEqual([
      'message.created',
      { ticketId: ticket.id, messageId: note.id },
    ]);
  });

  test('tells once that a ticket is lost, and nothing of it afterwards', async () => {
    const { app, customer, addTicket } = await open();
    const [lost, kept] = [await addTicket(customer.person.id), await addTicket(customer.person.id)];
    const reader = await readEvents(app, customer.token);
    await write(app, lost.id);
    expect((await nextOf(reader))?.[0]).toBe('message.created');
    await app.admin('DELETE', `/tickets/${lost.id}/followers/${customer.person.id}`);
    await write(app, lost.id);
    await app.admin('PATCH', `/tickets/${lost.id}`, { subject: 'Later' });
    await write(app, kept.id);
    expect(await nextOf(reader)).toEqual(['revoked', { ticketId: lost.id }]);
    expect((await nextOf(reader))?.[1]).toMatchObject({ ticketId: kept.id });
  });

  test('tells of a lost ticket it had not told of before, and of no other', async () => {
    const { app, team, customer, addTicket } = await open();
    const stranger = await app.signIn({ name: 'B', email: 'b@shop.example' });
    const mine = await addTicket(customer.person.id);
    await addTicket(stranger.person.id);
    const reader = await readEvents(app, customer.token);
    await app.admin('PATCH', `/teams/${team.id}`, { visibility: 'company' });
    expect(await nextOf(reader)).toEqual(['revoked', { ticketId: mine.id }]);
    const other = await app.addTeam({ name: 'Other', visibility: 'public' });
    const next = await addTicket(customer.person.id, other.id);
    expect(await nextOf(reader)).toEqual(['ticket.created', { ticketId: next.id }]);
  });

  test('tells of a ticket again that came back', async () => {
    const { app, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, customer.token);
    const path = `/tickets/${ticket.id}/followers/${customer.person.id}`;
    await app.admin('DELETE', path);
    await app.admin('PUT', path);
    await app.admin('DELETE', path);
    const told = [];
    for (let count = 0; count < 3; count += 1) told.push((await nextOf(reader))?.[0]);
    expect(told).toEqual(['revoked', 'follower.changed', 'revoked']);
  });

  test('of a server key tells of everything', async () => {
    const { app, customer, addTicket } = await open();
    const inner = await app.addTeam({ name: 'Inner', visibility: 'private' });
    const reader = await readEvents(app, adminKey);
    const ticket = await addTicket(customer.person.id, inner.id);
    expect(await nextOf(reader)).toEqual(['ticket.created', { ticketId: ticket.id }]);
  });
});

describe('a stream that broke off', () => {
  test('resumes after the last event its reader had', async () => {
    const { app, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const first = await readEvents(app, customer.token);
    const messages = [await write(app, ticket.id)];
    const had = await first.next();
    await first.leave();
    messages.push(await write(app, ticket.id), await write(app, ticket.id));
    const second = await readEvents(app, customer.token, { 'Last-Event-ID': had?.id ?? '' });
    messages.push(await write(app, ticket.id));
    const told = [];
    for (let count = 0; count < 3; count += 1) told.push((await second.next())?.data.messageId);
    expect(told).toEqual(messages.slice(1).map(({ id }) => id));
  });

  test('resumes with the rights of now', async () => {
    const { app, customer, addTicket } = await open();
    const [lost, kept] = [await addTicket(customer.person.id), await addTicket(customer.person.id)];
    const first = await readEvents(app, customer.token);
    await write(app, kept.id);
    const had = await first.next();
    await first.leave();
    await write(app, lost.id);
    await app.admin('DELETE', `/tickets/${lost.id}/followers/${customer.person.id}`);
    await write(app, kept.id);
    const second = await readEvents(app, customer.token, { 'Last-Event-ID': had?.id ?? '' });
    expect(await nextOf(second)).toEqual(['revoked', { ticketId: lost.id }]);
    expect((await nextOf(second))?.[1]).toMatchObject({ ticketId: kept.id });
  });

  test('resumes at now after an event nobody remembers', async () => {
    const { app, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    await write(app, ticket.id);
    const reader = await readEvents(app, customer.token, { 'Last-Event-ID': 'forgotten' });
    const message = await write(app, ticket.id);
    expect((await reader.next())?.data.messageId).toBe(message.id);
  });
});

describe('a stream ends', () => {
  test('with its session, at the next event and without it', async () => {
    const { app, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, customer.token);
    await app.request('DELETE', '/auth/session', { token: customer.token });
    await write(app, ticket.id);
    expect(await reader.next()).toBeUndefined();
  });

  test('with its person', async () => {
    const { app, agent, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, agent.token);
    await app.admin('PATCH', `/people/${agent.person.id}`, { active: false });
    await write(app, ticket.id);
    expect(await reader.next()).toBeUndefined();
  });

  test('within one heartbeat where nothing else happens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { app, customer } = await open();
    const reader = await readEvents(app, customer.token);
    vi.advanceTimersByTime(15_000);
    app.clock.forward(31 * 60_000);
    vi.advanceTimersByTime(15_000);
    expect(await reader.next()).toBeUndefined();
    expect(reader.raw()).toBe('retry: 2000\n\n:\n\n:\n\n');
  });

  test('with the server', async () => {
    const { app, customer } = await open();
    const reader = await readEvents(app, customer.token);
    app.helpdesk.endStreams();
    expect(await reader.next()).toBeUndefined();
  });

  test('where its reader does not read', async () => {
    const { app, customer, addTicket } = await open();
    const ticket = await addTicket(customer.person.id);
    const reader = await readEvents(app, customer.token);
    for (let count = 0; count < 520; count += 1) await write(app, ticket.id);
    let read = 0;
    while ((await reader.next()) !== undefined) read += 1;
    expect(read).toBeGreaterThan(400);
    expect(read).toBeLessThan(520);
  });
});

describe('the streams of a session', () => {
  test('are limited, and a closed one makes room', async () => {
    const { limits } = (await openApp()).helpdesk.house.settings;
    const { app, customer } = await open({
      settings: { limits: { ...limits, streamsPerSession: 2 } },
    });
    const first = await readEvents(app, customer.token);
    await readEvents(app, customer.token);
    const third = await readEvents(app, customer.token);
    expect(third.response.status).toBe(429);
    expect(third.response.headers.get('retry-after')).toBe('10');
    await first.leave();
    expect((await readEvents(app, customer.token)).response.status).toBe(200);
    const other = await app.tokenOf(customer.person.id);
    expect((await readEvents(app, other)).response.status).toBe(200);
  });

  test('are not opened by asking for the headers alone', async () => {
    const { limits } = (await openApp()).helpdesk.house.settings;
    const { app, customer } = await open({
      settings: { limits: { ...limits, streamsPerSession: 1 } },
    });
    const headers = { Authorization: `Bearer ${customer.token}` };
    for (let count = 0; count < 3; count += 1) {
      const response = await app.fetch('/api/v1/events', { method: 'HEAD', headers });
      expect(response.status).toBe(200);
    }
  });

  test('are for who is signed in', async () => {
    const { app } = await open();
    expect((await app.fetch('/api/v1/events')).status).toBe(401);
  });
});
