import type { TicketRow } from '../rows.ts';

/** How many tickets of a team somebody is assigned. */
export interface Load {
  total: number;
  open: number;
}

/** Who carries how many tickets in which team, kept with every change of a ticket. */
export class Loads {
  readonly #byTeam = new Map<string, Map<string, Load>>();

  of(teamId: string, personIds: readonly string[]): Map<string, Load> {
    const team = this.#byTeam.get(teamId);
    return new Map(
      personIds.map((id) => {
        const load = team?.get(id);
        return [id, { total: load?.total ?? 0, open: load?.open ?? 0 }];
      }),
    );
  }

  changed(before: TicketRow | undefined, after: TicketRow | undefined): void {
    if (before !== undefined) this.#count(before, -1);
    if (after !== undefined) this.#count(after, 1);
  }

  #count(ticket: TicketRow, by: 1 | -1): void {
    const { teamId, assigneeId } = ticket;
    if (assigneeId === null || ticket.mergedInto !== null) return;
    const team = this.#byTeam.get(teamId) ?? new Map<string, Load>();
    const load = team.get(assigneeId) ?? { total: 0, open: 0 };
    load.total += by;
    if (ticket.closedAt === null && !ticket.archived) load.open += by;
    if (load.total === 0) team.delete(assigneeId);
    else team.set(assigneeId, load);
    if (team.size === 0) this.#byTeam.delete(teamId);
    else this.#byTeam.set(teamId, team);
  }
}
