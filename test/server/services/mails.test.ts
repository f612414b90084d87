import { beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../../sdk/contract/auth.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { Person } from '../../../sdk/contract/people.ts';
import type { Team } from '../../../sdk/contract/teams.ts';
import type { AgentTicket } from '../../../sdk/contract/tickets.ts';
import type { Mail } from '../../../server/ports/mail.ts';
import { type App, openApp } from '../../kit/open-app.ts';

const vera = { name: 'Vera Visitor', email: 'vera@shop.example' };
const ada = { kind: 'internal', role: 'agent', name: 'Ada', email: 'ada@help.example' };

describe('the mails of a ticket', () => {
  let app: App;
  beforeEach(async () => {
    app = await openApp();
  });

  const addSupport = (more: object = {}): Promise<Team> =>
    app.addTeam({ name: 'Support', visibility: 'public', ...more });
  const submit = async (more: object = {}, token?: string) => {
    const body = { ...vera, subject: 'Broken pot', description: 'In two halves.', ...more };
    const { json } = await app.request<Receipt>('POST', '/forms/support', { body, token });
    return json;
  };
  /** Sends what is due and gives it by recipient. */
  const delivered = async (): Promise<Map<string, Mail[]>> => {
    const before = app.mail.sent().length;
    await app.deliver();
    const fresh = app.mail.sent().slice(0, app.mail.sent().length - before);
    const byAddress = new Map<string, Mail[]>();
    for (const mail of [...fresh].reverse()) {
      byAddress.set(mail.to.address, [...(byAddress.get(mail.to.address) ?? []), mail]);
    }
    return byAddress;
  };
  const one = (mails: Map<string, Mail[]>, address: string): Mail => {
    const found = mails.get(address) ?? [];
    expect(found).toHaveLength(1);
    return found[0] as Mail;
  };
  const ticketOf = (id: string) => app.admin<AgentTicket>('GET', `/tickets/${id}`);

  test('confirm to an unconfirmed address without anything a visitor typed', async () => {
    await addSupport();
    await submit({ subject: 'Buy pills', phone: '555' });
    const mail = one(await delivered(), vera.email);
    expect(mail.to).toEqual({ name: '', address: vera.email });
    expect(mail.subject).toBe('We received your request #1');
    for (const typed of ['Vera', 'pills', 'halves', '555']) {
      expect(mail.subject + mail.text).not.toContain(typed);
    }
    expect(mail.text).toContain('https://help.example/portal#guest=');
    expect(mail.text).toContain('replies to this mail are not read');
    expect(mail.headers['Auto-Submitted']).toBe('auto-generated');
  });

  test('carry the team’s reply-to where it has one', async () => {
    await addSupport({ replyTo: 'support@help.example' });
    await submit();
    const mail = one(await delivered(), vera.email);
    expect(mail.replyTo).toBe('support@help.example');
    expect(mail.text).not.toContain('not read');
  });

  test('form one thread, each mail with an id of its own', async () => {
    await addSupport();
    const { token } = await app.signIn(vera);
    const { id } = await submit({}, token);
    await app.admin('POST', `/tickets/${id}/messages`, { body: 'Which pot?' });
    const mails = (await delivered()).get(vera.email) ?? [];
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(new Set(mails.map(({ references }) => references.join())).size).toBe(1);
    expect(mails[0]?.references[0]).toMatch(/@help\.example$/);
  });

  test('bring customers who confirmed their address the text of replies, and never of notes', async () => {
    await addSupport();
    const agent = await app.signIn(ada);
    const { token } = await app.signIn(vera);
    const { id } = await submit({}, token);
    await delivered();
    await app.request('POST', `/tickets/${id}/messages`, {
      token: agent.token,
      body: { body: 'Customer seems upset.', visibility: 'note' },
    });
    expect((await delivered()).has(vera.email)).toBe(false);
    await app.request('POST', `/tickets/${id}/messages`, {
      token: agent.token,
      body: { body: 'We will send another.' },
    });
    const mail = one(await delivered(), vera.email);
    expect(mail.to.name).toBe('Vera Visitor');
    expect(mail.subject).toBe('[#1] Broken pot');
    expect(mail.text).toContain('Ada wrote on #1:\n\nWe will send another.');
    expect(mail.text).toContain('#guest=');
  });

  test('do not bring unconfirmed addresses the text of replies', async () => {
    await addSupport();
    const { id } = await submit();
    await delivered();
    await app.admin('POST', `/tickets/${id}/messages`, { body: 'Which pot?' });
    expect((await delivered()).size).toBe(0);
  });

  test('tell the assignee once, and nobody of their own act', async () => {
    const member = await app.signIn(ada);
    await addSupport({ autoAssign: true, memberIds: [member.person.id] });
    const { id } = await submit();
    const mails = await delivered();
    expect(one(mails, ada.email).text).toContain('was assigned to you:\n\nIn two halves.');
    expect(one(mails, ada.email).text).not.toContain('#guest=');
    await app.request('POST', `/tickets/${id}/messages`, {
      token: member.token,
      body: { body: 'Mine.', visibility: 'note' },
    });
    expect((await delivered()).size).toBe(0);
  });

  test('tell outside followers of other teams number, subject and kind of news alone', async () => {
    const team = await app.addTeam({ name: 'Backroom', visibility: 'company' });
    const outsider: Person = await app.addPerson({ name: 'Otto', email: 'otto@out.example' });
    await app.admin('PUT', `/teams/${team.id}/followers/${outsider.id}`);
    const ticket = await app.admin<AgentTicket>('POST', '/tickets', {
      teamId: team.id,
      subject: 'Pump broken',
      description: 'Secret details.',
    });
    await app.admin('POST', `/tickets/${ticket.id}/messages`, { body: 'Secret answer.' });
    await app.admin('POST', `/tickets/${ticket.id}/close`);
    const mails = (await delivered()).get(outsider.email) ?? [];
    expect(mails.map(({ subject, text }) => [subject, text.split('\n')[0]])).toEqual([
      ['[#1] Pump broken', 'Request #1 was opened.'],
      ['[#1] Pump broken', 'There is a new message on request #1.'],
      ['[#1] Pump broken', 'Request #1 moved to another stage.'],
    ]);
    for (const { text } of mails) {
      expect(text).not.toMatch(/Secret|https?:|#guest|#link|Solved/);
    }
  });

  test('tell a customer where a merged ticket goes on, with a link that opens it', async () => {
    await addSupport();
    const { token } = await app.signIn(vera);
    const survivor = await submit({ subject: 'First' }, token);
    const source = await submit({ subject: 'Again' }, token);
    await delivered();
    await app.admin('POST', `/tickets/${survivor.id}/merge`, { sourceIds: [source.id] });
    const mail = one(await delivered(), vera.email);
    expect(mail.subject).toBe('[#1] First');
    expect(mail.text).toContain('Request #2 continues as #1.');
    const guest = { grant: 'guest', token: /#guest=([\w-]+)/.exec(mail.text)?.[1] };
    const opened = await app.request<Session>('POST', '/auth/session', { body: guest });
    expect(opened.json.scope).toEqual({ ticketId: survivor.id });
  });

  describe('are dropped when, between queueing and sending,', () => {
    test.each<[string, (ticket: AgentTicket, team: Team) => Promise<unknown>]>([
      [
        'their recipient was removed from the followers',
        ({ id, customerId }) => app.admin('DELETE', `/tickets/${id}/followers/${customerId}`),
      ],
      [
        'their recipient was archived',
        ({ customerId }) => app.admin('PATCH', `/people/${customerId}`, { active: false }),
      ],
      [
        'the team left the public',
        (_ticket, { id }) => app.admin('PATCH', `/teams/${id}`, { visibility: 'private' }),
      ],
    ])('%s', async (_why, change) => {
      const team = await addSupport();
      const { token } = await app.signIn(vera);
      const { id } = await submit({}, token);
      await app.admin('POST', `/tickets/${id}/messages`, { body: 'Which pot?' });
      await change(await ticketOf(id), team);
      expect((await delivered()).size).toBe(0);
      const rows = await app.helpdesk.house.store.find('outbox', 'all', '');
      expect(rows.map(({ status }) => status)).toEqual(['dropped', 'dropped']);
      expect(await app.helpdesk.house.store.find('link', 'all', '')).toEqual([]);
    });

    test('their recipient muted the ticket', async () => {
      await addSupport();
      const { token } = await app.signIn(vera);
      const { id } = await submit({}, token);
      await delivered();
      await app.admin('POST', `/tickets/${id}/messages`, { body: 'Which pot?' });
      await app.request('PATCH', `/tickets/${id}/followers/me`, { token, body: { muted: true } });
      expect((await delivered()).size).toBe(0);
    });

    test('the ticket was given to somebody else', async () => {
      const first = await app.addPerson(ada);
      const second = await app.addPerson({ ...ada, name: 'Ben', email: 'ben@help.example' });
      const team = await addSupport();
      const ticket = await app.admin<AgentTicket>('POST', '/tickets', {
        teamId: team.id,
        subject: 'S',
        description: 'D',
        assigneeId: first.id,
      });
      await app.admin('PATCH', `/tickets/${ticket.id}`, { assigneeId: second.id });
      const mails = await delivered();
      const assigned = (mail: Mail) => mail.text.includes('assigned to you');
      expect((mails.get(first.email) ?? []).filter(assigned)).toEqual([]);
      expect((mails.get('ben@help.example') ?? []).filter(assigned)).toHaveLength(1);
    });
  });

  test('say nothing that a template in the text could expand', async () => {
    await addSupport();
    const { token } = await app.signIn({ name: '{{ link }} $&', email: vera.email });
    const { id } = await submit({ subject: '{{ team.name }} $1', description: 'D' }, token);
    const agent = await app.signIn(ada);
    await app.request('POST', `/tickets/${id}/messages`, {
      token: agent.token,
      body: { body: '{{ link }} $& `x`' },
    });
    const mails = (await delivered()).get(vera.email) ?? [];
    expect(mails[1]?.subject).toBe('[#1] {{ team.name }} $1');
    expect(mails[1]?.text).toContain('Ada wrote on #1:\n\n{{ link }} $& `x`\n\n');
    expect(mails[1]?.to.name).toBe('{{ link }} $&');
  });
});
