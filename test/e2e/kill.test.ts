import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminKey,
  type ServerProcess,
  spawnServer,
  startServerProcess,
} from '../kit/server-process.ts';
import { sizes } from '../kit/sizes.ts';

interface Sent {
  key: string;
  subject: string;
  /** The ticket's id, where the server acknowledged it. */
  id?: string;
}

const asManager = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' };

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const submit = (server: ServerProcess, formToken: string, { key, subject }: Sent) =>
  json<{ id: string }>(`${server.url}/api/v1/forms/kill`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({
      name: 'Test Customer',
      email: `customer-${subject.length % 7}@test.example`,
      subject,
      description: 'Written while the server is killed.',
      formToken,
    }),
  });

const tokenOf = async (server: ServerProcess): Promise<string> =>
  (await json<{ formToken: string }>(`${server.url}/api/v1/forms/kill`)).formToken;

interface Listed {
  id: string;
  subject: string;
  customerId: string;
  assigneeId: string | null;
}

/** Every ticket of the server, newest first. */
async function allTickets(server: ServerProcess): Promise<Listed[]> {
  const found: Listed[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `?limit=100&state=all${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: { items: Listed[]; nextCursor: string | null } = await json(
      `${server.url}/api/v1/tickets${query}`,
      { headers: asManager },
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** A ticket is whole when its history, its customer's following and its assignee are there. */
async function expectWhole(server: ServerProcess, ticket: Listed): Promise<void> {
  const [messages, followers] = await Promise.all([
    json<{ items: { action?: string }[] }>(`${server.url}/api/v1/tickets/${ticket.id}/messages`, {
      headers: asManager,
    }),
    json<{ items: { person: { id: string } }[] }>(
      `${server.url}/api/v1/tickets/${ticket.id}/followers`,
      { headers: asManager },
    ),
  ]);
  expect(messages.items.map((item) => item.action)).toContain('created');
  const following = followers.items.map((item) => item.person.id);
  expect(following).toContain(ticket.customerId);
  expect(ticket.assigneeId).not.toBeNull();
  expect(following).toContain(ticket.assigneeId);
}

describe('a server killed while customers submit', () => {
  let dataDir: string;
  let server: ServerProcess;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'deskbell-kill-'));
    server = await startServerProcess(dataDir);
    const post = (path: string, body: unknown) =>
      json<{ id: string }>(`${server.url}/api/v1${path}`, {
        method: 'POST',
        headers: asManager,
        body: JSON.stringify(body),
      });
    await post('/people', {
      kind: 'internal',
      role: 'agent',
      name: 'Test Agent',
      email: 'agent@test.example',
    });
    await post('/teams', { name: 'Kill', slug: 'kill', visibility: 'public', autoAssign: true });
  });

  afterAll(async () => {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps every acknowledged ticket once and none by halves', async () => {
    const sent: Sent[] = [];
    const seen = new Set<string>();
    for (let round = 0; round < sizes.killRounds; round += 1) {
      const formToken = await tokenOf(server);
      const ofRound: Sent[] = [];
      let open = true;
      const clients = Array.from({ length: 50 }, async () => {
        while (open) {
          const one: Sent = { key: randomUUID(), subject: `Round ${round}, ${ofRound.length}` };
          ofRound.push(one);
          try {
            one.id = (await submit(server, formToken, one)).id;
          } catch {
            return;
          }
        }
      });
      // Long enough for some hundred submits, at another moment of the flushing each time.
      await new Promise((resolve) => setTimeout(resolve, 200 + ((round * 37) % 150)));
      await server.kill();
      open = false;
      await Promise.all(clients);
      expect(ofRound.filter((one) => one.id !== undefined).length).toBeGreaterThan(0);

      server = await startServerProcess(dataDir);
      // A client that heard nothing asks again with the same key: one ticket either way.
      const token = await tokenOf(server);
      for (const one of ofRound) {
        if (one.id === undefined) one.id = (await submit(server, token, one)).id;
      }
      sent.push(...ofRound);

      const tickets = await allTickets(server);
      expect(new Set(tickets.map((ticket) => ticket.subject)).size).toBe(tickets.length);
      expect(tickets.map((ticket) => ticket.id).sort()).toEqual(sent.map((one) => one.id).sort());
      const fresh = tickets.filter((ticket) => !seen.has(ticket.id));
      for (let at = 0; at < fresh.length; at += 25) {
        await Promise.all(fresh.slice(at, at + 25).map((ticket) => expectWhole(server, ticket)));
      }
      for (const ticket of fresh) seen.add(ticket.id);
    }
  });

  it('lets no second server onto its data folder', async () => {
    const second = await spawnServer(dataDir);
    expect(await second.exited).not.toBe(0);
    expect(second.output()).toMatch(/another process works with the data folder/i);
    expect((await fetch(`${server.url}/readyz`)).ok).toBe(true);
  });
});
