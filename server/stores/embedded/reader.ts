import type { Scope } from '../../rules/visibility.ts';
import type { LookupName } from '../lookups.ts';
import type { TableName, Tables, TeamRow, TicketRow } from '../rows.ts';
import type {
  OpenTable,
  Reader,
  Slice,
  TicketFilter,
  TicketPage,
  TicketPageQuery,
} from '../store.ts';
import { seesTeam, seesTicket } from './sight.ts';
import { countOf, pageOf, type TicketWorld } from './ticket-pages.ts';
import type { View } from './view.ts';

/** Answers every read from a world in memory. */
export abstract class WorldReader implements Reader {
  /** The tables as they are seen now; throws where nothing may be read. */
  protected abstract view(): View;
  /** The same with what questions about tickets need. */
  protected abstract world(): TicketWorld;

  async get<T extends OpenTable>(table: T, id: string): Promise<Tables[T] | undefined> {
    return this.view().get(table, id);
  }

  async getMany<T extends OpenTable>(table: T, ids: readonly string[]): Promise<Tables[T][]> {
    const view = this.view();
    return ids.map((id) => view.get(table, id)).filter((row) => row !== undefined);
  }

  async find<T extends OpenTable>(
    table: T,
    lookup: LookupName<T>,
    key: string,
    slice?: Slice,
  ): Promise<Tables[T][]> {
    return this.view().find(table, lookup, key, slice);
  }

  async count<T extends TableName>(table: T, lookup: LookupName<T>, key: string): Promise<number> {
    return this.view().count(table, lookup, key);
  }

  async ticket(scope: Scope, id: string): Promise<TicketRow | undefined> {
    const world = this.world();
    const ticket = world.view.get('ticket', id);
    return ticket !== undefined && seesTicket(world, scope.tickets, ticket) ? ticket : undefined;
  }

  async tickets(scope: Scope, query: TicketPageQuery): Promise<TicketPage> {
    return pageOf(this.world(), scope, query);
  }

  async countTickets(scope: Scope, filter: TicketFilter): Promise<number> {
    return countOf(this.world(), scope, filter);
  }

  async findTickets(
    scope: Scope,
    lookup: LookupName<'ticket'>,
    key: string,
    slice?: Slice,
  ): Promise<TicketRow[]> {
    const world = this.world();
    return world.view.find('ticket', lookup, key, slice, (ticket) =>
      seesTicket(world, scope.tickets, ticket),
    );
  }

  async team(scope: Scope, id: string): Promise<TeamRow | undefined> {
    const world = this.world();
    const team = world.view.get('team', id);
    return team !== undefined && seesTeam(world, scope.teams, team) ? team : undefined;
  }

  async findTeams(
    scope: Scope,
    lookup: LookupName<'team'>,
    key: string,
    slice?: Slice,
  ): Promise<TeamRow[]> {
    const world = this.world();
    return world.view.find('team', lookup, key, slice, (team) =>
      seesTeam(world, scope.teams, team),
    );
  }
}
