import type { Connection } from './connection.ts';
import { type JsonKey, type Method, method } from './method.ts';
import { type ListPath, type Pages, pagesOf } from './pages.ts';

/** The method of a route, or nothing to rely on where the contract has no such route. */
type MethodIf<Key extends string, Slot = never> = Key extends JsonKey ? Method<Key, Slot> : unknown;

/** The usual methods of a collection and its items, as far as the contract has them. */
export interface Collection<Path extends ListPath, Item extends string> extends Pages<Path> {
  create: MethodIf<`POST ${Path}`, 'body'>;
  get: MethodIf<`GET ${Path}/:${Item}`>;
  update: MethodIf<`PATCH ${Path}/:${Item}`, 'body'>;
  remove: MethodIf<`DELETE ${Path}/:${Item}`>;
}

/** Makes the methods of a collection; `item` names the parameter its items have in the contract. */
export function collection<Path extends ListPath, Item extends string = 'id'>(
  connection: Connection,
  path: Path,
  item?: Item,
): Collection<Path, Item>;
export function collection(
  connection: Connection,
  path: '/companies',
  item = 'id' as const,
): Collection<'/companies', 'id'> {
  return {
    ...pagesOf(connection, path),
    create: method(connection, `POST ${path} :body`),
    get: method(connection, `GET ${path}/:${item}`),
    update: method(connection, `PATCH ${path}/:${item} :body`),
    remove: method(connection, `DELETE ${path}/:${item}`),
  };
}
