/** The words of the portal, its list and its thread. */
export interface PortalStrings {
  /** The language tag of these words. */
  lang: string;
  email: string;
  missingEmail: string;
  invalidEmail: string;
  signInTitle: string;
  signInHint: string;
  sendLink: string;
  checkMailTitle: string;
  checkMail(email: string): string;
  resend: string;
  otherEmail: string;
  signingIn: string;
  linkExpired: string;
  sessionEnded: string;
  signOut: string;
  signedInAs(name: string): string;
  ticketsTitle: string;
  open: string;
  closed: string;
  noneOpen: string;
  noneClosed: string;
  showMore: string;
  shown(count: number): string;
  number(number: number): string;
  updated: string;
  back: string;
  you: string;
  helpdesk: string;
  reply: string;
  missingReply: string;
  sendReply: string;
  sending: string;
  replySent: string;
  replyClosed: string;
  attachments: string;
  /** A file's name with its size in words. */
  download(name: string, size: string): string;
  problem: string;
  loading: string;
  failed: string;
  notSent: string;
  offline: string;
  busy: string;
  notFound: string;
  retry: string;
}
