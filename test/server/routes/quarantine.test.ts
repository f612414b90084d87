import { beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '../../../sdk/contract/common.ts';
import type { FormDescription, Receipt } from '../../../sdk/contract/forms.ts';
import type { OutboxItem, QuarantinedSubmit } from '../../../sdk/contract/outbox.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp, testSettings } from '../../kit/open-app.ts';

const submission = {
  name: 'Vera Visitor',
  email: 'vera@shop.example',
  subject: 'Broken pot',
  description: 'It arrived in two halves.',
};

describe('a submit that looks like spam', () => {
  let app: App;
  beforeEach(async () => {
    const { limits } = testSettings();
    app = await openApp({ settings: { limits: { ...limits, formMinSeconds: 2 } } });
    await app.addTeam({ name: 'Support', visibility: 'public' });
  });
  const formToken = async () =>
    (await app.request<FormDescription>('GET', '/forms/support')).json.formToken;
  const submit = (more: object) =>
    app.request<Receipt>('POST', '/forms/support', { body: { ...submission, ...more } });
  const held = async () => (await app.admin<Page<QuarantinedSubmit>>('GET', '/quarantine')).items;
  const tickets = async () => (await app.admin<Page<AgentTicket>>('GET', '/tickets')).items;
  const outbox = async () => (await app.admin<Page<OutboxItem>>('GET', '/outbox')).items;

  test.each([
    ['without a form token', 'too_fast', {}, 0, false],
    ['within two seconds', 'too_fast', {}, 1999, true],
    ['with the decoy filled', 'decoy_filled', { decoy: 'https://spam.example' }, 5000, true],
  ])('%s is answered as any other and held', async (_how, reason, more, wait, withToken) => {
    const token = withToken ? { formToken: await formToken() } : {};
    app.clock.forward(wait);
    const { status, json } = await submit({ ...more, ...token });
    expect(status).toBe(201);
    expect(json).toEqual({ id: expect.any(String), number: 1, subject: 'Broken pot' });
    expect(await held()).toEqual([
      expect.objectContaining({ ...submission, id: json.id, number: 1, reason }),
    ]);
    expect(await tickets()).toEqual([]);
    expect(await outbox()).toEqual([]);
    expect((await app.admin<Page<unknown>>('GET', '/people')).items).toEqual([]);
    const read = await app.request('GET', `/tickets/${json.id}`, { token: adminKey });
    expect(read.status).toBe(404);
  });

  test('is told apart from one that took its time, and from a signed-in one', async () => {
    const token = await formToken();
    app.clock.forward(2000);
    await submit({ formToken: token });
    const { token: session } = await app.signIn({ name: 'Cora', email: 'cora@shop.example' });
    await app.request('POST', '/forms/support', {
      token: session,
      body: { ...submission, decoy: 'x' },
    });
    expect(await held()).toEqual([]);
    expect(await tickets()).toHaveLength(2);
  });

  test('is refused as any other where something is wrong with it', async () => {
    expect((await submit({ email: 'none', decoy: 'x' })).status).toBe(422);
    expect(await held()).toEqual([]);
  });

  test('becomes a ticket as of its release, under its id and number, with its mail', async () => {
    const { json } = await submit({});
    await app.addTeam({ name: 'Other', visibility: 'public' });
    app.clock.forward(60_000);
    const path = `/quarantine/${json.id}/release`;
    const released = await app.request<AgentTicket>('POST', path, { token: adminKey });
    expect(released.status).toBe(200);
    expect(released.json).toMatchObject({
      id: json.id,
      number: json.number,
      subject: 'Broken pot',
      addressConfirmed: false,
      createdAt: app.clock.now().toISOString(),
    });
    expect(await held()).toEqual([]);
    expect(await tickets()).toHaveLength(1);
    await app.deliver();
    expect(app.mail.sent().map(({ to }) => to.address)).toEqual(['vera@shop.example']);
    expect((await app.request('POST', path, { token: adminKey })).status).toBe(404);
  });

  test('can be deleted, with its files', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(submission)) form.append(name, value);
    form.append('attachments', new File(['pot'], 'pot.txt', { type: 'text/plain' }));
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body: form });
    const { store, files } = app.helpdesk.house;
    const [file] = await store.find('attachment', 'ticketId', json.id);
    const hidden = await app.request('GET', `/attachments/${file?.id}`, { token: adminKey });
    expect(hidden.status).toBe(404);
    const path = `/quarantine/${json.id}`;
    expect((await app.request('DELETE', path, { token: adminKey })).status).toBe(204);
    expect((await app.request('DELETE', path, { token: adminKey })).status).toBe(404);
    expect(await held()).toEqual([]);
    expect(await store.find('attachment', 'ticketId', json.id)).toEqual([]);
    await expect(files.read(file?.file ?? '')).rejects.toThrow();
  });

  test('is a matter of managers alone', async () => {
    const { json } = await submit({});
    const { token } = await app.signIn({
      kind: 'internal',
      role: 'agent',
      name: 'Ada',
      email: 'ada@help.example',
    });
    const statuses = await Promise.all([
      app.request('GET', '/quarantine', { token }),
      app.request('POST', `/quarantine/${json.id}/release`, { token }),
      app.request('DELETE', `/quarantine/${json.id}`, { token }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  test('is listed by pages, the newest first', async () => {
    for (const subject of ['one', 'two', 'three']) await submit({ subject });
    const first = await app.admin<Page<QuarantinedSubmit>>('GET', '/quarantine?limit=2');
    expect(first.items.map(({ subject }) => subject)).toEqual(['three', 'two']);
    const rest = await app.admin<Page<QuarantinedSubmit>>(
      'GET',
      `/quarantine?limit=2&cursor=${first.nextCursor}`,
    );
    expect(rest.items.map(({ subject }) => subject)).toEqual(['one']);
    expect(rest.nextCursor).toBeNull();
  });
});
