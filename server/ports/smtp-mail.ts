import nodemailer from 'nodemailer';
import { type MailPort, PermanentMailFailure } from './mail.ts';

/** A 5xx answer to the recipient, the sender or the message itself. */
function refusesThisMail(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  const { code, responseCode } = error;
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  return typeof responseCode === 'number' && responseCode >= 500;
}

/** Delivers over SMTP; `url` is such as `smtps://user:password@mail.example`. */
export function smtpMail(url: string, from: string): MailPort & { close(): void } {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    // The text of a mail comes from strangers: it must never name a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          from: { name: '', address: from },
          to: mail.to,
          ...(mail.replyTo === null ? {} : { replyTo: { name: '', address: mail.replyTo } }),
          subject: mail.subject,
          text: mail.text,
          messageId: `<${mail.messageId}>`,
          references: mail.references.map((id) => `<${id}>`),
          headers: { ...mail.headers },
        });
      } catch (error) {
        // Wrong credentials or a server that takes nothing now are no fault of this mail.
        if (refusesThisMail(error)) {
          throw new PermanentMailFailure('The mail server refused this mail.', { cause: error });
        }
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
