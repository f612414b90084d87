import { attachmentHandlers } from './attachments.ts';
import { authHandlers } from './auth.ts';
import { eventHandlers } from './events.ts';
import { formHandlers } from './forms.ts';
import type { Handlers } from './handler.ts';
import { mergingHandlers } from './merging.ts';
import { outboxHandlers } from './outbox.ts';
import { personHandlers } from './people.ts';
import { stageHandlers } from './stages.ts';
import { teamHandlers } from './teams.ts';
import { ticketHandlers } from './tickets.ts';

/** What answers each route of the contract; a missing one does not compile. */
export const handlers: Handlers = {
  ...formHandlers,
  ...authHandlers,
  ...ticketHandlers,
  ...mergingHandlers,
  ...attachmentHandlers,
  ...eventHandlers,
  ...teamHandlers,
  ...stageHandlers,
  ...personHandlers,
  ...outboxHandlers,
};
