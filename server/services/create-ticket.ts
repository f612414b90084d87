import type { AgentTicket, TicketDraft } from '../../sdk/contract/tickets.ts';
import { readFields } from '../rules/fields.ts';
import { pipelineOf } from '../rules/stages.ts';
import type { PersonRow, TeamRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { customerIn } from './customer-in.ts';
import { mayTake, warningsOf } from './may-take.ts';
import { openTicketIn } from './open-ticket.ts';
import { type Issue, refuseIssues, unknownId } from './refusal.ts';
import { agentTicketView } from './views/ticket-view.ts';

const archivedPerson = (path: string[]): Issue => ({
  path,
  code: 'archived',
  message: 'This person is archived.',
});

async function readTeam(
  tx: Transaction,
  act: Act,
  draft: TicketDraft,
  issues: Issue[],
): Promise<TeamRow | undefined> {
  const team = await tx.team(act.scope, draft.teamId);
  if (team === undefined) issues.push(unknownId(['teamId']));
  else if (team.archived) {
    issues.push({ path: ['teamId'], code: 'archived', message: 'This team is archived.' });
  }
  return team;
}

async function readCustomer(
  tx: Transaction,
  act: Act,
  draft: TicketDraft,
  issues: Issue[],
): Promise<PersonRow | undefined> {
  const { customerId, customer } = draft;
  if (customerId !== undefined && customer !== undefined) {
    const message = 'Name the customer by customerId or by customer, not by both.';
    issues.push({ path: ['customer'], code: 'invalid', message });
    return undefined;
  }
  if (customer !== undefined) {
    const person = await customerIn(tx, act, customer);
    if (!person.active) issues.push(archivedPerson(['customer', 'email']));
    return person;
  }
  if (customerId === undefined) return undefined;
  const person = await tx.get('person', customerId);
  if (person === undefined) issues.push(unknownId(['customerId']));
  else if (!person.active) issues.push(archivedPerson(['customerId']));
  return person;
}

/** The assignee whom the draft names; undefined where the team's rule is to choose. */
async function readAssignee(
  tx: Transaction,
  draft: TicketDraft,
  team: TeamRow | undefined,
  issues: Issue[],
): Promise<PersonRow | null | undefined> {
  const { assigneeId } = draft;
  if (assigneeId === undefined || assigneeId === null) return assigneeId;
  const person = await tx.get('person', assigneeId);
  if (person === undefined) issues.push(unknownId(['assigneeId']));
  else if (team !== undefined && !(await mayTake(tx, person, team))) {
    const message = 'This person cannot see the team, so the ticket cannot be theirs.';
    issues.push({ path: ['assigneeId'], code: 'not_in_team', message });
  }
  return person;
}

async function checkStage(
  tx: Transaction,
  draft: TicketDraft,
  team: TeamRow | undefined,
  issues: Issue[],
): Promise<void> {
  if (draft.stageId === undefined || team === undefined) return;
  const pipeline = pipelineOf(await tx.find('stage', 'all', ''), team.id);
  if (!pipeline.some((stage) => stage.id === draft.stageId)) issues.push(unknownId(['stageId']));
}

/** Opens a ticket for a colleague or a server key. */
export async function createTicket(act: Act, draft: TicketDraft): Promise<AgentTicket> {
  const view = await act.transact(async (tx) => {
    const issues: Issue[] = [];
    const team = await readTeam(tx, act, draft, issues);
    const customer = await readCustomer(tx, act, draft, issues);
    const assignee = await readAssignee(tx, draft, team, issues);
    await checkStage(tx, draft, team, issues);
    const own = readFields(team?.formFields ?? [], draft.fields, team?.translations);
    // What customers must fill in on the form, a colleague may not know.
    if (team !== undefined) issues.push(...own.issues.filter(({ code }) => code !== 'required'));
    refuseIssues(issues);
    if (team === undefined) throw new Error('A team that is not there has been refused.');

    const phone = draft.customer?.phone || null;
    const ticket = await openTicketIn(tx, act, {
      team,
      subject: draft.subject,
      description: draft.description,
      customerId: customer?.id ?? null,
      creatorId: actorOf(act.viewer),
      assigneeId: assignee === undefined ? undefined : (assignee?.id ?? null),
      stageId: draft.stageId,
      priority: draft.priority,
      tags: [...new Set(draft.tags)],
      fields: own.fields,
      phone,
      phoneConfirmed: phone !== null,
      addressConfirmed: true,
    });
    const warnings = await warningsOf(tx, act, assignee);
    const view = await agentTicketView(tx, ticket);
    return warnings.length === 0 ? view : { ...view, warnings };
  });
  act.house.wakeOutbox();
  return view;
}
