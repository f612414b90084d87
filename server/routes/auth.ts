import { askForLink } from '../services/ask-for-link.ts';
import { describeSelf } from '../services/describe-self.ts';
import { endAllSessions, endSession } from '../services/end-sessions.ts';
import { exchangeToken } from '../services/exchange-token.ts';
import { checkPerson, issueSession } from '../services/issue-session.ts';
import type { HandlersOf } from './handler.ts';

export const authHandlers: HandlersOf<
  | 'POST /auth/link'
  | 'POST /auth/session'
  | 'DELETE /auth/session'
  | 'DELETE /auth/sessions'
  | 'GET /me'
  | 'POST /people/:id/sessions'
> = {
  'POST /auth/link': {
    run: async (act, { body }) => {
      await askForLink(act, body);
      return undefined;
    },
  },
  'POST /auth/session': { run: (act, { body }) => exchangeToken(act, body) },
  'DELETE /auth/session': {
    run: async (act) => {
      await endSession(act);
      return undefined;
    },
  },
  'DELETE /auth/sessions': {
    run: async (act) => {
      await endAllSessions(act);
      return undefined;
    },
  },
  'GET /me': { run: (act) => describeSelf(act) },
  'POST /people/:id/sessions': {
    check: (act, { id }) => checkPerson(act, id),
    run: (act, { params }) => issueSession(act, params.id),
  },
};
