import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '../../../sdk/contract/common.ts';
import type { Receipt } from '../../../sdk/contract/forms.ts';
import type { OutboxItem } from '../../../sdk/contract/outbox.ts';
import { smtpMail } from '../../../server/ports/smtp-mail.ts';
import { sendDue } from '../../../server/services/send-outbox.ts';
import { type App, openApp } from '../../kit/open-app.ts';

interface Received {
  recipients: string[];
  head: string;
  text: string;
}

const decoded = (body: string): string =>
  body
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString());

describe('over SMTP', () => {
  const received: Received[] = [];
  const refused = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth(_auth, _session, done) {
      done(Object.assign(new Error('wrong password'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, done) {
      const code = refused.get(address);
      if (code === undefined) done();
      else done(Object.assign(new Error('not here'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const end = raw.indexOf('\r\n\r\n');
        received.push({
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          head: raw.slice(0, end),
          text: decoded(raw.slice(end + 4)),
        });
        done();
      });
    },
  });
  let port: ReturnType<typeof smtpMail>;
  let place = '';
  let app: App;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    const number = typeof address === 'object' && address !== null ? address.port : 0;
    place = `127.0.0.1:${number}`;
    port = smtpMail(`smtp://${place}`, 'help@help.example');
  });
  afterAll(async () => {
    port.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  beforeEach(async () => {
    received.length = 0;
    refused.clear();
    app = await openApp();
    await app.addTeam({ name: 'Support', visibility: 'public', replyTo: 'team@help.example' });
  });

  const send = () => sendDue(app.helpdesk.house, port);
  const submit = (body: object, token?: string) =>
    app.request<Receipt>('POST', '/forms/support', { body, token });
  const outbox = async () => (await app.admin<Page<OutboxItem>>('GET', '/outbox')).items;

  test('a mail has the headers of an automatic one, in its thread', async () => {
    await submit({ name: 'Vera', email: 'vera@shop.example', subject: 'S', description: 'D' });
    await send();
    const [mail] = received;
    expect(mail?.recipients).toEqual(['vera@shop.example']);
    expect(mail?.head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail?.head).toMatch(/^Reply-To: team@help\.example$/m);
    expect(mail?.head).toMatch(/^Message-ID: <id\d+@help\.example>$/m);
    expect(mail?.head).toMatch(/^References: <ticket\.id\d+@help\.example>$/m);
    expect(mail?.head).toMatch(/^Content-Type: text\/plain/m);
  });

  test('line breaks and headers in names and subjects arrive as text, in one mail to one person', async () => {
    const trick = '\r\nBcc: victim@evil.example\r\n\r\n<script>alert(1)</script>';
    const { token } = await app.signIn({ name: `Vera${trick}`, email: 'vera@shop.example' });
    const { json } = await submit({ subject: `Hello${trick}`, description: `D${trick}` }, token);
    await app.admin('POST', `/tickets/${json.id}/messages`, { body: `.\n..\n${trick}` });
    await send();
    expect(received.map(({ recipients }) => recipients)).toEqual([
      ['vera@shop.example'],
      ['vera@shop.example'],
    ]);
    for (const { head } of received) {
      expect(head).not.toMatch(/^Bcc:/im);
      expect(head.match(/^(To|Subject):/gim)).toHaveLength(2);
    }
    const reply = received[1];
    expect(reply?.head).toMatch(
      /^Subject: \[#1\] Hello Bcc: victim@evil\.example\s+<script>alert\(1\)<\/script>$/m,
    );
    expect(reply?.text).toContain('.\r\n..\r\n');
    expect(reply?.text).toContain('Bcc: victim@evil.example');
    expect(reply?.text).toContain('<script>alert(1)</script>');
  });

  test('a display name that holds an address is a name', async () => {
    const { token } = await app.signIn({
      name: '"A" <victim@evil.example>, B',
      email: 'vera@shop.example',
    });
    await submit({ subject: 'S', description: 'D' }, token);
    await send();
    expect(received.map(({ recipients }) => recipients)).toEqual([['vera@shop.example']]);
  });

  test('a refused recipient is given up, a busy server is tried again', async () => {
    refused.set('gone@shop.example', 550).set('busy@shop.example', 421);
    for (const name of ['gone', 'busy', 'fine']) {
      await submit({ name, email: `${name}@shop.example`, subject: 'S', description: 'D' });
    }
    await send();
    const statuses = async () =>
      Object.fromEntries((await outbox()).map(({ recipient, status }) => [recipient, status]));
    expect(await statuses()).toEqual({
      'gone@shop.example': 'failed',
      'busy@shop.example': 'queued',
      'fine@shop.example': 'sent',
    });
    refused.clear();
    app.clock.forward(5000);
    await send();
    expect(await statuses()).toMatchObject({ 'busy@shop.example': 'sent' });
  });

  test('wrong credentials lose no mail', async () => {
    await submit({ name: 'Vera', email: 'vera@shop.example', subject: 'S', description: 'D' });
    const locked = smtpMail(`smtp://help:wrong@${place}`, 'help@help.example');
    await sendDue(app.helpdesk.house, locked);
    locked.close();
    expect((await outbox()).map(({ status }) => status)).toEqual(['queued']);
    app.clock.forward(5000);
    await send();
    expect((await outbox()).map(({ status }) => status)).toEqual(['sent']);
  });
});
