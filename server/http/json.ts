import { Refusal } from '../routes/entrance.ts';

/** The most bytes of a JSON body, and of the plain fields of a multipart one together. */
export const maxJsonBytes = 64 * 1024;
/** How deep arrays and objects may lie in each other. */
export const maxDepth = 20;
/** How long so little may take to arrive, in milliseconds; files have longer. */
const patience = 30_000;

const decoder = new TextDecoder('utf-8', { fatal: true });

const malformed = (detail: string): Refusal => new Refusal('malformed', detail);

export const tooLarge = (): Refusal =>
  new Refusal('too_large', 'A request may carry at most 64 KB of text.');

/** Reads a body while counting, whatever its headers say of its length. */
async function readCounted(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream: the rest is never read.
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Waits for a body, but not for one that trickles in to hold its place. */
async function inTime<Body>(reading: Promise<Body>): Promise<Body> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(malformed('The body did not come in time.')), patience);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The bytes of a request's body, at most 64 KB within 30 seconds. */
const bytesOf = (request: Request): Promise<Uint8Array> => inTime(readBytes(request));

async function readBytes(request: Request): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    const size = Number(announced);
    if (!(size <= maxJsonBytes)) throw tooLarge();
    // Node reads no further than the announced length; the second look is for callers of `fetch`.
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > maxJsonBytes) throw tooLarge();
    return bytes;
  }
  return request.body === null ? new Uint8Array() : readCounted(request.body, maxJsonBytes);
}

/** Does JSON text nest deeper than allowed? Looks at brackets outside of strings only. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      do {
        at = text.indexOf('"', at + 1);
        if (at === -1) return false;
      } while (isEscaped(text, at));
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}

// Half of a pair of UTF-16 units: it would come back from the disk as another character.
const mayHoldHalves = /\\ud[89a-f]/i;

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, entry]) => key.isWellFormed() && isWhole(entry));
}

/** Parses JSON text that came from outside; refuses what could not be written again. */
export function parseJson(text: string): unknown {
  if (nestsTooDeep(text)) throw malformed(`JSON may nest at most ${maxDepth} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('malformed', 'This is not JSON.', { cause: error });
  }
  if (mayHoldHalves.test(text) && !isWhole(value)) {
    throw malformed('A string holds half of a surrogate pair.');
  }
  return value;
}

/** Decodes UTF-8 and refuses anything else. */
export function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new Refusal('malformed', 'This is not UTF-8.', { cause: error });
  }
}

const jsonType = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

/** Refuses a body that is not plain JSON by its headers. */
export function checkJsonType(request: Request): void {
  const { headers } = request;
  if (!jsonType.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) {
    throw new Refusal('unsupported_media_type', 'Send JSON with Content-Type: application/json.');
  }
}

/** The JSON of a request. */
export async function readJson(request: Request): Promise<unknown> {
  checkJsonType(request);
  return parseJson(decode(await bytesOf(request)));
}

/** For a route that takes no body: nothing, or an empty object. */
export async function readNothing(request: Request): Promise<unknown> {
  const { headers } = request;
  const length = headers.get('content-length');
  const announced = (length !== null && length !== '0') || headers.has('transfer-encoding');
  if (!announced && !headers.has('content-type')) return {};
  const bytes = await bytesOf(request);
  if (bytes.byteLength === 0) return {};
  checkJsonType(request);
  return parseJson(decode(bytes));
}
