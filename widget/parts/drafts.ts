/** A reply being written: kept for the page's life, wherever its ticket is shown. */
export interface ReplyDraft {
  text: string;
  /** Names the attempts to send this text, so that it is stored once; empty before the first. */
  key: string;
  /** The attempt under way. It goes on when the ticket is left. */
  sending: Promise<unknown> | undefined;
}

const drafts = new Map<string, ReplyDraft>();

/** The reply being written to a ticket; an empty one at first. */
export function draftOf(ticketId: string): ReplyDraft {
  const known = drafts.get(ticketId);
  if (known) return known;
  const draft: ReplyDraft = { text: '', key: '', sending: undefined };
  drafts.set(ticketId, draft);
  return draft;
}

/** Forgets what was written, since another person may come next. */
export const forgetDrafts = (): void => drafts.clear();
