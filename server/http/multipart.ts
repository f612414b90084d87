import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { fileLimits, type Issue, type ReceivedFile, Refusal } from '../routes/entrance.ts';
import { fileTypeOf } from './file-types.ts';
import { maxJsonBytes, tooLarge } from './json.ts';

/** A received file with the hash of its bytes, taken while it was written. */
export interface Upload extends ReceivedFile {
  sha256: string;
}

/** A multipart request: its plain fields, its files on disk, and what is wrong with them. */
export interface Multipart {
  fields: Record<string, string>;
  files: Upload[];
  issues: Issue[];
}

const isMultipart = /^multipart\/form-data *;/i;

/** Does a request carry a multipart form, by its headers? */
export const carriesMultipart = (request: Request): boolean =>
  isMultipart.test(request.headers.get('content-type') ?? '') &&
  !request.headers.has('content-encoding');

// biome-ignore lint/suspicious/noControlCharactersInRegex: a name holds none of these
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

/** A file's name as it is kept: one line, at most 200 code points, its ending whole. */
function keptName(name: string): string {
  const signs = [...name.normalize('NFC').replace(controls, '')];
  return (signs.length <= 200 ? signs : [...signs.slice(0, 180), ...signs.slice(-20)]).join('');
}

/** Receives the files of one request into a temporary folder, counting while it reads. */
class Receiver {
  readonly fields = new Map<string, string>();
  readonly files: Upload[] = [];
  readonly issues: Issue[] = [];
  readonly #field: string;
  readonly #folder: string;
  readonly #paths: string[] = [];
  readonly #streams: Readable[] = [];
  readonly #saves: Promise<void>[] = [];
  #fieldBytes = 0;
  #fileBytes = 0;
  #fileCount = 0;

  constructor(field: string, folder: string) {
    this.#field = field;
    this.#folder = folder;
  }

  takeField(name: string, value: string, truncated: boolean): void {
    this.#fieldBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (truncated || this.#fieldBytes > maxJsonBytes) throw tooLarge();
    if (this.fields.has(name)) {
      this.issues.push({ path: [name], code: 'repeated', message: 'Give this name once.' });
    }
    this.fields.set(name, value);
  }

  takeFile(
    field: string,
    stream: BusboyFileStream,
    name: string,
    onFailure: (error: Error) => void,
  ): void {
    if (field !== this.#field) {
      const message = 'No file belongs here.';
      this.issues.push({ path: [field], code: 'unknown_key', message });
      stream.resume();
      return;
    }
    // A file input left empty.
    if (name === '') {
      stream.resume();
      return;
    }
    const index = this.#fileCount;
    this.#fileCount += 1;
    if (index >= fileLimits.files) {
      throw this.#tooLarge(index, `Attach at most ${fileLimits.files} files.`);
    }
    const saved = this.#save(index, stream, keptName(name));
    // Nobody reads the rest of a file that failed, so the form would never end by itself.
    saved.catch(onFailure);
    this.#streams.push(stream);
    this.#saves.push(saved);
  }

  async saved(): Promise<void> {
    await Promise.all(this.#saves);
  }

  /** Removes what no service has taken. */
  async dispose(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    await Promise.allSettled(this.#saves);
    await Promise.all(this.#paths.map((path) => rm(path, { force: true })));
  }

  #tooLarge(index: number, message: string): Refusal {
    const issues = [{ path: [this.#field, index], code: 'too_large', message }];
    return new Refusal('too_large', message, { issues });
  }

  #counter(index: number, note: (chunk: Uint8Array) => void): Transform {
    let size = 0;
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.byteLength;
        this.#fileBytes += chunk.byteLength;
        if (size > fileLimits.bytes) {
          done(this.#tooLarge(index, 'A file may have at most 10 MB.'));
        } else if (this.#fileBytes > fileLimits.bytesTogether) {
          done(this.#tooLarge(index, 'All files together may have at most 20 MB.'));
        } else {
          note(chunk);
          done(null, chunk);
        }
      },
    });
  }

  async #save(index: number, stream: BusboyFileStream, name: string): Promise<void> {
    const path = join(this.#folder, randomUUID());
    this.#paths.push(path);
    const hash = createHash('sha256');
    let size = 0;
    const counter = this.#counter(index, (chunk) => {
      size += chunk.byteLength;
      hash.update(chunk);
    });
    await pipeline(stream, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    const type = await fileTypeOf(path, name);
    if (type === undefined) {
      const message = 'This kind of file cannot be attached.';
      this.issues.push({ path: [this.#field, index], code: 'file_type', message });
      return;
    }
    this.files[index] = { name, size, type, path, sha256: hash.digest('hex') };
  }
}

/** Passes a request's body through busboy; rejects as soon as anything is too large or broken. */
async function receive(request: Request, body: Readable, receiver: Receiver): Promise<void> {
  const contentType = request.headers.get('content-type') ?? '';
  const parser = new Busboy({
    headers: { 'content-type': contentType },
    limits: { fields: 100, parts: 120, fieldSize: maxJsonBytes, headerPairs: 50, headerSize: 4096 },
  });
  const guarded = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      parser.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  };
  parser.on('field', (name, value, _nameTruncated, truncated) =>
    guarded(() => receiver.takeField(name, value, truncated)),
  );
  parser.on('file', (field, stream, name) =>
    guarded(() => receiver.takeFile(field, stream, name ?? '', (error) => parser.destroy(error))),
  );
  for (const event of ['partsLimit', 'fieldsLimit'] as const) {
    parser.on(event, () => parser.destroy(tooLarge()));
  }
  body.pipe(parser);
  body.on('error', (error) => parser.destroy(error));
  await finished(parser, { readable: false });
}

/**
 * Reads a multipart request while counting: 5 files, 10 MB each, 20 MB together, 64 KB of fields. The
 * files are gone when `use` has ended, unless somebody moved them.
 */
export async function withMultipart<Result>(
  request: Request,
  place: { field: string; folder: string },
  use: (multipart: Multipart) => Promise<Result>,
): Promise<Result> {
  const receiver = new Receiver(place.field, place.folder);
  const body = Readable.fromWeb((request.body ?? new Blob([]).stream()) as NodeStream);
  try {
    try {
      await receive(request, body, receiver);
      await receiver.saved();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('malformed', 'This is no complete multipart form.', { cause: error });
    }
    const { fields, files, issues } = receiver;
    return await use({ fields: Object.fromEntries(fields), files: files.filter(Boolean), issues });
  } finally {
    body.destroy();
    await receiver.dispose();
  }
}
