import { describeForm } from '../services/describe-form.ts';
import { formTeamOf } from '../services/form-team.ts';
import { inspectSubmission } from '../services/read-submission.ts';
import { submitForm } from '../services/submit-form.ts';
import type { HandlersOf } from './handler.ts';

export const formHandlers: HandlersOf<'GET /forms/:teamSlug' | 'POST /forms/:teamSlug'> = {
  'GET /forms/:teamSlug': {
    run: (act, { params, query }) => describeForm(act, params.teamSlug, query.lang),
  },
  'POST /forms/:teamSlug': {
    check: async (act, { teamSlug }) => {
      await formTeamOf(act, teamSlug);
    },
    inspect: async (act, { teamSlug }, body) =>
      inspectSubmission(act, await formTeamOf(act, teamSlug), body),
    run: (act, { params, body, files }) => submitForm(act, params.teamSlug, body, files),
  },
};
