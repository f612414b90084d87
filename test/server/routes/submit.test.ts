import { beforeEach, describe, expect, test } from 'vitest';
import type { FormDescription, Receipt } from '../../../sdk/contract/forms.ts';
import type { Person } from '../../../sdk/contract/people.ts';
import type { Follower } from '../../../sdk/contract/teams.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import { type App, adminKey, openApp } from '../../kit/open-app.ts';

const submission = {
  name: 'Vera Visitor',
  email: 'Vera@Shop.example',
  subject: 'Broken pot',
  description: 'It arrived in two halves.',
};

const pathsOf = (problem: { issues?: { path: unknown[] }[] | undefined }): string[] =>
  (problem.issues ?? []).map(({ path }) => path.join('.')).sort();

describe('a submit', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public' });
  });
  const submit = (body: unknown, ask: { token?: string; headers?: Record<string, string> } = {}) =>
    app.request<Receipt>('POST', '/forms/support', { body, ...ask });
  const ticketOf = (id: string) => app.admin<AgentTicket>('GET', `/tickets/${id}`);

  test('of a visitor opens a ticket of a portal person with an unconfirmed address', async () => {
    const { status, json } = await submit(
      { ...submission, phone: '+49 30 123' },
      { headers: { 'Accept-Language': 'de-DE,de;q=0.9' } },
    );
    expect(status).toBe(201);
    expect(json).toEqual({ id: expect.any(String), number: 1, subject: 'Broken pot' });
    const ticket = await ticketOf(json.id);
    expect(ticket).toMatchObject({
      number: 1,
      subject: 'Broken pot',
      description: 'It arrived in two halves.',
      phone: '+49 30 123',
      phoneConfirmed: false,
      addressConfirmed: false,
    });
    const customer = await app.admin<Person>('GET', `/people/${ticket.customerId}`);
    expect(customer).toMatchObject({
      kind: 'portal',
      name: 'Vera Visitor',
      email: 'vera@shop.example',
      locale: 'de-DE',
      phone: null,
    });
    const followers = await app.admin<{ items: Follower[] }>(
      'GET',
      `/tickets/${json.id}/followers`,
    );
    expect(followers.items.map(({ person }) => person.id)).toEqual([customer.id]);
  });

  test('never changes the name of a known person', async () => {
    const known = await app.addPerson({ name: 'Known Name', email: 'vera@shop.example' });
    const { json } = await submit(submission);
    expect((await ticketOf(json.id)).customerId).toBe(known.id);
    expect((await app.admin<Person>('GET', `/people/${known.id}`)).name).toBe('Known Name');
  });

  test('is told everything that is wrong at once, by field', async () => {
    await app.addTeam({
      name: 'Strict',
      visibility: 'public',
      formFields: [
        { key: 'order', label: 'Order', type: 'text', required: true },
        { key: 'count', label: 'Count', type: 'number' },
      ],
      privacy: { consent: 'required', text: 'I agree.' },
    });
    const strict = (body: unknown) => app.request('POST', '/forms/strict', { body });
    const all = ['consent', 'description', 'email', 'fields.count', 'fields.order', 'name'];
    const mixed = await strict({ subject: 'S', description: '', fields: { count: 'many' } });
    expect(mixed.status).toBe(422);
    expect(pathsOf(mixed.json)).toEqual(all);
    const own = await strict({ ...submission, email: 'no address', fields: { order: ' ' } });
    expect(pathsOf(own.json)).toEqual(['consent', 'email', 'fields.order']);
    const late = await strict({ ...submission, fields: { order: '1', more: 'x' }, consent: true });
    expect(pathsOf(late.json)).toEqual(['fields.more']);
    expect((await app.admin<{ items: unknown[] }>('GET', '/tickets')).items).toEqual([]);
  });

  test('keeps own fields with their labels', async () => {
    await app.addTeam({
      name: 'Fields',
      visibility: 'public',
      formFields: [{ key: 'order', label: 'Order', type: 'number', required: true }],
    });
    const { json } = await app.request<Receipt>('POST', '/forms/fields', {
      body: { ...submission, fields: { order: 12 } },
    });
    expect((await ticketOf(json.id)).fields).toEqual([
      { key: 'order', label: 'Order', type: 'number', value: 12 },
    ]);
  });

  test('of a signed-in customer is theirs, whatever it says, and needs no name', async () => {
    const { person, token } = await app.signIn({ name: 'Cora', email: 'cora@shop.example' });
    const { status, json } = await submit(submission, { token });
    expect(status).toBe(201);
    expect(json.accessUrl).toBe(`https://help.example/portal#ticket=${json.id}`);
    expect(await ticketOf(json.id)).toMatchObject({
      customerId: person.id,
      addressConfirmed: true,
    });
    const { subject, description } = submission;
    expect((await submit({ subject, description }, { token })).status).toBe(201);
    const own = await app.request<{ items: unknown[] }>('GET', '/tickets', { token });
    expect(own.json.items).toHaveLength(2);
  });

  test('of an agent is the agent’s', async () => {
    const { person, token } = await app.signIn({
      kind: 'internal',
      role: 'agent',
      name: 'Ada',
      email: 'ada@help.example',
    });
    const { json } = await submit(submission, { token });
    expect((await ticketOf(json.id)).customerId).toBe(person.id);
  });

  test('by a server key is for the named customer, whose address stays unconfirmed', async () => {
    const { status, json } = await submit(submission, { token: adminKey });
    expect(status).toBe(201);
    expect(json.accessUrl).toBeUndefined();
    expect((await ticketOf(json.id)).addressConfirmed).toBe(false);
    const { subject, description } = submission;
    expect((await submit({ subject, description }, { token: adminKey })).status).toBe(422);
  });

  test('sent again with its key makes one ticket and one mail', async () => {
    const headers = { 'Idempotency-Key': '6f1a3c52-3b6e-4a59-9f2f-0a8d2f1f7c11' };
    const first = await submit(submission, { headers });
    const second = await submit({ ...submission, formToken: undefined }, { headers });
    expect(second.json).toEqual(first.json);
    expect(second.headers.get('Idempotency-Replayed')).toBe('true');
    await app.deliver();
    expect(app.mail.sent()).toHaveLength(1);
    expect((await app.admin<{ items: unknown[] }>('GET', '/tickets')).items).toHaveLength(1);
  });

  test('keeps the consent with its wording', async () => {
    await app.addTeam({
      name: 'Careful',
      visibility: 'public',
      privacy: { consent: 'required', text: 'You may read this.' },
    });
    const { json } = await app.request<Receipt>('POST', '/forms/careful', {
      body: { ...submission, consent: true },
    });
    const row = await app.helpdesk.house.store.transact((tx) =>
      tx.ticket({ tickets: 'all', teams: 'all' }, json.id),
    );
    expect(row?.consent).toEqual({
      text: 'You may read this.',
      at: app.clock.now().toISOString(),
    });
  });

  test('with a form token of another team, a changed or an old one is 409', async () => {
    await app.addTeam({ name: 'Other', visibility: 'public' });
    const tokenOf = async (slug: string) =>
      (await app.request<FormDescription>('GET', `/forms/${slug}`)).json.formToken;
    const withToken = async (formToken: string) =>
      (await app.request('POST', '/forms/support', { body: { ...submission, formToken } })).json
        .code;
    expect(await withToken(await tokenOf('other'))).toBe('form_expired');
    const good = await tokenOf('support');
    expect(await withToken(`${good.slice(0, -2)}AA`)).toBe('form_expired');
    expect(await withToken('')).toBe('form_expired');
    app.clock.forward(2 * 60 * 60 * 1000 + 1);
    expect(await withToken(good)).toBe('form_expired');
    expect(await withToken(await tokenOf('support'))).toBeUndefined();
  });
});
