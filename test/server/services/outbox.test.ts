import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Page } from '../../../sdk/contract/common.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { OutboxItem } from '../../../sdk/contract/outbox.ts';
import { type Mail, type MailPort, PermanentMailFailure } from '../../../server/ports/mail.ts';
import { sendDue, startOutboxSender } from '../../../server/services/send-outbox.ts';
import { sweepOutbox } from '../../../server/services/sweep-outbox.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const body = {
  name: 'Vera',
  email: 'vera@shop.example',
  subject: 'Broken pot',
  description: 'In two halves.',
};

/** A mail server that answers as it is told. */
function scripted(...answers: (Error | undefined)[]): MailPort & { seen: Mail[] } {
  const seen: Mail[] = [];
  return {
    seen,
    async send(mail) {
      seen.push(mail);
      const answer = answers[seen.length - 1];
      if (answer !== undefined) throw answer;
    },
  };
}

describe('the outbox', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
  });
  const submit = () => app.request<Receipt>('POST', '/forms/support', { body });
  const items = async (query = '') =>
    (await app.admin<Page<OutboxItem>>('GET', `/outbox${query}`)).items;
  const send = (port: MailPort) => sendDue(app.helpdesk.house, port);

  test('names recipient, event and ticket of what waits, not its text', async () => {
    const { json } = await submit();
    const [item, ...others] = await items();
    expect(others).toEqual([]);
    expect(item).toEqual({
      id: expect.any(String),
      channel: 'email',
      event: 'created',
      recipient: body.email,
      ticketId: json.id,
      status: 'queued',
      attempts: 0,
      error: null,
      createdAt: app.clock.now().toISOString(),
    });
    await app.deliver();
    expect(await items()).toMatchObject([{ status: 'sent', attempts: 1 }]);
    const kept = JSON.stringify(await app.helpdesk.house.store.find('outbox', 'all', ''));
    expect(kept).not.toMatch(/guest|received|Broken/);
    expect(await items('?status=queued')).toEqual([]);
    expect(await items('?status=sent')).toHaveLength(1);
  });

  test('tries again within five seconds, then after twice as long, with the same message id', async () => {
    await submit();
    const trouble = new Error('connect ECONNREFUSED');
    const port = scripted(trouble, trouble, undefined);
    expect(await send(port)).toBe(1);
    expect(await items()).toMatchObject([
      { status: 'queued', attempts: 1, error: 'connect ECONNREFUSED' },
    ]);
    expect(await send(port)).toBe(0);
    app.clock.forward(5000);
    expect(await send(port)).toBe(1);
    app.clock.forward(3999);
    expect(await send(port)).toBe(0);
    app.clock.forward(4001);
    expect(await send(port)).toBe(1);
    expect(await items()).toMatchObject([{ status: 'sent', attempts: 3, error: null }]);
    expect(new Set(port.seen.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await send(port)).toBe(0);
  });

  test('gives up what a mail server refuses for good, until a manager sends it again', async () => {
    await submit();
    const port = scripted(new PermanentMailFailure('no such mailbox'), undefined);
    await send(port);
    const [failed] = await items();
    expect(failed).toMatchObject({ status: 'failed', error: 'no such mailbox' });
    app.clock.forward(24 * 60 * 60 * 1000);
    expect(await send(port)).toBe(0);
    const path = `/outbox/${failed?.id}/retry`;
    const again = await app.request<OutboxItem>('POST', path, { token: adminKey });
    expect(again.json).toMatchObject({ status: 'queued', attempts: 0, error: null });
    expect((await app.request('POST', path, { token: adminKey })).status).toBe(409);
    await send(port);
    expect(await items()).toMatchObject([{ status: 'sent' }]);
    expect((await app.request('POST', '/outbox/none/retry', { token: adminKey })).status).toBe(404);
  });

  test('forgets after thirty days what was sent, and keeps what failed', async () => {
    const { house } = app.helpdesk;
    await submit();
    await submit();
    await send(scripted(new PermanentMailFailure('no such mailbox'), undefined));
    app.clock.forward(30 * 24 * 60 * 60 * 1000);
    expect(await sweepOutbox(house)).toBe(0);
    app.clock.forward(1);
    expect(await sweepOutbox(house)).toBe(1);
    expect((await items()).map(({ status }) => status)).toEqual(['failed']);
  });

  test('is not shown to agents', async () => {
    const { token } = await app.signIn({
      kind: 'internal',
      role: 'agent',
      name: 'Ada',
      email: 'ada@help.example',
    });
    expect((await app.request('GET', '/outbox', { token })).status).toBe(403);
  });

  test('holds up no submit while a mail server is silent', async () => {
    const { house } = app.helpdesk;
    let called = (): void => {};
    let hangUp = (): void => {};
    const reached = new Promise<void>((resolve) => {
      called = resolve;
    });
    const silent: MailPort = {
      send: () =>
        new Promise((_resolve, reject) => {
          hangUp = () => reject(new Error('timed out'));
          called();
        }),
    };
    await submit();
    const sending = sendDue(house, silent);
    await reached;
    expect((await submit()).status).toBe(201);
    hangUp();
    await sending;
    expect((await items()).map(({ status }) => status)).toEqual(['queued', 'queued']);
  });

  test('sends a mail to one person after the other, in their order', async () => {
    await submit();
    await submit();
    await submit();
    const port = scripted();
    await send(port);
    expect(port.seen.map(({ subject }) => subject)).toEqual(
      [1, 2, 3].map((number) => `We received your request #${number}`),
    );
  });

  test('goes on where one mail cannot be written', async () => {
    await submit();
    await submit();
    const { house } = app.helpdesk;
    let made = 0;
    const secret = (): string => {
      made += 1;
      if (made === 1) throw new Error('no random values');
      return house.ids.secret();
    };
    const port = scripted();
    await sendDue({ ...house, ids: { ...house.ids, secret } }, port);
    expect(port.seen).toHaveLength(1);
    expect((await items()).map(({ status, error }) => [status, error])).toEqual([
      ['sent', null],
      ['queued', 'no random values'],
    ]);
  });

  test('is sent by a sender that wakes when something is queued, and stops', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { house } = app.helpdesk;
      const port = scripted();
      const sender = startOutboxSender(house, port);
      await submit();
      sender.wake();
      await vi.advanceTimersByTimeAsync(30);
      await sender.stop();
      expect(port.seen).toHaveLength(1);
      await submit();
      sender.wake();
      await vi.advanceTimersByTimeAsync(5000);
      expect(port.seen).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the outbox of a demo', () => {
  test('shows what was sent, with links to click', async () => {
    const app = await openApp({ settings: { demo: true } });
    await app.addTeam({ name: 'Support', visibility: 'public' });
    await app.request('POST', '/forms/support', { body });
    await app.deliver();
    const { items } = await app.admin<Page<OutboxItem>>('GET', '/outbox');
    expect(items[0]?.demo?.subject).toBe('We received your request #1');
    expect(items[0]?.demo?.text).toMatch(/https:\/\/help\.example\/portal#guest=[\w-]+/);
  });
});
