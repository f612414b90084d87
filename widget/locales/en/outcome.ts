import type { OutcomeStrings } from '../locale.ts';

const numbers = new Intl.PluralRules('en');
const inTime = (seconds = 120): string => {
  const minutes = Math.ceil(seconds / 60);
  return `in ${minutes} ${numbers.select(minutes) === 'one' ? 'minute' : 'minutes'}`;
};
const kept = 'What you wrote is still here.';

export const outcome: OutcomeStrings = {
  title: 'We have received your message',
  number: (number) => `Your ticket number is ${number}.`,
  mailed: (email) =>
    `We have sent an email to ${email ?? 'you'}. Use the link in it to follow your ticket and to reply.`,
  open: 'Open your ticket',
  another: 'Send another message',
  retry: 'Try again',
  offline: `We cannot be reached. Check your connection, then send it again. ${kept}`,
  busy: (seconds) => `We are receiving many messages. Send it again ${inTime(seconds)}. ${kept}`,
  unavailable: `Something went wrong on our side. Send it again ${inTime()}. ${kept}`,
  tooLarge: `This is more than we can take at once. Shorten the message or remove files. ${kept}`,
  refused: `This could not be sent. ${kept}`,
  gone: 'This form is not available at the moment.',
  notReady:
    'We cannot be reached at the moment. You can write your message; we will try again when you send it.',
};
