import { changeTeam } from '../services/change-team.ts';
import { previewVisibilityChange } from '../services/change-visibility.ts';
import { createTeam } from '../services/create-team.ts';
import { checkTeamFollower, followTeam, leaveTeam } from '../services/follow-team.ts';
import { checkTeamFollowers, listTeamFollowers } from '../services/list-followers.ts';
import { listTeams, readTeam } from '../services/list-teams.ts';
import { checkTeam } from '../services/see-team.ts';
import type { HandlersOf } from './handler.ts';

export const teamHandlers: HandlersOf<
  | 'GET /teams'
  | 'POST /teams'
  | 'GET /teams/:id'
  | 'PATCH /teams/:id'
  | 'GET /teams/:id/followers'
  | 'PUT /teams/:id/followers/:personId'
  | 'DELETE /teams/:id/followers/:personId'
  | 'GET /teams/:id/visibility-change'
> = {
  'GET /teams': { run: (act, { query }) => listTeams(act, query) },
  'POST /teams': { run: (act, { body }) => createTeam(act, body) },
  'GET /teams/:id': { run: (act, { params }) => readTeam(act, params.id) },
  'PATCH /teams/:id': {
    check: (act, { id }) => checkTeam(act, id),
    run: (act, { params, body }) => changeTeam(act, params.id, body),
  },
  'GET /teams/:id/followers': {
    check: (act, { id }) => checkTeamFollowers(act, id),
    run: (act, { params }) => listTeamFollowers(act, params.id),
  },
  'PUT /teams/:id/followers/:personId': {
    check: (act, { id, personId }) => checkTeamFollower(act, id, personId),
    run: async (act, { params, query }) => {
      await followTeam(act, params.id, params.personId, query.existing);
      return undefined;
    },
  },
  'DELETE /teams/:id/followers/:personId': {
    check: (act, { id, personId }) => checkTeamFollower(act, id, personId),
    run: async (act, { params, query }) => {
      await leaveTeam(act, params.id, params.personId, query.existing);
      return undefined;
    },
  },
  'GET /teams/:id/visibility-change': {
    check: (act, { id }) => checkTeam(act, id),
    run: (act, { params, query }) => previewVisibilityChange(act, params.id, query.to),
  },
};
