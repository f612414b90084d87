/** Subject and text of one mail; all of it plain text. */
export interface MailText {
  subject: string;
  text: string;
}

/** What kind of thing a notice tells of. */
export type NoticeKind = 'created' | 'message' | 'stage';

/** How the reader gets to the ticket and how an answer gets back. */
export interface Way {
  /** Opens the ticket without a sign-in; null where the reader has no such way in. */
  link: string | null;
  /** Does a reply to the mail reach somebody? */
  repliesRead: boolean;
}

/** The ticket as a mail names it. */
export interface MailedTicket {
  number: number;
  subject: string;
}

/** Every mail the helpdesk writes, in one language. A missing text does not compile. */
export interface MailTexts {
  /** The author of what no person wrote. */
  helpdesk: string;
  signIn(facts: { link: string; minutes: number }): MailText;
  /** Goes to addresses nobody has confirmed: nothing a visitor typed is in it. */
  confirmation(facts: { number: number; team: string; way: Way }): MailText;
  created(facts: { ticket: MailedTicket; author: string; body: string; way: Way }): MailText;
  message(facts: { ticket: MailedTicket; author: string; body: string; way: Way }): MailText;
  note(facts: { ticket: MailedTicket; author: string; body: string; way: Way }): MailText;
  stage(facts: { ticket: MailedTicket; stage: string; way: Way }): MailText;
  assigned(facts: { ticket: MailedTicket; body: string; way: Way }): MailText;
  /** `goneOn`: the numbers of the tickets that go on in this one; none where the reader sees none. */
  merge(facts: { ticket: MailedTicket; goneOn: readonly number[]; way: Way }): MailText;
  /** For outside followers of teams that are not public: neither text nor link. */
  notice(facts: { ticket: MailedTicket; kind: NoticeKind; way: Way }): MailText;
}
