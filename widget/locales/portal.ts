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
  sentAgain: string;
  otherEmail: string;
  signingIn: string;
  /** Neither a link nor a session could be had, and why is not known. */
  notAsked: string;
  linkExpired: string;
  sessionEnded: string;
  /** The page's own sign-in gave no session. */
  signedOut: string;
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
  /** Heads what the ticket was opened with. */
  request: string;
  movedTo(stage: string): string;
  newReply(name: string): string;
  reply: string;
  missingReply: string;
  sendReply: string;
  sending: string;
  replySent: string;
  replyClosed: string;
  /** Labels a text that can no longer be sent. */
  unsent: string;
  closeTicket: string;
  closeQuestion: string;
  closeHint: string;
  keepOpen: string;
  closing: string;
  nowClosed: string;
  notClosed: string;
  yes: string;
  no: string;
  attachments: string;
  /** A file's name with its size in words. */
  download(name: string, size: string): string;
  loading: string;
  failed: string;
  notSent: string;
  offline: string;
  busy: string;
  notFound: string;
  retry: string;
}
