import { changeTicket } from '../services/change-ticket.ts';
import { checkClose, closeTicket, reopenTicket } from '../services/close-ticket.ts';
import { createTicket } from '../services/create-ticket.ts';
import { checkFollow, followTicket } from '../services/follow-ticket.ts';
import { listTicketFollowers } from '../services/list-followers.ts';
import { listMessages } from '../services/list-messages.ts';
import { listTickets } from '../services/list-tickets.ts';
import { checkMute, muteTicket } from '../services/mute-ticket.ts';
import { readTicket } from '../services/read-ticket.ts';
import { checkTicket } from '../services/see-ticket.ts';
import { checkUnfollow, unfollowTicket } from '../services/unfollow-ticket.ts';
import { writeMessage } from '../services/write-message.ts';
import type { HandlersOf } from './handler.ts';

export const ticketHandlers: HandlersOf<
  | 'GET /tickets'
  | 'POST /tickets'
  | 'GET /tickets/:id'
  | 'PATCH /tickets/:id'
  | 'POST /tickets/:id/close'
  | 'POST /tickets/:id/reopen'
  | 'GET /tickets/:id/messages'
  | 'POST /tickets/:id/messages'
  | 'GET /tickets/:id/followers'
  | 'PUT /tickets/:id/followers/:personId'
  | 'DELETE /tickets/:id/followers/:personId'
  | 'PATCH /tickets/:id/followers/me'
> = {
  'GET /tickets': { run: (act, { query }) => listTickets(act, query) },
  'POST /tickets': { run: (act, { body }) => createTicket(act, body) },
  'GET /tickets/:id': { run: (act, { params }) => readTicket(act, params.id) },
  'PATCH /tickets/:id': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params, body }) => changeTicket(act, params.id, body),
  },
  'POST /tickets/:id/close': {
    check: (act, { id }) => checkClose(act, id),
    run: (act, { params }) => closeTicket(act, params.id),
  },
  'POST /tickets/:id/reopen': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params }) => reopenTicket(act, params.id),
  },
  'GET /tickets/:id/messages': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params, query }) => listMessages(act, params.id, query),
  },
  'POST /tickets/:id/messages': {
    check: (act, { id }) => checkTicket(act, id),
    run: (act, { params, body }) => writeMessage(act, params.id, body),
  },
  'GET /tickets/:id/followers': { run: (act, { params }) => listTicketFollowers(act, params.id) },
  'PUT /tickets/:id/followers/:personId': {
    check: (act, { id, personId }) => checkFollow(act, id, personId),
    run: async (act, { params }) => {
      await followTicket(act, params.id, params.personId);
      return undefined;
    },
  },
  'DELETE /tickets/:id/followers/:personId': {
    check: (act, { id, personId }) => checkUnfollow(act, id, personId),
    run: async (act, { params }) => {
      await unfollowTicket(act, params.id, params.personId);
      return undefined;
    },
  },
  'PATCH /tickets/:id/followers/me': {
    check: (act, { id }) => checkMute(act, id),
    run: (act, { params, body }) => muteTicket(act, params.id, body.muted),
  },
};
