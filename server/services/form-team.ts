import { everything } from '../rules/visibility.ts';
import type { TeamRow } from '../stores/rows.ts';
import type { Act } from './act.ts';
import { forbidden, notFound } from './refusal.ts';

/** A team has a form only while it is public and not archived. */
export const hasForm = (team: TeamRow): boolean => team.visibility === 'public' && !team.archived;

function allows(team: TeamRow, origin: string | null, publicUrl: string): boolean {
  if (team.allowedOrigins.length === 0 || origin === null) return true;
  const asked = origin.toLowerCase();
  return (
    team.allowedOrigins.some((allowed) => allowed.toLowerCase() === asked) ||
    new URL(publicUrl).origin === asked
  );
}

/**
 * The team behind a public form: 404 where it has none, exactly as for a team that does not exist;
 * 403 where the form is limited to other origins than the page's.
 */
export async function formTeamOf(act: Act, slug: string): Promise<TeamRow> {
  const { store, settings } = act.house;
  const [team] = await store.findTeams(everything, 'slug', slug, { limit: 1 });
  if (team === undefined || !hasForm(team)) throw notFound();
  if (!allows(team, act.request.origin, settings.publicUrl)) {
    throw forbidden('This form is not offered on this page.');
  }
  return team;
}
