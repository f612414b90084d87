import { everything } from '../rules/visibility.ts';
import type { TicketRow } from '../stores/rows.ts';
import type { Reader, TicketPlace } from '../stores/store.ts';

const atOnce = 200;

/** All tickets of a team, closed and archived ones included, some at a time. */
export async function* ticketsOfTeam(
  reader: Reader,
  teamId: string,
): AsyncGenerator<readonly TicketRow[]> {
  for (const archived of [false, true]) {
    let after: TicketPlace | null = null;
    do {
      const page = await reader.tickets(everything, {
        teamId,
        archived,
        sort: 'number',
        limit: atOnce,
        ...(after === null ? {} : { after }),
      });
      if (page.items.length > 0) yield page.items;
      after = page.next;
    } while (after !== null);
  }
}
