import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { AgentTicket, Attachment, Message } from '../../../sdk/contract/tickets.ts';
import { sweepUnusedAttachments } from '../../../server/services/sweep-attachments.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const cora = { name: 'Cora', email: 'cora@shop.example' };
const hour = 60 * 60 * 1000;

const fileOf = (name: string, text: string) => new File([text], name, { type: 'text/plain' });

describe('an attachment', () => {
  let app: App;
  let customer: string;
  let stranger: string;
  let ticketId: string;
  beforeEach(async () => {
    app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
    customer = (await app.signIn(cora)).token;
    stranger = (await app.signIn({ name: 'Sam', email: 'sam@shop.example' })).token;
    const { json } = await app.request<Receipt>('POST', '/forms/support', {
      token: customer,
      body: { subject: 'S', description: 'D' },
    });
    ticketId = json.id;
  });

  const upload = async (token: string, file = fileOf('note.txt', 'hello')) => {
    const body = new FormData();
    body.append('file', file);
    return app.request<Attachment>('POST', '/attachments', { token, body });
  };
  const download = (id: string, token: string | undefined) =>
    app.request('GET', `/attachments/${id}`, { token });
  const write = (token: string, draft: object) =>
    app.request<Message>('POST', `/tickets/${ticketId}/messages`, { token, body: draft });

  test('is seen by its uploader alone until it is attached', async () => {
    const { status, json } = await upload(customer);
    expect(status).toBe(201);
    expect(json).toEqual({
      id: expect.any(String),
      name: 'note.txt',
      size: 5,
      type: 'text/plain',
    });
    expect((await download(json.id, customer)).text).toBe('hello');
    expect((await download(json.id, stranger)).status).toBe(404);
    expect((await download(json.id, adminKey)).status).toBe(404);
    expect((await download(json.id, undefined)).status).toBe(401);
    expect((await download('nothing', customer)).status).toBe(404);
  });

  test('is seen with its message', async () => {
    const { json } = await upload(customer);
    const posted = await write(customer, { body: 'See this.', attachmentIds: [json.id] });
    expect(posted.json.attachments).toEqual([json]);
    expect((await download(json.id, customer)).status).toBe(200);
    expect((await download(json.id, adminKey)).status).toBe(200);
    expect((await download(json.id, stranger)).status).toBe(404);
  });

  test('of an internal note is not for customers', async () => {
    const { json } = await upload(adminKey);
    await write(adminKey, { body: 'Look.', visibility: 'note', attachmentIds: [json.id] });
    expect((await download(json.id, adminKey)).status).toBe(200);
    expect((await download(json.id, customer)).status).toBe(404);
  });

  test('is attached once, by its uploader, and each by its own', async () => {
    const own = (await upload(customer)).json.id;
    const other = (await upload(stranger)).json.id;
    const refused = await write(customer, {
      body: 'x',
      attachmentIds: [own, other, own, 'nothing'],
    });
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({
      issues: [1, 2, 3].map((index) => ({ path: ['attachmentIds', index] })),
    });
    expect((await write(customer, { body: 'x', attachmentIds: [own] })).status).toBe(201);
    expect((await write(customer, { body: 'x', attachmentIds: [own] })).status).toBe(422);
  });

  test('comes with the form, for whoever sees the ticket', async () => {
    const body = new FormData();
    body.append('name', 'Vera');
    body.append('email', 'vera@shop.example');
    body.append('subject', 'S');
    body.append('description', 'D');
    body.append('attachments', fileOf('one.txt', 'one'));
    body.append('attachments', fileOf('two.csv', 'a;b'));
    const headers = { 'Idempotency-Key': '6f1a3c52-3b6e-4a59-9f2f-0a8d2f1f7c11' };
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body, headers });
    const ticket = await app.admin<AgentTicket>('GET', `/tickets/${json.id}`);
    expect(ticket.attachments.map(({ name, type }) => [name, type])).toEqual([
      ['one.txt', 'text/plain'],
      ['two.csv', 'text/csv'],
    ]);
    const vera = await app.tokenOf(ticket.customerId ?? '');
    const id = ticket.attachments[0]?.id ?? '';
    expect((await download(id, vera)).text).toBe('one');
    expect((await download(id, stranger)).status).toBe(404);
    const again = new FormData();
    for (const [key, value] of body) again.append(key, value);
    await app.request('POST', '/forms/support', { body: again, headers });
    expect(await app.helpdesk.house.store.find('attachment', 'ticketId', json.id)).toHaveLength(2);
  });

  test.each([
    ['note.txt', 'filename="note.txt"; filename*=UTF-8\'\'note.txt'],
    ['Größe 1%.txt', 'filename="Gr__e 1_.txt"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe%201%25.txt'],
    ["a;b=(c)'d.txt", "filename=\"a;b=(c)'d.txt\"; filename*=UTF-8''a%3Bb%3D%28c%29%27d.txt"],
    ['evil\u202Etxt.txt', 'filename="evil_txt.txt"; filename*=UTF-8\'\'evil_txt.txt'],
  ])('named %j is downloaded only, never shown by the browser', async (name, expected) => {
    const { id } = (await upload(customer, fileOf(name, 'x'))).json;
    const { headers } = await download(id, customer);
    expect(headers.get('Content-Disposition')).toBe(`attachment; ${expected}`);
    expect(headers.get('Content-Type')).toBe('text/plain');
    expect(headers.get('Content-Length')).toBe('1');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  test('is one file at a time', async () => {
    const body = new FormData();
    body.append('file', fileOf('a.txt', 'a'));
    body.append('file', fileOf('b.txt', 'b'));
    expect((await app.request('POST', '/attachments', { token: customer, body })).status).toBe(422);
    const none = new FormData();
    expect(
      (await app.request('POST', '/attachments', { token: customer, body: none })).status,
    ).toBe(422);
  });

  test('is gone after 24 hours unused, and only then', async () => {
    const { house } = app.helpdesk;
    const used = (await upload(customer)).json.id;
    await write(customer, { body: 'x', attachmentIds: [used] });
    const unused = (await upload(customer)).json.id;
    const [row] = await house.store.getMany('attachment', [unused]);
    app.clock.forward(24 * hour);
    expect(await sweepUnusedAttachments(house)).toBe(0);
    app.clock.forward(1);
    expect(await sweepUnusedAttachments(house)).toBe(1);
    const again = await app.tokenOf(
      (await house.store.find('person', 'email', cora.email))[0]?.id ?? '',
    );
    expect((await download(unused, again)).status).toBe(404);
    expect((await download(used, again)).status).toBe(200);
    await expect(house.files.read(row?.file ?? '')).rejects.toThrow();
  });

  test('whose bytes are gone is gone', async () => {
    const { json } = await upload(customer);
    await app.helpdesk.house.files.remove(json.id);
    expect((await download(json.id, customer)).status).toBe(404);
  });
});
