import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Context, Hono } from 'hono';
import type { Logger } from 'pino';
import * as v from 'valibot';
import { type ContractKey, contract } from '../../sdk/contract/index.ts';
import type { Route } from '../../sdk/contract/route.ts';
import { type Act, beginAct, type House, type Issue, Refusal } from '../routes/entrance.ts';
import type { Handlers } from '../routes/handler.ts';
import { answerText } from './answer-text.ts';
import { type Env, Facts } from './facts.ts';
import { bodyOfFields } from './form-values.ts';
import { answerHeaders, preflight } from './headers.ts';
import { fingerprintOf, type Outcome, type Retries, recordIdOf } from './idempotency.ts';
import { checkJsonType, readJson, readNothing } from './json.ts';
import { carriesMultipart, type Upload, withMultipart } from './multipart.ts';
import { errorResponse, problemResponse } from './problems.ts';
import { type Callers, checkAccess } from './sessions.ts';
import { judge, judgeQuery } from './validate.ts';

export const base = '/api/v1';

/** What the binding works with; made once at start. */
export interface Kernel {
  house: House;
  callers: Callers;
  retries: Retries;
  trustedProxies: BlockList;
  /** Where received files lie until their request ends. */
  temporaryFolder: string;
  /** Aborted when the helpdesk closes. */
  closing: AbortSignal;
  log: Logger;
}

type Params = Record<string, string>;

interface ParsedCall {
  params: Params;
  query: unknown;
  body: unknown;
  files: readonly Upload[];
}

/** A handler without the types that its key ties together; the loop below keeps them together. */
interface AnyHandler {
  check?(act: Act, params: Params): Promise<void>;
  inspect?(act: Act, params: Params, body: unknown): Promise<readonly Issue[]>;
  run(act: Act, call: ParsedCall): Promise<unknown>;
}

/** One request on its way through the steps. */
interface Passage {
  kernel: Kernel;
  key: string;
  route: Route;
  handler: AnyHandler;
  act: Act;
  facts: Facts;
  params: Params;
  requestId: string;
}

/** Reads the body in the form the route takes and hands it on; received files last until then. */
function withBody<Result>(
  passage: Passage,
  request: Request,
  use: (body: unknown, files: readonly Upload[], issues: readonly Issue[]) => Promise<Result>,
): Promise<Result> {
  const { route, kernel } = passage;
  if (route.files !== undefined && carriesMultipart(request)) {
    const place = { field: route.files, folder: kernel.temporaryFolder };
    return withMultipart(request, place, ({ fields, files, issues }) => {
      const read = bodyOfFields(route.body, fields);
      return use(read.body, files, [...issues, ...read.issues]);
    });
  }
  if (route.body !== undefined) return readJson(request).then((body) => use(body, [], []));
  if (route.files !== undefined) {
    checkJsonType(request);
    throw new Refusal('unsupported_media_type', 'Send a multipart form with the file.');
  }
  return readNothing(request).then((body) => use(body, [], []));
}

const emptyBody = {};
const nothing = v.strictObject({});
const pathOf = (issue: Issue): string => JSON.stringify(issue.path);

/** Parses query and body; everything that is wrong with a request is told at once. */
async function parse(
  { route, handler, act, params }: Passage,
  url: string,
  body: unknown,
  files: readonly Upload[],
  before: readonly Issue[],
): Promise<ParsedCall> {
  const query = judgeQuery(route.query, url);
  const judged = judge(route.body ?? nothing, body);
  const issues = [...before, ...(query.issues ?? []), ...(judged.issues ?? [])];
  if (query.issues !== undefined || judged.issues !== undefined || issues.length > 0) {
    const known = new Set(issues.map(pathOf));
    const more = (await handler.inspect?.(act, params, body)) ?? [];
    throw new Refusal('invalid_input', 'Some fields need attention.', {
      issues: [...issues, ...more.filter((issue) => !known.has(pathOf(issue)))],
    });
  }
  const parsedQuery = route.query === undefined ? undefined : query.value;
  const parsedBody = route.body === undefined ? undefined : judged.value;
  return { params, query: parsedQuery, body: parsedBody, files };
}

