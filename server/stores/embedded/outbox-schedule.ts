import type { OutboxRow } from '../rows.ts';
import { byText, type Shelf, shelve, unshelve, walk } from './shelf.ts';
import type { Walk } from './sorted-list.ts';

const placeOf = ({ nextAt, id }: OutboxRow): string => `${nextAt} ${id}`;

/** The ids of queued outbox rows, in the order in which they are due. */
export class OutboxSchedule {
  #places: Shelf<string> | undefined;

  changed(before: OutboxRow | undefined, after: OutboxRow | undefined): void {
    if (before?.status === 'queued') {
      this.#places = unshelve(this.#places, placeOf(before), byText);
    }
    if (after?.status === 'queued') this.#places = shelve(this.#places, placeOf(after), byText);
  }

  /** Walks those due at a moment. */
  due(now: string): Walk<string> {
    const next = walk(this.#places, byText);
    return () => {
      const place = next();
      if (place === undefined) return undefined;
      const space = place.indexOf(' ');
      return place.slice(0, space) <= now ? place.slice(space + 1) : undefined;
    };
  }
}
