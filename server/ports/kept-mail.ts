import type { Mail, MailPort } from './mail.ts';

/** A mail port that delivers nowhere and remembers what it was given. */
export interface KeptMail extends MailPort {
  /** The newest first. */
  sent(): readonly Mail[];
}

/** For the demo and for tests: keeps the last mails in memory. */
export function keptMail(limit = 200): KeptMail {
  const mails: Mail[] = [];
  return {
    async send(mail) {
      mails.unshift(mail);
      mails.length = Math.min(mails.length, limit);
    },
    sent: () => mails,
  };
}
