import type { Answer } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Attachment } from '../contract/tickets.ts';
import { method } from '../method.ts';
import { send } from '../send.ts';

export interface UploadOptions extends CallOptions {
  /** The file's name for readers. Default: the File's own, else `file`. */
  name?: string | undefined;
}

/** With how to read the answer of a route that answers no JSON. */
interface RawConnection extends Connection {
  read: (response: Response) => Promise<Blob>;
}

export interface Attachments {
  /**
   * Uploads a file, at most 10 MB, to be attached to one message within 24 hours. `timeoutMs` is
   * 300 000 by default.
   *
   * @throws {ApiError} `too_large`, `unsupported_media_type`
   */
  upload(file: Blob | File, options?: UploadOptions): Answer<Attachment>;
  /**
   * A file's bytes, for `URL.createObjectURL`. `timeoutMs` is 300 000 by default.
   *
   * @example
   * ```ts
   * const url = URL.createObjectURL(await client.attachments.download(id));
   * ```
   */
  download(id: string, options?: CallOptions): Answer<Blob>;
}

export const attachmentsOf = (connection: Connection): Attachments => ({
  upload(file, { name = (file as Partial<File>).name ?? 'file', ...options } = {}) {
    const body = new FormData();
    body.append('file', file, name);
    return send(connection, 'POST /attachments', { ...options, body });
  },
  download: (method as (connection: RawConnection, key: string) => Attachments['download'])(
    { ...connection, timeoutMs: 300_000, read: (response) => response.blob() },
    'GET /attachments/:id',
  ),
});
