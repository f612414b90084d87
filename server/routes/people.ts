import { addPerson } from '../services/add-person.ts';
import { changePerson, checkChangePerson } from '../services/change-person.ts';
import { enterTimeOff } from '../services/enter-time-off.ts';
import { checkPerson } from '../services/issue-session.ts';
import {
  addCompany,
  checkCompany,
  deleteCompany,
  listCompanies,
  readCompany,
  renameCompany,
} from '../services/keep-companies.ts';
import { listPeople, listTimeOff, readPerson } from '../services/list-people.ts';
import { checkTimeOff, removeTimeOff } from '../services/remove-time-off.ts';
import type { HandlersOf } from './handler.ts';

export const personHandlers: HandlersOf<
  | 'GET /people'
  | 'POST /people'
  | 'GET /people/:id'
  | 'PATCH /people/:id'
  | 'GET /people/:id/time-off'
  | 'POST /people/:id/time-off'
  | 'DELETE /people/:id/time-off/:timeOffId'
  | 'GET /companies'
  | 'POST /companies'
  | 'GET /companies/:id'
  | 'PATCH /companies/:id'
  | 'DELETE /companies/:id'
> = {
  'GET /people': { run: (act, { query }) => listPeople(act, query) },
  'POST /people': { run: (act, { body }) => addPerson(act, body) },
  'GET /people/:id': { run: (act, { params }) => readPerson(act, params.id) },
  'PATCH /people/:id': {
    check: (act, { id }) => checkChangePerson(act, id),
    run: (act, { params, body }) => changePerson(act, params.id, body),
  },
  'GET /people/:id/time-off': {
    check: (act, { id }) => checkPerson(act, id),
    run: (act, { params, query }) => listTimeOff(act, params.id, query),
  },
  'POST /people/:id/time-off': {
    check: (act, { id }) => checkPerson(act, id),
    run: (act, { params, body }) => enterTimeOff(act, params.id, body),
  },
  'DELETE /people/:id/time-off/:timeOffId': {
    check: (act, { id, timeOffId }) => checkTimeOff(act, id, timeOffId),
    run: async (act, { params }) => {
      await removeTimeOff(act, params.timeOffId);
      return undefined;
    },
  },
  'GET /companies': { run: (act, { query }) => listCompanies(act, query) },
  'POST /companies': { run: (act, { body }) => addCompany(act, body.name) },
  'GET /companies/:id': {
    check: (act, { id }) => checkCompany(act, id),
    run: (act, { params }) => readCompany(act, params.id),
  },
  'PATCH /companies/:id': {
    check: (act, { id }) => checkCompany(act, id),
    run: (act, { params, body }) => renameCompany(act, params.id, body.name),
  },
  'DELETE /companies/:id': {
    check: (act, { id }) => checkCompany(act, id),
    run: async (act, { params }) => {
      await deleteCompany(act, params.id);
      return undefined;
    },
  },
};
