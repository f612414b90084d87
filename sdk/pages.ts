import type { Connection } from './connection.ts';
import type { Page } from './contract/common.ts';
import { type JsonKey, type Method, method } from './method.ts';

/** Routes that answer page by page. */
export type PagedKey = {
  [Key in JsonKey]: Awaited<ReturnType<Method<Key>>> extends Page<unknown> ? Key : never;
}[JsonKey];

/** The path of a list. */
export type ListPath = PagedKey extends `GET ${infer Path}` ? Path : never;

type PageMethod<Path extends ListPath> = Method<`GET ${Path}` & PagedKey, 'query'>;

/** What a page holds. */
type ItemOf<Path extends ListPath> =
  Awaited<ReturnType<PageMethod<Path>>> extends { items: (infer Item)[] } ? Item : never;

/** A list, page by page and item by item. */
export interface Pages<Path extends ListPath> {
  page: PageMethod<Path>;
  /** Starts at the query's cursor if it has one; leaving the loop early fetches no more. */
  list: (...args: Parameters<PageMethod<Path>>) => AsyncGenerator<ItemOf<Path>, void, undefined>;
}

/** Makes the methods of a list. */
export const pagesOf = ((connection: Connection, path: '/companies') => {
  const page = method(connection, `GET ${path} :query`);
  return {
    page,
    async *list(...args: Parameters<typeof page>) {
      // The query comes after the id, where the path has one; none has two.
      const at = +/:/.test(path) as 0;
      for (;;) {
        const { items, nextCursor: cursor } = await page(...args);
        yield* items;
        if (!cursor) return;
        args[at] = { ...args[at], cursor };
      }
    },
  };
}) as <Path extends ListPath>(connection: Connection, path: Path) => Pages<Path>;
