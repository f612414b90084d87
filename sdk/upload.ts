import type { Answer } from './call.ts';
import type { CallOptions, Connection } from './connection.ts';
import type { Attachment } from './contract/tickets.ts';
import { send } from './send.ts';

export interface UploadOptions extends CallOptions {
  /** The file's name for readers. Default: the File's own, else `file`. */
  name?: string | undefined;
}

/** Uploads one file as multipart. */
export function upload(
  connection: Connection,
  file: Blob | File,
  { name = (file as Partial<File>).name ?? 'file', ...options }: UploadOptions = {},
): Answer<Attachment> {
  const body = new FormData();
  body.append('file', file, name);
  return send(connection, 'POST /attachments', { ...options, body });
}

/** Downloads one file. */
export const download = (connection: Connection, id: string, options?: CallOptions): Answer<Blob> =>
  send(connection, 'GET /attachments/:id', {
    timeoutMs: 300_000,
    ...options,
    params: { id },
    read: (response) => response.blob(),
  });
