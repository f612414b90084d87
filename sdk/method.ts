import type { Answer, BodyFor, DataFor, QueryFor, RawKey } from './call.ts';
import type { Connection, WriteOptions } from './connection.ts';
import type { Contract, ContractKey } from './contract/index.ts';
import { send } from './send.ts';

export type JsonKey = Exclude<ContractKey, RawKey>;

/** Where a route takes its input. */
type SlotOf<Key extends ContractKey> =
  | (Contract[Key] extends { query: unknown } ? 'query' : never)
  | (Contract[Key] extends { body: unknown } ? 'body' : never);

/** `[id: string]` for `/tickets/:id`. */
type Ids<Path extends string> = Path extends `${string}:${infer Rest}`
  ? [id: string, ...Ids<Rest>]
  : [];

type Input<Key extends ContractKey, Slot> = Slot extends 'query'
  ? Record<never, never> extends QueryFor<Key>
    ? [query?: QueryFor<Key>]
    : [query: QueryFor<Key>]
  : Slot extends 'body'
    ? [body: BodyFor<Key>]
    : [];

/** A route as a function: the ids in its path, its query or body if it has one, then options. */
export type Method<Key extends JsonKey, Slot = undefined> = (
  ...args: [...Ids<Key>, ...Input<Key, Slot>, options?: WriteOptions]
) => Answer<DataFor<Key>>;

/** How many ids a path takes. */
export const idsIn = (path: string): number => path.split(':').length - 1;

/** Makes the method of a route; `slot` says that it takes an input, and where that goes. */
export const method = <Key extends JsonKey, Slot extends SlotOf<Key> | undefined = undefined>(
  connection: Connection,
  key: Key,
  slot?: Slot,
): Method<Key, Slot> =>
  ((...args: unknown[]) => {
    const params = args.splice(0, idsIn(key));
    const input = slot && { [slot]: args.shift() };
    const call = { ...(args[0] as object), ...(input as object), params };
    return send(connection, key as 'GET /tickets', call as object);
  }) as unknown as Method<Key, Slot>;
