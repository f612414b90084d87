import type { Message } from '../../../sdk/contract/tickets.ts';
import type { MessageRow } from '../../stores/rows.ts';
import type { Reader } from '../../stores/store.ts';
import type { Act } from '../act.ts';
import { actorOf } from '../actor.ts';
import { visibleMergeData } from '../merge-history.ts';
import { attachmentsOf } from './ticket-view.ts';

/** Who is shown as the author of what nobody in person wrote. */
const helpdesk = 'Helpdesk';

/** Of a change of stage customers read the names; ids are for colleagues. */
const publicData = ({ from, to }: Record<string, unknown>): Record<string, unknown> => ({
  from,
  to,
});

/** Ids of teams the viewer may not see are as if there were none. */
async function visibleData(
  reader: Reader,
  act: Act,
  row: MessageRow,
): Promise<Record<string, unknown>> {
  if (act.viewer.kind === 'portal') return publicData(row.data);
  if (row.action === 'merged' || row.action === 'unmerged') {
    return visibleMergeData(reader, act.scope, row.data);
  }
  if (row.action !== 'team_changed') return row.data;
  const shown = Object.entries(row.data).map(async ([key, id]) => {
    const team = await reader.team(act.scope, String(id));
    return [key, team === undefined ? null : id] as const;
  });
  return Object.fromEntries(await Promise.all(shown));
}

/** Messages and history as the viewer may read them; which of them is the caller's to decide. */
export async function messageViews(
  reader: Reader,
  act: Act,
  rows: readonly MessageRow[],
): Promise<Message[]> {
  const authorIds = [...new Set(rows.map((row) => row.authorId))].filter((id) => id !== null);
  const [people, files, data] = await Promise.all([
    reader.getMany('person', authorIds),
    attachmentsOf(
      reader,
      rows.flatMap((row) => row.attachmentIds),
    ),
    Promise.all(rows.map((row) => (row.kind === 'event' ? visibleData(reader, act, row) : null))),
  ]);
  const nameOf = new Map(people.map((person) => [person.id, person.name]));
  const viewerId = actorOf(act.viewer);
  const withIds = act.viewer.kind !== 'portal';
  return rows.map((row, index): Message => {
    const { authorId } = row;
    return {
      id: row.id,
      kind: row.kind,
      visibility: row.visibility,
      body: row.body,
      author: {
        ...(withIds && authorId !== null ? { id: authorId } : {}),
        name: (authorId === null ? undefined : nameOf.get(authorId)) ?? helpdesk,
        mine: authorId !== null && authorId === viewerId,
      },
      attachments: row.attachmentIds.flatMap((id) => files.get(id) ?? []),
      createdAt: row.createdAt,
      ...(row.action === null ? {} : { action: row.action }),
      ...(row.kind === 'event' ? { data: data[index] ?? {} } : {}),
    };
  });
}
