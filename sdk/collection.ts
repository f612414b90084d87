import type { Connection } from './connection.ts';
import { type Listed, type ListPath, listed } from './listed.ts';
import { type JsonKey, type Method, method } from './method.ts';

/** The method of a route, or nothing to rely on where the contract has no such route. */
type MethodIf<Key extends string, Slot = undefined> = Key extends JsonKey
  ? Method<Key, Slot>
  : unknown;

/** The usual methods of a collection and its items, as far as the contract has them. */
export interface Collection<Path extends ListPath, Item extends string> extends Listed<Path> {
  create: MethodIf<`POST ${Path}`, 'body'>;
  get: MethodIf<`GET ${Path}/:${Item}`>;
  update: MethodIf<`PATCH ${Path}/:${Item}`, 'body'>;
  remove: MethodIf<`DELETE ${Path}/:${Item}`>;
}

/** Makes the methods of a collection; `item` names the parameter its items have in the contract. */
export function collection<Path extends ListPath, Item extends string = 'id'>(
  connection: Connection,
  path: Path,
  _item?: Item,
): Collection<Path, Item>;
export function collection(
  connection: Connection,
  path: '/companies',
): Collection<'/companies', 'id'> {
  return {
    ...listed(connection, path),
    create: method(connection, `POST ${path}`, 'body'),
    get: method(connection, `GET ${path}/:id`),
    update: method(connection, `PATCH ${path}/:id`, 'body'),
    remove: method(connection, `DELETE ${path}/:id`),
  };
}
