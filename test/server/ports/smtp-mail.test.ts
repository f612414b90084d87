import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Mail, PermanentMailFailure } from '../../../server/ports/mail.ts';
import { smtpMail } from '../../../server/ports/smtp-mail.ts';

interface Delivered {
  from: string;
  to: string[];
  source: string;
}

/** A mail server on a port of its own, and a port that sends through it. */
async function open(options: SMTPServerOptions = {}) {
  const delivered: Delivered[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, session, done) {
      const source = await text(stream);
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      delivered.push({ from, to: rcptTo.map(({ address }) => address), source });
      done();
    },
    ...options,
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const mail = smtpMail(`smtp://127.0.0.1:${port}`, 'help@help.example');
  onTestFinished(async () => {
    mail.close();
    await new Promise<void>((done) => server.close(done));
  });
  return { mail, delivered };
}

const letter: Mail = {
  to: { name: 'A Customer', address: 'customer@shop.example' },
  replyTo: 'support@help.example',
  subject: 'Your ticket #1',
  text: 'Hello ✓\n\nhttps://help.example/portal#guest=abc\n',
  messageId: 'row-1@help.example',
  references: ['ticket-1@help.example'],
  headers: { 'Auto-Submitted': 'auto-generated' },
};

const failure = (code: number) => Object.assign(new Error('refused'), { responseCode: code });

describe('mail over SMTP', () => {
  test('arrives with its headers, threaded and in text alone', async () => {
    const { mail, delivered } = await open();
    await mail.send(letter);
    const [{ from, to, source } = { from: '', to: [], source: '' }] = delivered;
    expect([from, to]).toEqual(['help@help.example', ['customer@shop.example']]);
    for (const line of [
      'From: help@help.example',
      'To: A Customer <customer@shop.example>',
      'Reply-To: support@help.example',
      'Subject: Your ticket #1',
      'Message-ID: <row-1@help.example>',
      'References: <ticket-1@help.example>',
      'Auto-Submitted: auto-generated',
      'Content-Type: text/plain; charset=utf-8',
    ]) {
      expect(source).toContain(`${line}\r\n`);
    }
  });

  test('goes to one recipient, whatever stands in names and subject', async () => {
    const { mail, delivered } = await open();
    const evil = 'x" <v@evil.example>, B\r\nBcc: v@evil.example';
    await mail.send({ ...letter, to: { ...letter.to, name: evil }, subject: evil });
    expect(delivered[0]?.to).toEqual(['customer@shop.example']);
    expect(delivered[0]?.source).not.toMatch(/^Bcc:/im);
  });

  test('is given up where the server refuses it for good', async () => {
    const { mail } = await open({ onRcptTo: (_address, _session, done) => done(failure(550)) });
    await expect(mail.send(letter)).rejects.toBeInstanceOf(PermanentMailFailure);
  });

  test('is tried again where the server only cannot now', async () => {
    const { mail } = await open({ onRcptTo: (_address, _session, done) => done(failure(451)) });
    const error = await mail.send(letter).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(PermanentMailFailure);
  });
});
