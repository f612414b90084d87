import type { FormStrings } from '../locale.ts';

const labels = {
  name: 'Name',
  email: 'Email address',
  phone: 'Phone',
  subject: 'Subject',
  description: 'Message',
  attachments: 'Attachments',
};

export const form: FormStrings = {
  lang: 'en',
  labels,
  optional: (label) => `${label} (optional)`,
  missing: (field) => `Enter your ${labels[field].toLowerCase()}`,
  invalidEmail: 'Enter an email address such as name@example.com',
  filesHint: ({ maxFiles, maxBytes }) =>
    `Up to ${maxFiles} files of ${Math.round(maxBytes / 1e6)} MB each`,
  problem: 'There is a problem',
  send: 'Send',
  sending: 'Sending…',
  failed: 'This could not be sent. What you wrote is still here.',
  sent: 'Sent',
};
