import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { AgentTicket, Attachment } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const zip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

const text = (content: string, name = 'a.txt') => new File([content], name);
const mega = (count: number, name = 'a.txt') => new File(['x'.repeat(count * 1_000_000)], name);

const draft = { name: 'A', email: 'a@shop.example', subject: 'S', description: 'D' };

async function openForm() {
  const app = await openApp();
  await app.addTeam({ name: 'Support', visibility: 'public' });
  const { json } = await app.request<{ formToken: string }>('GET', '/forms/support');
  const formOf = (files: File[], fields: Record<string, string> = {}) => {
    const form = new FormData();
    const all = { ...draft, formToken: json.formToken, ...fields };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    for (const file of files) form.append('attachments', file);
    return form;
  };
  return { app, formOf };
}

const send = (app: App, body: FormData, headers: Record<string, string> = {}) =>
  app.request('POST', '/forms/support', { body, headers });

const received = async (app: App) => {
  const attachments = await app.helpdesk.house.store.find('attachment', 'unused', '');
  return attachments.length;
};

describe('a form with files', () => {
  test('makes a ticket that carries them', async () => {
    const { app, formOf } = await openForm();
    const files = [
      new File([png], 'photo.PNG'),
      new File([pdf], 'invoice.pdf'),
      new File([zip], 'all.zip'),
      text('plain ✓', 'Übersicht.txt'),
      text('a;b\n1;2\n', 'table.csv'),
    ];
    const { status, text: body } = await send(app, formOf(files));
    expect(status).toBe(201);
    const receipt: Receipt = JSON.parse(body);
    const ticket = await app.admin<AgentTicket>('GET', `/tickets/${receipt.id}`);
    expect(ticket.attachments.map(({ name, size, type }) => [name, size, type])).toEqual([
      ['photo.PNG', png.length, 'image/png'],
      ['invoice.pdf', pdf.length, 'application/pdf'],
      ['all.zip', zip.length, 'application/zip'],
      ['Übersicht.txt', 9, 'text/plain'],
      ['table.csv', 8, 'text/csv'],
    ]);
    const [photo] = ticket.attachments;
    const answer = await app.fetch(`/api/v1/attachments/${photo?.id}`, {
      headers: { Authorization: `Bearer ${adminKey}` },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-request-id')).not.toBe(null);
  });

  test('has its own fields as JSON and its consent as a word', async () => {
    const app = await openApp();
    await app.addTeam({
      name: 'Support',
      visibility: 'public',
      privacy: { url: 'https://shop.example/privacy', consent: 'required' },
      formFields: [{ key: 'order', label: 'Order', type: 'number', required: true }],
    });
    const { json } = await app.request<{ formToken: string }>('GET', '/forms/support');
    const form = new FormData();
    const all = { ...draft, formToken: json.formToken, consent: 'true', fields: '{"order":7}' };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    expect((await send(app, form)).status).toBe(201);
    form.set('fields', '{"order":');
    form.set('consent', 'maybe');
    form.set('extra', '1');
    const { json: problem } = await send(app, form);
    const found = problem.issues?.map(({ path, code }) => `${path.join('.')} ${code}`);
    expect(found).toEqual(
      expect.arrayContaining(['fields json', 'consent boolean', 'extra unknown_key']),
    );
  });

  test.each([
    ['a page named as a picture', new File(['<html>'], 'a.png')],
    ['a picture named as a document', new File([png], 'a.pdf')],
    ['a drawing', new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg')],
    ['a program', new File(['MZ'], 'a.exe')],
    ['an archive named as a document', new File([zip], 'a.docx')],
    ['text with a NUL', new File(['a\0b'], 'a.txt')],
    ['text that is no UTF-8', new File([new Uint8Array([0xff, 0xfe, 0x61, 0x00])], 'a.txt')],
    ['text that ends within a sign', new File([new Uint8Array([0xe2, 0x82])], 'a.txt')],
    ['no ending', new File(['a'], 'readme')],
    ['an ending of every object', new File(['a'], 'a.constructor')],
  ])('refuses %s, beside everything else that is wrong', async (_name, file) => {
    const { app, formOf } = await openForm();
    const { status, json } = await send(app, formOf([text('fine'), file], { email: 'nobody' }));
    expect(status).toBe(422);
    expect(json.issues?.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual([
      'attachments.1 file_type',
      'email regex',
    ]);
  });

  test.each([
    ['more than five files', Array.from({ length: 6 }, () => text('a')), 5],
    ['a file over 10 MB', [text('a'), mega(11)], 1],
    ['more than 20 MB together', [mega(9), mega(9), mega(9)], 2],
  ])('refuses %s', async (_name, files, index) => {
    const { app, formOf } = await openForm();
    const { status, json } = await send(app, formOf(files));
    expect([status, json.code]).toEqual([413, 'too_large']);
    expect(json.issues?.[0]?.path).toEqual(['attachments', index]);
  });

  test('refuses more than 64 KB of plain fields', async () => {
    const { app, formOf } = await openForm();
    const { status } = await send(app, formOf([], { subject: 'x'.repeat(70_000) }));
    expect(status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, '1']));
    expect((await send(app, formOf([], many))).status).toBe(413);
  });

  test('refuses a field given twice, files elsewhere, and inherited names', async () => {
    const { app, formOf } = await openForm();
    const form = formOf([]);
    form.append('subject', 'again');
    form.append('photo', text('a'));
    form.append('__proto__', 'a');
    const { json } = await send(app, form);
    expect(json.issues?.map(({ path, code }) => `${path.join('.')} ${code}`).sort()).toEqual([
      '__proto__ unknown_key',
      'photo unknown_key',
      'subject repeated',
    ]);
  });

  test.each([
    ['has no boundary', 'multipart/form-data; charset=utf-8', 'x'],
    ['ends in the middle', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-d'],
    ['is something else', 'multipart/form-data; boundary=x', '{"name":"A"}'],
    ['is empty', 'multipart/form-data; boundary=x', ''],
  ])('that %s is 400', async (_name, type, body) => {
    const { app } = await openForm();
    const headers = { 'Content-Type': type };
    const { status, json } = await app.request('POST', '/forms/support', { body, headers });
    expect([status, json.code]).toEqual([400, 'malformed']);
  });

  test('leaves nothing behind, whether it succeeds or fails', async () => {
    const { app, formOf } = await openForm();
    const folder = app.temporaryFolder;
    await send(app, formOf([text('a')]));
    await send(app, formOf([text('a'), new File(['x'], 'a.exe')]));
    await send(app, formOf([text('a'), mega(11)]));
    await send(app, formOf([text('a')], { email: 'nobody' }));
    expect(await readdir(folder)).toEqual([]);
    expect(await received(app)).toBe(0);
  });

  test('sent twice with one key makes one ticket, if the files are the same', async () => {
    const { app, formOf } = await openForm();
    const headers = { 'Idempotency-Key': randomUUID() };
    const first = await send(app, formOf([text('same')]), headers);
    const again = await send(app, formOf([text('same')]), headers);
    expect([first.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    for (const other of [text('also'), text('same', 'b.txt')]) {
      expect((await send(app, formOf([other]), headers)).status).toBe(422);
    }
  });

  test('keeps names as data: one line, without folders, at most 200 signs', async () => {
    const { app, formOf } = await openForm();
    const names = ['../../etc/passwd.txt', `${'n'.repeat(300)}.txt`];
    const { text: body } = await send(app, formOf(names.map((name) => text('a', name))));
    const receipt: Receipt = JSON.parse(body);
    const ticket = await app.admin<AgentTicket>('GET', `/tickets/${receipt.id}`);
    expect(ticket.attachments.map(({ name }) => name)).toEqual([
      'passwd.txt',
      `${'n'.repeat(196)}.txt`,
    ]);
  });
});

describe('an upload', () => {
  test('takes one file and nothing else', async () => {
    const app = await openApp();
    const { token } = await app.signIn({ name: 'A', email: 'a@shop.example' });
    const form = new FormData();
    form.set('file', text('a'));
    const { status, json } = await app.request<Attachment>('POST', '/attachments', {
      token,
      body: form,
    });
    expect([status, json]).toEqual([
      201,
      { id: expect.any(String), name: 'a.txt', size: 1, type: 'text/plain' },
    ]);
    const asked = await app.request('POST', '/attachments', { token, body: {} });
    expect(asked.status).toBe(415);
    const empty = new FormData();
    empty.set('note', 'no file');
    expect((await app.request('POST', '/attachments', { token, body: empty })).status).toBe(422);
  });
});
