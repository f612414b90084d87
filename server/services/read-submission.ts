import type { Submission } from '../../sdk/contract/forms.ts';
import type { FieldValue } from '../../sdk/contract/tickets.ts';
import { readFields } from '../rules/fields.ts';
import type { TeamRow, TicketRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { type Issue, Refusal } from './refusal.ts';

/** What of a submission the schema cannot judge, because it depends on the team and on who asks. */
type Judged = Partial<Pick<Submission, 'name' | 'email' | 'fields' | 'consent'>>;

function judge(act: Act, team: TeamRow, body: Judged): { fields: FieldValue[]; issues: Issue[] } {
  const issues: Issue[] = [];
  if (actorOf(act.viewer) === null) {
    for (const key of ['name', 'email'] as const) {
      if (body[key] === undefined) {
        issues.push({ path: [key], code: 'required', message: 'Fill in this field.' });
      }
    }
  }
  const own = readFields(team.formFields, body.fields, team.translations);
  issues.push(...own.issues);
  if (team.privacy?.consent === 'required' && body.consent !== true) {
    issues.push({ path: ['consent'], code: 'required', message: 'Please agree to this first.' });
  }
  return { fields: own.fields, issues };
}

/** The own fields as they are stored; refuses with everything that is wrong at once. */
export function readSubmission(act: Act, team: TeamRow, body: Submission): FieldValue[] {
  const { fields, issues } = judge(act, team, body);
  if (issues.length > 0) {
    throw new Refusal('invalid_input', 'Some fields need attention.', { issues });
  }
  return fields;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What else is wrong with a body that the schema has refused. */
export function inspectSubmission(act: Act, team: TeamRow, body: unknown): Issue[] {
  if (!isRecord(body)) return [];
  const { name, email, fields, consent } = body;
  // A value of the wrong type is already among the schema's issues.
  if (fields !== undefined && !isRecord(fields)) return [];
  const { issues } = judge(act, team, {
    ...(name === undefined ? {} : { name: '' }),
    ...(email === undefined ? {} : { email: '' }),
    ...(fields === undefined ? {} : { fields }),
    consent: consent === true || consent === 'true',
  });
  return issues;
}

/** The wording agreed to and when, as it is kept with the ticket. */
export function consentOf(act: Act, team: TeamRow, consent = false): TicketRow['consent'] {
  if (!consent || team.privacy === null || team.privacy.consent === 'none') return null;
  return { text: team.privacy.text ?? team.privacy.url ?? '', at: act.now.toISOString() };
}
