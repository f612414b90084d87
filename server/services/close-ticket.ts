import type { Ticket } from '../../sdk/contract/tickets.ts';
import { closingStageOf, openingStageOf } from '../rules/stages.ts';
import type { StageRow, TicketRow } from '../stores/rows.ts';
import type { Transaction } from '../stores/store.ts';
import type { Act } from './act.ts';
import { actorOf } from './actor.ts';
import { forbidden, Refusal } from './refusal.ts';
import { requireVersion } from './require-version.ts';
import { saveTicketIn } from './save-ticket.ts';
import { teamOf } from './see-team.ts';
import { seeTicket } from './see-ticket.ts';
import { setStageIn } from './set-stage.ts';
import { tell } from './tell.ts';
import { ticketView } from './views/ticket-view.ts';

/** 404 for a ticket out of sight; 403 where the team does not let its customers close. */
export async function checkClose(act: Act, id: string): Promise<void> {
  const { store } = act.house;
  const ticket = await seeTicket(store, act, id);
  if (act.viewer.kind !== 'portal') return;
  const team = await teamOf(store, ticket);
  if (!team.customerMayClose) throw forbidden('Only the helpdesk closes tickets of this team.');
}

/** Moves a ticket to another stage by an action of its own. A ticket that is there already stays as it is. */
async function settle(
  act: Act,
  id: string,
  done: (ticket: TicketRow) => boolean,
  stageFor: (stages: StageRow[], teamId: string) => StageRow,
): Promise<Ticket> {
  const work = async (tx: Transaction): Promise<Ticket> => {
    const before = await seeTicket(tx, act, id);
    requireVersion(act, before);
    if (done(before)) return ticketView(tx, act, before);
    const stage = stageFor(await tx.find('stage', 'all', ''), before.teamId);
    const ticket = await saveTicketIn(tx, act, before, await setStageIn(tx, act, before, stage));
    const team = await teamOf(tx, ticket);
    await tell(tx, act, { ticket, team, event: 'stage', actorId: actorOf(act.viewer) });
    return ticketView(tx, act, ticket);
  };
  const view = await act.transact(work);
  act.house.wakeOutbox();
  return view;
}

/** Closes a ticket: it goes to the first folded stage of its team. */
export const closeTicket = (act: Act, id: string): Promise<Ticket> =>
  settle(
    act,
    id,
    (ticket) => ticket.closedAt !== null,
    (stages, teamId) => {
      const stage = closingStageOf(stages, teamId);
      if (stage === undefined) {
        throw new Refusal('no_closing_stage', 'This team has no folded stage to close tickets in.');
      }
      return stage;
    },
  );

/** Reopens a ticket: it goes to the first unfolded stage of its team. */
export const reopenTicket = (act: Act, id: string): Promise<Ticket> =>
  settle(
    act,
    id,
    (ticket) => ticket.closedAt === null,
    (stages, teamId) => {
      const stage = openingStageOf(stages, teamId);
      if (stage === undefined) {
        throw new Refusal('conflict', 'This team has no unfolded stage to open tickets in.');
      }
      return stage;
    },
  );
