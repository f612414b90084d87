import type { Answer, BodyFor, DataFor, QueryFor, RawKey } from './call.ts';
import type { Connection, WriteOptions } from './connection.ts';
import type { Contract, ContractKey } from './contract/index.ts';
import { send } from './send.ts';

export type JsonKey = Exclude<ContractKey, RawKey>;

/** Routes that take a query, or a body. */
type KeyWith<Slot extends 'query' | 'body'> = {
  [Key in JsonKey]: Contract[Key] extends Record<Slot, unknown> ? Key : never;
}[JsonKey];

/** `[id: string]` for `/tickets/:id`. */
type Ids<Path extends string> = Path extends `${string}:${infer Rest}`
  ? [id: string, ...Ids<Rest>]
  : [];

type Input<Key extends ContractKey, Slot> = [Slot] extends ['query']
  ? Record<never, never> extends QueryFor<Key>
    ? [query?: QueryFor<Key>]
    : [query: QueryFor<Key>]
  : [Slot] extends ['body']
    ? [body: BodyFor<Key>]
    : [];

/** A route as a function: the ids in its path, its query or body if it has one, then options. */
export type Method<Key extends JsonKey, Slot = never> = (
  ...args: [...Ids<Key>, ...Input<Key, Slot>, options?: WriteOptions]
) => Answer<DataFor<Key>>;

/** {@link method}, with types. */
interface MakeMethod {
  <Key extends KeyWith<'query'>>(
    connection: Connection,
    shape: `${Key} :query`,
  ): Method<Key, 'query'>;
  <Key extends KeyWith<'body'>>(connection: Connection, shape: `${Key} :body`): Method<Key, 'body'>;
  <Key extends JsonKey>(connection: Connection, key: Key): Method<Key>;
}

/**
 * Makes the method of a route. Its arguments are, in order, what stands behind colons: the ids in
 * the path, then its input where the key is followed by ` :query` or ` :body`.
 */
export const method = ((connection: Connection, shape: string) =>
  (...args: unknown[]) => {
    // Ids and input by name; `send` finds ids in the call itself.
    const call: Record<string, unknown> = {};
    shape.replace(/:(\w+)/g, ((_: string, name: string) => {
      call[name] = args.shift();
    }) as () => string);
    return send(connection, shape as 'GET /me', { ...call, ...(args[0] as object) });
  }) as MakeMethod;
