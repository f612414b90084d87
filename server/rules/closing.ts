import type { ReopenPolicy } from '../../sdk/contract/teams.ts';

const day = 86_400_000;

/** What a customer's public reply does to the stage of a ticket, by the team's reopen policy. */
export function replyOutcome(
  closedAt: string | null,
  policy: ReopenPolicy,
  now: Date,
): 'keeps' | 'reopens' | 'refused' {
  if (closedAt === null) return 'keeps';
  if (policy === 'always') return 'reopens';
  if (policy === 'never') return 'refused';
  return now.getTime() - Date.parse(closedAt) <= policy.withinDays * day ? 'reopens' : 'refused';
}

/** May a customer who sees the ticket close it? */
export const mayClose = (
  ticket: { closedAt: string | null; archived: boolean },
  team: { customerMayClose: boolean },
): boolean => team.customerMayClose && ticket.closedAt === null && !ticket.archived;

/** May a customer who sees the ticket reply to it? */
export const mayReply = (
  ticket: { closedAt: string | null; archived: boolean },
  team: { reopenPolicy: ReopenPolicy },
  now: Date,
): boolean =>
  !ticket.archived && replyOutcome(ticket.closedAt, team.reopenPolicy, now) !== 'refused';
