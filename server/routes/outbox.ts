import { listOutbox } from '../services/list-outbox.ts';
import { listQuarantine } from '../services/list-quarantine.ts';
import { checkMail, retryMail } from '../services/retry-mail.ts';
import { checkHeld, deleteHeld, releaseHeld } from '../services/settle-quarantine.ts';
import type { HandlersOf } from './handler.ts';

export const outboxHandlers: HandlersOf<
  | 'GET /outbox'
  | 'POST /outbox/:id/retry'
  | 'GET /quarantine'
  | 'POST /quarantine/:id/release'
  | 'DELETE /quarantine/:id'
> = {
  'GET /outbox': { run: (act, { query }) => listOutbox(act, query) },
  'POST /outbox/:id/retry': {
    check: (act, { id }) => checkMail(act, id),
    run: (act, { params }) => retryMail(act, params.id),
  },
  'GET /quarantine': { run: (act, { query }) => listQuarantine(act, query) },
  'POST /quarantine/:id/release': {
    check: (act, { id }) => checkHeld(act, id),
    run: (act, { params }) => releaseHeld(act, params.id),
  },
  'DELETE /quarantine/:id': {
    check: (act, { id }) => checkHeld(act, id),
    run: async (act, { params }) => {
      await deleteHeld(act, params.id);
      return undefined;
    },
  },
};
