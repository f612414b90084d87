import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentTicket, PortalTicket } from '../../sdk/index.ts';
import { createDeskClient, type DeskClient } from '../../sdk/index.ts';
import { errorsOf, openBrowser } from '../kit/chromium.ts';
import { type DemoProcess, startDemo } from '../kit/demo-process.ts';
import { adminKey } from '../kit/server-process.ts';

const subject = 'The leaves turn yellow';
const visitor = { name: 'Demo Visitor', email: 'visitor@demo.example' };

/** Steps of one story, in order: each stands on the one before. */
describe('a visitor of the shop writes, follows the mailed link and replies', () => {
  let demo: DemoProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let manager: DeskClient;
  let expected: string | undefined;
  let ticket: AgentTicket;

  const clientOf = async (email: string): Promise<DeskClient> => {
    const { items } = await manager.people.page({ limit: 100 });
    const person = items.find((one) => one.email === email);
    if (person === undefined) throw new Error(`nobody has ${email}`);
    const { token } = await manager.people.issueSession(person.id);
    return createDeskClient({ server: demo.server, token });
  };

  /** Opens the demo's mail page again until a mail with such a link has arrived, and follows it. */
  const followMailedLink = async (selector: string): Promise<void> => {
    await expect
      .poll(
        async () => {
          await page.goto(`${demo.shop}/mail`);
          return page.locator(selector).count();
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    await page.locator(selector).first().click();
  };

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    page = await browser.newPage();
    errors = errorsOf(page);
    manager = createDeskClient({ server: demo.server, token: adminKey });
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  it('sends the form with the keyboard alone', async () => {
    // Who comes next by the team's rule: the fewest open tickets, then the earliest last turn.
    const open = new Map<string, { count: number; last: number }>();
    const team = (await manager.teams.page()).items.find(({ slug }) => slug === 'customer-support');
    for (const id of team?.memberIds ?? []) open.set(id, { count: 0, last: 0 });
    for await (const one of manager.tickets.list<AgentTicket>({ team: team?.id, state: 'all' })) {
      const load = open.get(one.assigneeId ?? '');
      if (load === undefined) continue;
      if (one.state === 'open') load.count += 1;
      load.last = Math.max(load.last, one.number);
    }
    [expected] = [...open].sort(([, a], [, b]) => a.count - b.count || a.last - b.last)[0] as [
      string,
      unknown,
    ];

    await page.goto(`${demo.shop}/contact`);
    await page.getByLabel('Name').focus();
    await page.keyboard.type(visitor.name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(visitor.email);
    await page.getByLabel('Subject').focus();
    await page.keyboard.type(subject);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Only on one side.\nWhat can I do?');
    const send = page.getByRole('button', { name: 'Send' });
    await send.focus();
    await page.keyboard.press('Enter');
    const receipt = page.locator('deskbell-form [part="receipt"]');
    await receipt.getByText(visitor.email).waitFor();
    expect(await receipt.innerText()).toMatch(/\d+/);
  });

  it('gives the ticket to the member the rule names', async () => {
    const { items } = await manager.tickets.page<AgentTicket>({ q: 'yellow' });
    expect(items).toHaveLength(1);
    ticket = items[0] as AgentTicket;
    expect(ticket).toMatchObject({ subject, assigneeId: expected, addressConfirmed: false });
    const { items: followers } = await manager.followers.list(ticket.id);
    expect(followers.map(({ person }) => person.id).sort()).toEqual(
      [ticket.customerId, ticket.assigneeId].sort(),
    );
  });

  it('opens the ticket through the mailed link', async () => {
    await followMailedLink(`li:has-text("${visitor.email}") a[href*="#guest="]`);
    await page.getByRole('heading', { name: subject }).waitFor();
    expect(page.url()).not.toContain('guest=');
    const { addressConfirmed } = await manager.tickets.get<AgentTicket>(ticket.id);
    expect(addressConfirmed).toBe(true);
  });

  it('replies, and the reply stays after a reload', async () => {
    const reply = page.getByLabel('Your reply');
    await reply.fill('It stands at a window.');
    await reply.press('Tab');
    await page.getByRole('button', { name: 'Send reply' }).press('Enter');
    await page.locator('deskbell-ticket li', { hasText: 'It stands at a window.' }).waitFor();
    await page.reload();
    await page.locator('deskbell-ticket li', { hasText: 'It stands at a window.' }).waitFor();
    const messages = (await manager.messages.page(ticket.id)).items;
    expect(messages.filter(({ kind }) => kind === 'message').map(({ body }) => body)).toEqual([
      'It stands at a window.',
    ]);
  });

  it('signs in by a mailed link and lists the ticket', async () => {
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`${demo.shop}/support`);
    await page.getByLabel('Email address').fill(visitor.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    await followMailedLink(`a[href^="${demo.shop}/support#link="]`);
    await page.getByRole('button', { name: subject }).click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.getByRole('button', { name: 'All tickets' }).click();
    await page.getByRole('button', { name: subject }).waitFor();
  });

  it('reports no error in the console', () => {
    expect(errors).toEqual([]);
  });

  it('shows nothing of it to another customer, nor a private ticket to an agent outside', async () => {
    const other = await clientOf('customer.two@demo.example');
    const outside = await clientOf('demo.agent.ada@demo.example');
    const accounting = (await manager.teams.page()).items.find(({ slug }) => slug === 'accounting');
    const { items } = await manager.tickets.page<AgentTicket>({ team: accounting?.id });
    const secret = items[0] as AgentTicket;
    for (const [client, id, word] of [
      [other, ticket.id, 'yellow'],
      [outside, secret.id, 'invoices'],
    ] as const) {
      const listed: string[] = [];
      for await (const one of client.tickets.list<AgentTicket | PortalTicket>({ state: 'all' })) {
        listed.push(one.id);
      }
      expect(listed).not.toContain(id);
      const found = await client.tickets.page({ q: word, state: 'all' });
      expect(found.items.map((one) => one.id)).not.toContain(id);
      const refusal = (path: string) =>
        client
          .send('GET /tickets/:id', { params: { id: path } })
          .then(() => expect.unreachable('it was shown'))
          .catch((error) => ({ ...error.problem, requestId: '' }));
      expect(await refusal(id)).toEqual(await refusal('0000000000000000'));
    }
    const teams = (await outside.teams.page()).items.map(({ slug }) => slug);
    expect(teams).not.toContain('accounting');

    // What each may see comes after what they may not, so nothing was merely late.
    const own = (await other.tickets.page<PortalTicket>()).items[0]?.id ?? '';
    for (const [client, hidden, seen] of [
      [other, ticket.id, own],
      [outside, secret.id, ticket.id],
    ] as const) {
      const stop = new AbortController();
      const told: string[] = [];
      const listening = (async () => {
        for await (const { data } of client.events({ signal: stop.signal }))
          told.push(data.ticketId);
      })();
      await expect
        .poll(async () => {
          await manager.messages.create(hidden, { body: 'Only for those who see it.' });
          await manager.messages.create(seen, { body: 'For those who see this one.' });
          return told;
        })
        .toContain(seen);
      stop.abort();
      await listening;
      expect(told).not.toContain(hidden);
    }
  });
});
