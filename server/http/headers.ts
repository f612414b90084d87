/**
 * On every answer of the API. Any page may call it: sign-in is a bearer token that pages add by
 * themselves, so there is nothing ambient to guard, and credentials are never allowed.
 */
export const answerHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'X-Request-Id, Retry-After, ETag, Content-Disposition, Idempotency-Replayed',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The answer to a browser's question before a request from another origin. */
export const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers':
        'Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID',
      'Access-Control-Max-Age': '86400',
    },
  });
