import type { FormStrings } from '../locale.ts';

export const form: FormStrings = {
  lang: 'en',
  labels: {
    name: 'Name',
    email: 'Email address',
    phone: 'Phone',
    subject: 'Subject',
    description: 'How can we help?',
    attachments: 'Attachments',
  },
  optional: (label) => `${label} (optional)`,
  missing: {
    name: 'Enter your name',
    email: 'Enter your email address',
    subject: 'Enter a subject',
    description: 'Enter how we can help',
  },
  invalidEmail: 'Enter an email address such as name@example.com',
  filesHint: (maxFiles, maxBytes) =>
    `Up to ${maxFiles} files of ${Math.round(maxBytes / 1e6)} MB each`,
  problem: 'There is a problem',
  send: 'Send',
  sending: 'Sending…',
  retry: 'Try again',
  failed: 'This could not be sent. What you wrote is still here.',
  sent: (number) => `Sent. Your ticket number is ${number}.`,
  showAll: 'Show all',
};
