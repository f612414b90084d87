import type * as v from 'valibot';

/** Who may call a route at all. What they may see behind it is decided by the rules, ticket by ticket. */
export type Access = 'anyone' | 'signedIn' | 'agent' | 'manager' | 'serverKey';

/** One row of the contract: everything the server, the SDK's types and `/openapi.json` need to know of a route. */
export interface Route {
  summary: string;
  access: Access;
  query?: v.GenericSchema;
  body?: v.GenericSchema;
  /** What a success answers; absent for 204 and for answers that are no JSON. */
  returns?: v.GenericSchema;
  /** Default 200; 204 where `returns` is absent, unless `raw`. */
  status?: 200 | 201 | 202 | 204;
  /** The multipart field that may carry files beside the body's own fields. */
  files?: 'attachments' | 'file';
  /** The handler answers a stream or a file by itself. */
  raw?: true;
  /** A POST whose answer is never kept for a retry, because it carries a secret. */
  keepsNoAnswer?: true;
}

/** `'GET /tickets/:id'`: the method and the path below `/api/v1`. */
export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;

type Segments<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? Head | Segments<Tail>
  : Path;
type Named<Segment extends string> = Segment extends `:${infer Name}` ? Name : never;

/** `{ id: string }` for `'GET /tickets/:id'`. */
export type ParamsOf<Key extends string> = { [Name in Named<Segments<Key>>]: string };

/** What a caller sends as the query, before parsing. */
export type QueryOf<R extends Route> = R['query'] extends v.GenericSchema
  ? v.InferInput<R['query']>
  : never;
/** What a caller sends as the body, before parsing. */
export type BodyOf<R extends Route> = R['body'] extends v.GenericSchema
  ? v.InferInput<R['body']>
  : never;
/** What a success answers. */
export type ReturnsOf<R extends Route> = R['returns'] extends v.GenericSchema
  ? v.InferOutput<R['returns']>
  : undefined;

/** What a handler is given, after parsing. */
export type ParsedQueryOf<R extends Route> = R['query'] extends v.GenericSchema
  ? v.InferOutput<R['query']>
  : undefined;
export type ParsedBodyOf<R extends Route> = R['body'] extends v.GenericSchema
  ? v.InferOutput<R['body']>
  : undefined;
