import autocannon from 'autocannon';

/** A load: so many connections on one address of this machine for so many seconds. */
export interface Load {
  url: string;
  connections: number;
  seconds: number;
  headers?: Record<string, string>;
  /** Makes each request of a POST load; a GET load has none. */
  next?(): { headers: Record<string, string>; body: string };
}

/** Answers per second; throws where the server answered anything but a success. */
export async function ratePerSecond({
  url,
  connections,
  seconds,
  headers = {},
  next,
}: Load): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
    ...(next === undefined
      ? {}
      : {
          requests: [
            {
              method: 'POST' as const,
              setupRequest: (request: autocannon.Request) => {
                const { headers: more, body } = next();
                return { ...request, headers: { ...headers, ...more }, body };
              },
            },
          ],
        }),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refusals and ${result.errors} errors under load`);
  }
  return result['2xx'] / result.duration;
}
