import type { Connection } from './connection.ts';
import type { Page } from './contract/common.ts';
import { idsIn, type JsonKey, type Method, method } from './method.ts';

/** Routes that answer page by page. */
export type PagedKey = {
  [Key in JsonKey]: Awaited<ReturnType<Method<Key>>> extends Page<unknown> ? Key : never;
}[JsonKey];

/** What a page holds. */
type ItemOf<Key extends PagedKey> =
  Awaited<ReturnType<Method<Key>>> extends { items: (infer Item)[] } ? Item : never;

/** The path of a list. */
export type ListPath = PagedKey extends `GET ${infer Path}` ? Path : never;

/** A list, page by page and item by item. */
export interface Listed<Path extends ListPath> {
  page: Method<`GET ${Path}` & PagedKey, 'query'>;
  /** Starts at the query's cursor if it has one; leaving the loop early fetches no more. */
  list: (
    ...args: Parameters<Method<`GET ${Path}` & PagedKey, 'query'>>
  ) => AsyncGenerator<ItemOf<`GET ${Path}` & PagedKey>, void, undefined>;
}

/** Makes the methods of a list. */
export function listed<Path extends ListPath>(connection: Connection, path: Path): Listed<Path>;
export function listed(connection: Connection, path: '/companies'): Listed<'/companies'> {
  const page = method(connection, `GET ${path}`, 'query');
  return {
    page,
    async *list(...args) {
      // The query is the argument after the ids.
      const at = idsIn(path) as 0;
      for (;;) {
        const { items, nextCursor: cursor } = await page(...args);
        yield* items;
        if (!cursor) return;
        args[at] = { ...args[at], cursor };
      }
    },
  };
}