/** Runs the service, once for each Idempotency-Key. */
function outcomeOf(passage: Passage, call: ParsedCall): Promise<Outcome> {
  const { kernel, key, route, handler, act, facts, params } = passage;
  const idempotencyKey = route.keepsNoAnswer === true ? undefined : facts.idempotencyKey;
  if (idempotencyKey === undefined || !key.startsWith('POST ')) {
    return handler.run(act, call).then((answer) => ({ answer }));
  }
  const request = {
    id: recordIdOf(idempotencyKey, act.viewer, params),
    fingerprint: fingerprintOf(key, call),
    status: statusOf(route),
  };
  return kernel.retries.once(request, act.now, (transact) =>
    handler.run({ ...act, transact }, call),
  );
}

const statusOf = (route: Route): number =>
  route.status ?? (route.returns === undefined ? 204 : 200);

/** An answer in JSON, with the version as its entity tag where it has one. */
function answerOf(body: unknown, status: number, requestId: string, replayed = false): Response {
  const more: Record<string, string> = replayed ? { 'Idempotency-Replayed': 'true' } : {};
  if (body === undefined || body === null) {
    const headers = { ...answerHeaders, 'X-Request-Id': requestId, ...more };
    return new Response(null, { status, headers });
  }
  if (typeof body === 'object' && 'version' in body && typeof body.version === 'number') {
    more.ETag = `"${body.version}"`;
  }
  const headers = {
    ...answerHeaders,
    'Content-Type': 'application/json',
    'X-Request-Id': requestId,
    ...more,
  };
  return new Response(answerText(body), { status, headers });
}

function responseOf({ route, requestId }: Passage, outcome: Outcome): Response {
  if ('replayed' in outcome) {
    const { status, body } = outcome.replayed;
    if (status < 400) return answerOf(body, status, requestId, true);
    const more = { 'Idempotency-Replayed': 'true' };
    return problemResponse(body as Record<string, unknown>, status, requestId, more);
  }
  return answerOf(outcome.answer, statusOf(route), requestId);
}

/** A stream or file that its handler has answered by itself, with the headers every answer has. */
async function rawResponse(answer: unknown, method: string, requestId: string): Promise<Response> {
  if (!(answer instanceof Response)) throw new Error('A raw handler answers a Response.');
  for (const [name, value] of Object.entries(answerHeaders)) answer.headers.set(name, value);
  answer.headers.set('X-Request-Id', requestId);
  // Nobody reads the body of an answer to HEAD, so nobody else would end it.
  if (method === 'HEAD') await answer.body?.cancel();
  return answer;
}

/** The steps of one route in the order of refusals: who, may they at all, is it there, is it well-formed. */
function endpoint(kernel: Kernel, key: ContractKey, handler: AnyHandler) {
  const route: Route = contract[key];
  const takesBody = !/^(GET|DELETE) /.test(key);

  return async (c: Context<Env>): Promise<Response> => {
    const requestId = randomUUID();
    const facts = new Facts(c, kernel.trustedProxies, kernel.closing);
    try {
      const { house } = kernel;
      const now = house.clock();
      const { viewer, sessionId } = await kernel.callers.callerOf(
        {
          authorization: c.req.header('authorization'),
          origin: facts.origin,
          method: c.req.method,
        },
        now,
      );
      checkAccess(route.access, viewer);
      facts.sessionId = sessionId;
      const act = beginAct(house, viewer, facts, now);
      const params: Params = c.req.param();
      await handler.check?.(act, params);
      const passage: Passage = { kernel, key, route, handler, act, facts, params, requestId };
      const proceed = async (body: unknown, files: readonly Upload[], issues: readonly Issue[]) => {
        const call = await parse(passage, c.req.url, body, files, issues);
        if (route.raw === true) {
          return rawResponse(await handler.run(act, call), c.req.raw.method, requestId);
        }
        return responseOf(passage, await outcomeOf(passage, call));
      };
      return takesBody
        ? await withBody(passage, c.req.raw, proceed)
        : await proceed(emptyBody, [], []);
    } catch (error) {
      const { ifMatch } = facts;
      return errorResponse(error, { requestId, route: key, ifMatch, log: kernel.log });
    }
  };
}

/** A literal name comes before a parameter at the same place. */
const order = (key: string): string => key.replaceAll(':', '~');

/** Binds every route of the contract. */
export function bindRoutes(app: Hono<Env>, kernel: Kernel, handlers: Handlers): void {
  const keys = Object.keys(contract) as ContractKey[];
  for (const key of keys.sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const [method = '', path = ''] = key.split(' ');
    // Only here the key and its handler are known together; the types of both come from the contract.
    const handler = handlers[key] as unknown as AnyHandler;
    app.on(method, base + path, endpoint(kernel, key, handler));
  }
  app.options(`${base}/*`, preflight);
}
