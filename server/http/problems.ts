import type { Logger } from 'pino';
import { notFound, type Refusal, refusalOf } from '../routes/entrance.ts';
import { answerHeaders } from './headers.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The members of a problem but its request's id; what is kept for a retry. */
export function problemOf(refusal: Refusal): Record<string, unknown> {
  return {
    type: 'about:blank',
    title: titles[refusal.status] ?? 'Error',
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    ...(refusal.issues.length > 0 ? { issues: refusal.issues } : {}),
    ...refusal.more,
  };
}

/** A problem as an answer, RFC 9457. */
export function problemResponse(
  problem: Readonly<Record<string, unknown>>,
  status: number,
  requestId: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify({ ...problem, requestId }), {
    status,
    headers: {
      ...answerHeaders,
      'Content-Type': 'application/problem+json',
      'X-Request-Id': requestId,
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...more,
    },
  });
}

/** A refusal as an answer. */
export function refusalResponse(refusal: Refusal, requestId: string): Response {
  const { retryAfter } = refusal;
  const more = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return problemResponse(problemOf(refusal), refusal.status, requestId, more);
}

/** The answer to a path nothing is bound to, which looks like any other thing that is not there. */
export const nothingHere = (requestId: string): Response => refusalResponse(notFound(), requestId);

const unexpected = {
  type: 'about:blank',
  title: 'Internal Server Error',
  status: 500,
  code: 'internal',
  detail: 'Something went wrong here. Try again, and name the request id where it stays.',
};

/** Any error as an answer. What nobody foresaw is logged under its request's id and told to nobody. */
export function errorResponse(
  error: unknown,
  context: { requestId: string; route: string; ifMatch: number | undefined; log: Logger },
): Response {
  const { requestId, route, log } = context;
  const refusal = refusalOf(error, context.ifMatch);
  if (refusal === undefined) {
    log.error({ requestId, route, err: error }, 'A request failed');
    return problemResponse(unexpected, 500, requestId);
  }
  if (refusal.status >= 500) log.warn({ requestId, route, err: refusal.cause }, refusal.message);
  return refusalResponse(refusal, requestId);
}
