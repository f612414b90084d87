/** One message to one recipient. All of it is text; addresses are already validated. */
export interface Mail {
  to: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  text: string;
  /** Without angle brackets; the same for every attempt of one outbox row. */
  messageId: string;
  /** The message ids of the thread this belongs to, oldest first. */
  references: readonly string[];
  headers: Readonly<Record<string, string>>;
}

/** Thrown when trying again cannot help, such as a refused recipient. */
export class PermanentMailFailure extends Error {
  override readonly name = 'PermanentMailFailure';
}

/** Delivers mail. Any other error means: try again later. */
export interface MailPort {
  send(mail: Mail): Promise<void>;
}
