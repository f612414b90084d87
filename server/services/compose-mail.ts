import type { Mail } from '../ports/mail.ts';
import { inLanguage } from '../rules/form-translation.ts';
import { type Mailing, notifies } from '../rules/notifying.ts';
import { everything, scopeOf } from '../rules/visibility.ts';
import {
  followerId,
  type MessageRow,
  type OutboxRow,
  type PersonRow,
  type TeamRow,
  type TicketRow,
} from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { House } from './act.ts';
import type { MailText, MailTexts, NoticeKind, Way } from './mail-texts/mail-texts.ts';
import { textsIn } from './mail-texts/texts-in.ts';
import { makeLinkIn, signInMinutes } from './make-link.ts';
import { numbersInEntry } from './merge-mails.ts';
import { oneLine } from './one-line.ts';
import { viewerOf } from './sight.ts';

/** What one mail of a ticket is made from, all of it read at the moment of sending. */
interface Matter {
  row: OutboxRow;
  person: PersonRow;
  ticket: TicketRow;
  team: TeamRow;
  message: MessageRow | undefined;
  /** Does the recipient see the ticket now? */
  sees: boolean;
  /** Of a merge, the numbers that go on in this ticket as far as the recipient may read them. */
  goneOn: readonly number[] | null;
}

type TicketEvent = Exclude<OutboxRow['event'], 'sign_in'>;

async function matterOf(
  tx: Transaction,
  row: OutboxRow,
  person: PersonRow,
  ticketId: string,
): Promise<Matter | null> {
  const ticket = await tx.ticket(everything, ticketId);
  if (ticket === undefined) return null;
  const [team, message, seen] = await Promise.all([
    tx.team(everything, ticket.teamId),
    row.messageId === null ? undefined : tx.get('message', row.messageId),
    tx.ticket(scopeOf(viewerOf(person)), ticketId),
  ]);
  if (team === undefined) return null;
  const goneOn =
    row.event === 'merge' && message !== undefined
      ? await numbersInEntry(tx, person, ticket, message)
      : null;
  return { row, person, ticket, team, message, sees: seen !== undefined, goneOn };
}

function actorOf(event: TicketEvent, { ticket, message }: Matter): string | null {
  if (event === 'created') return ticket.creatorId;
  return event === 'message' || event === 'note' ? (message?.authorId ?? null) : null;
}

/** Asks again, now, whether the person is told of this, and how. */
async function mailingOf(
  tx: Transaction,
  event: TicketEvent,
  matter: Matter,
): Promise<Mailing | null> {
  const { person, ticket, team, message, sees } = matter;
  const { assigneeId, addressConfirmed } = ticket;
  const follower = await tx.get('ticketFollower', followerId(ticket.id, person.id));
  if (event === 'assigned' && assigneeId !== person.id) return null;
  if ((event === 'message' || event === 'note') && message?.ticketId !== ticket.id) return null;
  if (event === 'merge' && matter.goneOn === null) return null;
  // What was public when it was queued may have become a note since.
  if (event === 'message' && message?.visibility !== 'public' && person.kind === 'portal')
    return null;
  return notifies(
    {
      id: person.id,
      kind: person.kind,
      active: person.active,
      follows: follower !== undefined,
      muted: follower?.muted ?? false,
      // Whether an address is known is asked, of a merge, of all its tickets and not of this one alone.
      isCustomer: event !== 'merge' && ticket.customerId === person.id,
      sees,
    },
    { visibility: team.visibility, addressConfirmed },
    { type: event, actorId: actorOf(event, matter), assigneeId },
  );
}

async function nameOf(tx: Transaction, personId: string | null, texts: MailTexts): Promise<string> {
  const person = personId === null ? undefined : await tx.get('person', personId);
  return person === undefined ? texts.helpdesk : oneLine(person.name);
}

