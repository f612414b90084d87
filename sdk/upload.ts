import type { Answer } from './call.ts';
import type { CallOptions, Connection } from './connection.ts';
import type { Attachment } from './contract/tickets.ts';
import { multipartOf } from './multipart.ts';
import { send } from './send.ts';

/** Uploads one file as multipart, under the file's own name. */
export const upload = (
  connection: Connection,
  file: File,
  options?: CallOptions,
): Answer<Attachment> =>
  send(connection, 'POST /attachments', { ...options, body: multipartOf({}, [file], 'file') });

/** Downloads one file. */
export const download = (connection: Connection, id: string, options?: CallOptions): Answer<Blob> =>
  send(connection, 'GET /attachments/:id', {
    ...options,
    params: { id },
    read: (response) => response.blob(),
  });
