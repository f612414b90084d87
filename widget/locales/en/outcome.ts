import type { OutcomeStrings } from '../locale.ts';

const minutes = new Intl.PluralRules('en');
const inTime = (seconds: number): string => {
  if (seconds <= 90) return 'in a minute';
  const count = Math.ceil(seconds / 60);
  return `in ${count} ${minutes.select(count) === 'one' ? 'minute' : 'minutes'}`;
};

export const outcome: OutcomeStrings = {
  title: 'We have received your message',
  number: (number) => `Your ticket number is ${number}.`,
  mailed: (email) =>
    email
      ? `We have sent an email to ${email}. Use the link in it to follow your ticket and to reply.`
      : 'We have sent you an email. Use the link in it to follow your ticket and to reply.',
  open: 'Open your ticket',
  another: 'Send another message',
  offline:
    'We cannot be reached. Check your connection, then try again. What you wrote is still here.',
  busy: (seconds) =>
    `We are receiving a lot of messages. Try again ${seconds === undefined ? 'in a few minutes' : inTime(seconds)}. What you wrote is still here.`,
  unavailable:
    'Something went wrong on our side. Try again in a few minutes. What you wrote is still here.',
  gone: 'This form is not available at the moment.',
  tooLarge:
    'This is more than we can take at once. Shorten the text or remove files, then send it again.',
  refused: 'This could not be sent. What you wrote is still here.',
};
