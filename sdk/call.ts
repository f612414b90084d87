import type { WriteOptions } from './connection.ts';
import type { Contract, ContractKey } from './contract/index.ts';
import type { BodyOf, ParamsOf, QueryOf, ReturnsOf } from './contract/route.ts';

/** A query as code writes it: flags may be booleans. */
export type Loose<Query> = {
  [Name in keyof Query]: [Query[Name]] extends ['true' | 'false' | undefined]
    ? Query[Name] | boolean
    : Query[Name];
};

/** The query of a route. */
export type QueryFor<Key extends ContractKey> = Loose<QueryOf<Contract[Key]>>;
/** The body of a route, before the server fills in defaults. */
export type BodyFor<Key extends ContractKey> = BodyOf<Contract[Key]>;
/** Routes that answer a file or a stream: the caller says how to read it. */
export type RawKey = {
  [Key in ContractKey]: Contract[Key] extends { raw: true } ? Key : never;
}[ContractKey];
/** What a route answers, undefined where it has no body. */
export type DataFor<Key extends ContractKey> = ReturnsOf<Contract[Key]>;

type Nothing = Record<never, never>;
type ParamsPart<Key extends ContractKey> = keyof ParamsOf<Key> extends never
  ? { params?: never }
  : { params: ParamsOf<Key> };
type QueryPart<Query> = [Query] extends [never]
  ? { query?: never }
  : Nothing extends Query
    ? { query?: Query | undefined }
    : { query: Query };
type BodyPart<Body> = [Body] extends [never] ? { body?: never } : { body: Body };
type FilesFor<Key extends ContractKey> = Contract[Key] extends { files: string } ? FormData : never;

/** Everything a call of one route takes: exactly what its row of the contract names. */
export type CallOf<Key extends ContractKey> = WriteOptions &
  ParamsPart<Key> &
  QueryPart<QueryFor<Key>> &
  BodyPart<BodyFor<Key> | FilesFor<Key>>;

/** The last argument of `send`, which may be left out where the route needs nothing. */
export type CallArguments<Key extends ContractKey> =
  Nothing extends CallOf<Key> ? [call?: CallOf<Key>] : [call: CallOf<Key>];

/** A call of a route that answers no JSON: `read` is given the `Response` of a success. */
export type RawCallOf<Key extends RawKey, Data> = CallOf<Key> & {
  read: (response: Response) => Data | Promise<Data>;
};

/** What calls any route: `send` with the connection known. */
export interface Send {
  <Key extends Exclude<ContractKey, RawKey>>(
    key: Key,
    ...call: CallArguments<Key>
  ): Answer<DataFor<Key>>;
  <Key extends RawKey, Data>(key: Key, call: RawCallOf<Key, Data>): Answer<Data>;
}

/** An answer with what came around it. */
export interface FullAnswer<Data> {
  data: Data;
  status: number;
  headers: Headers;
  requestId: string | null;
}

/** A promise of the data; `withResponse()` gives status, headers and request id too, of the same call. */
export interface Answer<Data> extends Promise<Data> {
  withResponse(): Promise<FullAnswer<Data>>;
}
