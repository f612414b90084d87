import type { Page } from '../../sdk/contract/common.ts';
import type { Team } from '../../sdk/contract/teams.ts';
import type { TeamRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { placeOf } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { seeTeam } from './see-team.ts';
import { teamView } from './views/team-view.ts';

async function withCounts(act: Act, team: TeamRow): Promise<Team> {
  const { store } = act.house;
  const teamId = team.id;
  const [view, open, unassigned, closed] = await Promise.all([
    teamView(store, act, team),
    store.countTickets(act.scope, { teamId, state: 'open' }),
    store.countTickets(act.scope, { teamId, state: 'open', assigneeId: null }),
    store.countTickets(act.scope, { teamId, state: 'closed' }),
  ]);
  return { ...view, counts: { open, unassigned, closed } };
}

/** The teams the viewer sees, with counts of what they see in them; archived ones only when asked for. */
export async function listTeams(
  act: Act,
  query: { limit: number; cursor?: string | undefined; archived?: boolean | undefined },
): Promise<Page<Team>> {
  const context = { list: 'teams', query };
  const after = placeOf<string>(act, context, query.cursor) ?? '';
  const { archived = false } = query;
  // A helpdesk has few teams, and most are not filed apart from the archived ones.
  const teams = await act.house.store.findTeams(act.scope, 'all', '');
  const rows = teams.filter((team) => team.archived === archived && team.id > after);
  return pageOf(act, context, rows, (shown) =>
    Promise.all(shown.map((team) => withCounts(act, team))),
  );
}

/** A team as the viewer, who sees it, may read it. */
export async function readTeam(act: Act, id: string): Promise<Team> {
  const { store } = act.house;
  return teamView(store, act, await seeTeam(store, act, id));
}
