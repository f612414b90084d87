import { previewMerge } from '../services/merge-preview.ts';
import { mergeTickets } from '../services/merge-tickets.ts';
import { rateSimilarity } from '../services/rate-similarity.ts';
import { checkTicket } from '../services/see-ticket.ts';
import { similarTickets } from '../services/similar-tickets.ts';
import { checkUnmerge, unmergeTicket } from '../services/unmerge-ticket.ts';
import type { HandlersOf } from './handler.ts';

export const mergingHandlers: HandlersOf<
  | 'GET /tickets/:id/similar'
  | 'POST /tickets/similarity'
  | 'GET /tickets/:id/merge'
  | 'POST /tickets/:id/merge'
  | 'POST /tickets/:id/unmerge'
> = {
  'GET /tickets/:id/similar': { run: (act, { params }) => similarTickets(act, params.id) },
  'POST /tickets/similarity': { run: (act, { body }) => rateSimilarity(act, body.ids) },
  'GET /tickets/:id/merge': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params, query }) => previewMerge(act, params.id, query.sourceIds),
  },
  'POST /tickets/:id/merge': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params, body }) => mergeTickets(act, params.id, body),
  },
  'POST /tickets/:id/unmerge': {
    check: (act, { id }) => checkUnmerge(act, id),
    run: (act, { params }) => unmergeTicket(act, params.id),
  },
};
