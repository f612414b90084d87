import type { Receipt, Submission } from '../../sdk/contract/forms.ts';
import { everything, type Viewer } from '../rules/visibility.ts';
import type { PersonRow, QuarantineRow, TeamRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act, ReceivedFile } from './act.ts';
import { actorOf } from './actor.ts';
import { customerIn } from './customer-in.ts';
import { formTeamOf, hasForm } from './form-team.ts';
import { readFormToken } from './form-token.ts';
import { commitWithFiles } from './keep-files.ts';
import { openTicketIn } from './open-ticket.ts';
import { consentOf, readSubmission } from './read-submission.ts';
import { notFound, Refusal } from './refusal.ts';

/** Why a visitor's submit looks like spam; null where it does not. */
function suspicionOf(act: Act, team: TeamRow, body: Submission): string | null {
  if (act.viewer.kind !== 'visitor') return null;
  const { formKey, settings } = act.house;
  const reading =
    body.formToken === undefined
      ? { age: 0 }
      : readFormToken(formKey, team.id, body.formToken, act.now);
  if (typeof reading === 'string') {
    throw new Refusal('form_expired', 'This form was open too long. Fetch it anew and send again.');
  }
  if (body.decoy !== undefined && body.decoy.trim() !== '') return 'decoy_filled';
  return reading.age < settings.limits.formMinSeconds * 1000 ? 'too_fast' : null;
}

/** Signed-in people are themselves, whatever the payload says. */
async function submitterIn(tx: Transaction, act: Act, body: Submission): Promise<PersonRow> {
  const personId = actorOf(act.viewer);
  if (personId !== null) {
    const person = await tx.get('person', personId);
    if (person === undefined) throw notFound();
    return person;
  }
  const { name = '', email = '' } = body;
  return customerIn(tx, act, { name, email, locale: act.request.language });
}

/** Where a signed-in person reads the new ticket; a guest link's session opens only its own. */
function accessUrlOf(act: Act, viewer: Viewer, ticketId: string): string | undefined {
  const { publicUrl } = act.house.settings;
  if (viewer.kind === 'agent' || viewer.kind === 'manager') {
    return `${publicUrl}/desk#ticket=${ticketId}`;
  }
  if (viewer.kind !== 'portal' || viewer.onlyTicketId !== undefined) return undefined;
  return `${publicUrl}/portal#ticket=${ticketId}`;
}

/**
 * Opens a ticket from a public form. A visitor's submit that looks like spam is held instead, and
 * answered like any other.
 */
export async function submitForm(
  act: Act,
  teamSlug: string,
  body: Submission,
  files: readonly ReceivedFile[],
): Promise<Receipt> {
  const asked = await formTeamOf(act, teamSlug);
  const fields = readSubmission(act, asked, body);
  const reason = suspicionOf(act, asked, body);

  const { subject, description } = body;
  const id = act.house.ids.id();
  const personId = actorOf(act.viewer);
  const shared = { id, subject, description, fields, phone: body.phone || null };
  const place = {
    uploader: personId ?? (act.viewer.kind === 'server' ? null : `team:${asked.id}`),
    ticketId: id,
  };

  const receipt = await commitWithFiles(act, files, place, async (tx, attachmentIds) => {
    // Read again: until this commit the team may have stopped being public.
    const team = await tx.team(everything, asked.id);
    if (team === undefined || !hasForm(team)) throw notFound();
    const consent = consentOf(act, team, body.consent);
    if (reason !== null) {
      const { name = '', email = '' } = body;
      const held: QuarantineRow = {
        ...shared,
        version: 0,
        number: await tx.nextNumber(),
        teamId: team.id,
        name,
        email,
        attachmentIds,
        consent,
        locale: act.request.language,
        reason,
        createdAt: act.now.toISOString(),
      };
      await tx.put('quarantine', held);
      return { id, number: held.number, subject };
    }
    const customer = await submitterIn(tx, act, body);
    const { number } = await openTicketIn(tx, act, {
      ...shared,
      team,
      customerId: customer.id,
      creatorId: act.viewer.kind === 'server' ? null : customer.id,
      addressConfirmed: personId !== null,
      attachmentIds,
      consent,
    });
    const accessUrl = accessUrlOf(act, act.viewer, id);
    return { id, number, subject, ...(accessUrl === undefined ? {} : { accessUrl }) };
  });
  if (reason === null) act.house.wakeOutbox();
  return receipt;
}
