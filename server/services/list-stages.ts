import type { Page } from '../../sdk/contract/common.ts';
import type { Stage } from '../../sdk/contract/stages.ts';
import { pipelineOf } from '../rules/stages.ts';
import type { StageRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';
import type { Act } from './act.ts';
import { cursorTo, placeOf } from './cursor.ts';
import { notFound } from './refusal.ts';
import { stageView } from './views/stage-view.ts';

/** The ids of the teams the viewer sees, archived ones included. */
export async function visibleTeamIds(reader: Reader, act: Act): Promise<Set<string>> {
  return new Set((await reader.findTeams(act.scope, 'all', '')).map((team) => team.id));
}

const byOrder = (a: StageRow, b: StageRow): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/** The stages the viewer sees, in pipeline order; of one team's pipeline where asked. */
export async function listStages(
  act: Act,
  query: { limit: number; cursor?: string | undefined; team?: string | undefined },
): Promise<Page<Stage>> {
  const { store } = act.house;
  const context = { list: 'stages', query };
  const place = placeOf<{ order: number; id: string }>(act, context, query.cursor);
  const [rows, visible] = await Promise.all([
    store.find('stage', 'all', ''),
    visibleTeamIds(store, act),
  ]);
  if (query.team !== undefined && !visible.has(query.team)) return { items: [], nextCursor: null };
  const pipeline = query.team === undefined ? rows : pipelineOf(rows, query.team);
  const left = [...pipeline]
    .sort(byOrder)
    .filter(
      ({ order, id }) =>
        place === undefined || order > place.order || (order === place.order && id > place.id),
    )
    .flatMap((row) => {
      const view = stageView(row, visible);
      return view === undefined ? [] : [{ row, view }];
    });
  const shown = left.slice(0, query.limit);
  const last = left.length > shown.length ? shown.at(-1)?.row : undefined;
  return {
    items: shown.map(({ view }) => view),
    nextCursor:
      last === undefined ? null : cursorTo(act, context, { order: last.order, id: last.id }),
  };
}

/** A stage the viewer sees; 404 otherwise. */
export async function readStage(act: Act, id: string): Promise<Stage> {
  const { store } = act.house;
  const [row, visible] = await Promise.all([store.get('stage', id), visibleTeamIds(store, act)]);
  const view = row === undefined ? undefined : stageView(row, visible);
  if (view === undefined) throw notFound();
  return view;
}
