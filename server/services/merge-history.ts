import type { Scope } from '../rules/visibility.ts';
import type { TicketRow } from '../stores/rows.ts';
import type { Reader } from '../stores/store.ts';

/** A ticket as an entry of another's history names it. */
export interface NamedTicket {
  id: string;
  number: number;
}

type Data = Record<string, unknown>;

const nameOf = ({ id, number }: TicketRow): NamedTicket => ({ id, number });

/** What the survivor's entry of a merge, or of its undoing, says. */
export const survivorEntryOf = (sources: readonly TicketRow[]): Data => ({
  sources: sources.map(nameOf),
});

/** What a source's entry says. */
export const sourceEntryOf = (survivor: TicketRow): Data => ({ survivor: nameOf(survivor) });

/** The sources that a survivor's entry names. */
export const sourcesIn = ({ sources }: Data): NamedTicket[] =>
  Array.isArray(sources) ? (sources as NamedTicket[]) : [];

/** An entry of a merge without the tickets that its reader does not see. */
export async function visibleMergeData(reader: Reader, scope: Scope, data: Data): Promise<Data> {
  const sees = async ({ id }: NamedTicket): Promise<boolean> =>
    (await reader.ticket(scope, id)) !== undefined;
  const survivor = data.survivor as NamedTicket | undefined;
  if (survivor !== undefined) return (await sees(survivor)) ? data : {};
  const sources = sourcesIn(data);
  const seen = await Promise.all(sources.map(sees));
  return { sources: sources.filter((_, index) => seen[index]) };
}
