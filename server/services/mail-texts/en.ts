import type { MailedTicket, MailTexts, Way } from './mail-texts.ts';

/** Paragraphs, without the empty ones. */
const mail = (...parts: (string | false)[]): string =>
  `${parts.filter((part) => part !== false && part !== '').join('\n\n')}\n`;

const titleOf = ({ number, subject }: MailedTicket): string => `[#${number}] ${subject}`;

const numbers = new Intl.ListFormat('en');

function wayIn({ link, repliesRead }: Way): string {
  if (link === null) return repliesRead ? '' : 'Replies to this mail are not read.';
  return repliesRead
    ? `Read and answer here, or reply to this mail:\n${link}`
    : `Read and answer here; replies to this mail are not read:\n${link}`;
}

/** The mails in English. */
export const en: MailTexts = {
  helpdesk: 'The helpdesk',
  signIn: ({ link, minutes }) => ({
    subject: 'Your sign-in link',
    text: mail(
      `Sign in with this link. It works once, within ${minutes} minutes:\n${link}`,
      'If you did not ask for it, there is nothing you need to do.',
    ),
  }),
  confirmation: ({ number, team, way }) => ({
    subject: `We received your request #${number}`,
    text: mail(
      `Thank you. ${team} received your request. Its number is #${number}.`,
      wayIn(way),
      way.link !== null &&
        'The link opens this one request without signing in. Keep it to yourself.',
      'If you did not send a request, somebody may have mistyped their address. Please ignore this mail.',
    ),
  }),
  created: ({ ticket, author, body, way }) => ({
    subject: titleOf(ticket),
    text: mail(`${author} opened request #${ticket.number}:`, body, wayIn(way)),
  }),
  message: ({ ticket, author, body, way }) => ({
    subject: titleOf(ticket),
    text: mail(`${author} wrote on #${ticket.number}:`, body, wayIn(way)),
  }),
  note: ({ ticket, author, body, way }) => ({
    subject: titleOf(ticket),
    text: mail(`${author} wrote an internal note on #${ticket.number}:`, body, wayIn(way)),
  }),
  stage: ({ ticket, stage, way }) => ({
    subject: titleOf(ticket),
    text: mail(`Request #${ticket.number} is now in the stage “${stage}”.`, wayIn(way)),
  }),
  assigned: ({ ticket, body, way }) => ({
    subject: titleOf(ticket),
    text: mail(`Request #${ticket.number} was assigned to you:`, body, wayIn(way)),
  }),
  merge: ({ ticket, goneOn, way }) => ({
    subject: titleOf(ticket),
    text: mail(
      goneOn.length === 0
        ? `Other requests were merged into #${ticket.number}.`
        : `${goneOn.length === 1 ? 'Request' : 'Requests'} ${numbers.format(goneOn.map((number) => `#${number}`))} ${goneOn.length === 1 ? 'continues' : 'continue'} as #${ticket.number}.`,
      wayIn(way),
    ),
  }),
  notice: ({ ticket, kind, way }) => ({
    subject: titleOf(ticket),
    text: mail(
      {
        created: `Request #${ticket.number} was opened.`,
        message: `There is a new message on request #${ticket.number}.`,
        stage: `Request #${ticket.number} moved to another stage.`,
      }[kind],
      wayIn(way),
    ),
  }),
};
