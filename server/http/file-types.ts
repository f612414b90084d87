import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import type { fileLimits } from '../routes/entrance.ts';

const office = 'application/vnd.openxmlformats-officedocument';

/** The type each allowed ending stands for. */
const typeByEnding: Readonly<Record<string, (typeof fileLimits.types)[number]>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  zip: 'application/zip',
};

/** Text is UTF-8 without a NUL; it has no other mark by which it could be told. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      if (!(chunk instanceof Uint8Array) || chunk.includes(0)) return false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The allowed type of a file, judged by its name and its content; undefined where they name none together. */
export async function fileTypeOf(path: string, name: string): Promise<string | undefined> {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(typeByEnding, ending) ? typeByEnding[ending] : undefined;
  if (type === undefined) return undefined;
  if (type.startsWith('text/')) return (await isText(path)) ? type : undefined;
  const found = (await fileTypeFromFile(path))?.mime;
  // Documents of these kinds are archives themselves.
  const archived = type === 'application/zip' && found?.startsWith(office);
  return found === type || archived ? type : undefined;
}
