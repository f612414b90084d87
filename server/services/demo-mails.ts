import type { House } from './act.ts';
import type { MailText } from './mail-texts/mail-texts.ts';

const remembered = 200;
const shown = new WeakMap<House, Map<string, MailText>>();

/** With `DEMO`, remembers what was sent for an outbox row: the last 200 mails, in memory alone. */
export function showInDemo(house: House, outboxId: string, { subject, text }: MailText): void {
  if (!house.settings.demo) return;
  const mails = shown.get(house) ?? new Map<string, MailText>();
  shown.set(house, mails);
  mails.set(outboxId, { subject, text });
  const [oldest] = mails.keys();
  if (mails.size > remembered && oldest !== undefined) mails.delete(oldest);
}

/** What was sent for an outbox row, as far as the demo remembers it. */
export const demoMailOf = (house: House, outboxId: string): MailText | undefined =>
  shown.get(house)?.get(outboxId);