async function newsOf(
  tx: Transaction,
  event: TicketEvent,
  { ticket: row, message, goneOn }: Matter,
  texts: MailTexts,
  way: Way,
): Promise<MailText> {
  const ticket = { number: row.number, subject: oneLine(row.subject) };
  const body = message?.body ?? '';
  switch (event) {
    case 'created': {
      const author = await nameOf(tx, row.customerId ?? row.creatorId, texts);
      return texts.created({ ticket, author, body: row.description, way });
    }
    case 'message':
    case 'note': {
      const author = await nameOf(tx, message?.authorId ?? null, texts);
      return texts[event]({ ticket, author, body, way });
    }
    case 'stage': {
      const stage = await tx.get('stage', row.stageId);
      return texts.stage({ ticket, stage: oneLine(stage?.name ?? ''), way });
    }
    case 'assigned':
      return texts.assigned({ ticket, body: row.description, way });
    case 'merge':
      return texts.merge({ ticket, goneOn: goneOn ?? [], way });
  }
}

const noticeKindOf = (event: TicketEvent): NoticeKind =>
  event === 'created' || event === 'stage' ? event : 'message';

async function ticketMail(
  tx: Transaction,
  house: House,
  now: Date,
  event: TicketEvent,
  matter: Matter,
): Promise<MailText | null> {
  const { person, ticket, team } = matter;
  const mailing = await mailingOf(tx, event, matter);
  if (mailing === null) return null;
  const texts = textsIn(person.locale);
  const repliesRead = team.replyTo !== null;
  if (mailing === 'notice') {
    const facts = { number: ticket.number, subject: oneLine(ticket.subject) };
    return texts.notice({
      ticket: facts,
      kind: noticeKindOf(event),
      way: { link: null, repliesRead },
    });
  }
  let link: string | null = null;
  if (person.kind === 'portal' && matter.sees) {
    const token = await makeLinkIn(tx, house, now, person.id, ticket.id);
    link = `${house.settings.publicUrl}/portal#guest=${token}`;
  }
  const way = { link, repliesRead };
  if (mailing === 'confirmation') {
    const { name } = inLanguage(team, person.locale);
    return texts.confirmation({ number: ticket.number, team: oneLine(name), way });
  }
  return newsOf(tx, event, matter, texts, way);
}

/** A colleague's link leads to no page where their session would be refused. */
function landingOf(house: House, person: PersonRow, returnTo: string | null): string {
  const { publicUrl, deskOrigins } = house.settings;
  const own = `${publicUrl}/portal`;
  if (returnTo === null || person.kind === 'portal') return returnTo ?? own;
  const { origin } = new URL(returnTo);
  return origin === new URL(publicUrl).origin || deskOrigins.includes(origin) ? returnTo : own;
}

/**
 * Makes the mail of an outbox row from what is true now: the rights are asked again, and the links
 * it carries are made. Null where its recipient may no longer be told.
 */
export async function composeMailIn(
  tx: Transaction,
  house: House,
  row: OutboxRow,
  now: Date,
): Promise<Mail | null> {
  const person = await tx.get('person', row.recipientId);
  if (person?.active !== true) return null;
  const host = new URL(house.settings.publicUrl).hostname;
  const envelope = {
    messageId: `${row.id}@${host}`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
  if (row.event === 'sign_in') {
    const page = landingOf(house, person, row.returnTo);
    const token = await makeLinkIn(tx, house, now, person.id, null);
    return {
      ...envelope,
      ...textsIn(person.locale).signIn({ link: `${page}#link=${token}`, minutes: signInMinutes }),
      to: { name: oneLine(person.name), address: person.email },
      replyTo: null,
      references: [],
    };
  }
  const matter = row.ticketId === null ? null : await matterOf(tx, row, person, row.ticketId);
  if (matter === null) return null;
  const text = await ticketMail(tx, house, now, row.event, matter);
  if (text === null) return null;
  const { ticket, team } = matter;
  const unconfirmed = ticket.customerId === person.id && !ticket.addressConfirmed;
  return {
    ...envelope,
    ...text,
    // A visitor may have typed anything as the name of somebody else's address.
    to: { name: unconfirmed ? '' : oneLine(person.name), address: person.email },
    replyTo: team.replyTo,
    // No mail has this id; naming it in all of them makes mail programs show one thread.
    references: [`ticket.${ticket.id}@${host}`],
  };
}
