import type { Connection } from './connection.ts';
import { idsIn, type JsonKey, type Method, method } from './method.ts';
import { type ItemOf, type PagedKey, walkOf } from './pages.ts';

/** The method of a route, or nothing to rely on where the contract has no such route. */
type MethodIf<Key extends string, Slot = undefined> = Key extends JsonKey
  ? Method<Key, Slot>
  : unknown;

type PathOf<Key extends string> = Key extends `GET ${infer Path}` ? Path : never;

/** The usual methods of a collection and its items, as far as the contract has them. */
export interface Collection<Path extends PathOf<PagedKey>, Item extends string> {
  page: Method<`GET ${Path}` & PagedKey, 'query'>;
  /** Starts at the query's cursor if it has one; leaving the loop early fetches no more. */
  list: (
    ...args: Parameters<Method<`GET ${Path}` & PagedKey, 'query'>>
  ) => AsyncGenerator<ItemOf<`GET ${Path}` & PagedKey>, void, undefined>;
  create: MethodIf<`POST ${Path}`, 'body'>;
  get: MethodIf<`GET ${Path}/:${Item}`>;
  update: MethodIf<`PATCH ${Path}/:${Item}`, 'body'>;
  remove: MethodIf<`DELETE ${Path}/:${Item}`>;
}

/** Makes the methods of a collection; `item` names the parameter its items have in the contract. */
export function collection<Path extends PathOf<PagedKey>, Item extends string = 'id'>(
  connection: Connection,
  path: Path,
  _item?: Item,
): Collection<Path, Item>;
export function collection(
  connection: Connection,
  path: '/companies',
): Collection<'/companies', 'id'> {
  const page = method(connection, `GET ${path}`, 'query');
  return {
    page,
    list: walkOf(page, idsIn(path)),
    create: method(connection, `POST ${path}`, 'body'),
    get: method(connection, `GET ${path}/:id`),
    update: method(connection, `PATCH ${path}/:id`, 'body'),
    remove: method(connection, `DELETE ${path}/:id`),
  };
}
