import type { Page } from './contract/common.ts';
import type { JsonKey, Method } from './method.ts';

/** Routes that answer page by page. */
export type PagedKey = {
  [Key in JsonKey]: Awaited<ReturnType<Method<Key>>> extends Page<unknown> ? Key : never;
}[JsonKey];

/** What a page holds. */
export type ItemOf<Key extends PagedKey> =
  Awaited<ReturnType<Method<Key>>> extends { items: (infer Item)[] } ? Item : never;

/** Makes the walk over all pages out of the method that reads one; the query is argument `at`. */
export const walkOf = <Args extends unknown[], Item>(
  page: (...args: Args) => Promise<Page<Item>>,
  at: number,
) =>
  async function* list(...args: Args): AsyncGenerator<Item, void, undefined> {
    for (;;) {
      const { items, nextCursor } = await page(...args);
      yield* items;
      if (!nextCursor) return;
      args[at] = { ...(args[at] as object), cursor: nextCursor };
    }
  };
