import type { Answer, BodyFor, DataFor, QueryFor, RawKey } from './call.ts';
import type { Connection, WriteOptions } from './connection.ts';
import type { Contract, ContractKey } from './contract/index.ts';
import { fill } from './request.ts';
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

/** Makes the method of a route; `slot` says that it takes an input, and where that goes. */
export const method = <Key extends JsonKey, Slot extends SlotOf<Key> | undefined = undefined>(
  connection: Connection,
  key: Key,
  slot?: Slot,
): Method<Key, Slot> =>
  ((...args: unknown[]) => {
    const filled = fill(key, () => args.shift() as string) as 'GET /tickets';
    const input = slot && { [slot]: args.shift() };
    return send(connection, filled, { ...(args[0] as WriteOptions), ...(input as object) });
  }) as unknown as Method<Key, Slot>;
