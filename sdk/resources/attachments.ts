import type { Answer } from '../call.ts';
import type { CallOptions, Connection } from '../connection.ts';
import type { Attachment } from '../contract/tickets.ts';
import { download, upload } from '../upload.ts';

export interface Attachments {
  /**
   * Uploads a file, at most 10 MB, to be attached to one message within 24 hours. `timeoutMs` is
   * 300 000 by default.
   *
   * @throws {ApiError} `too_large`, `unsupported_media_type`
   */
  upload(file: File, options?: CallOptions): Answer<Attachment>;
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
  upload: upload.bind(null, connection),
  download: download.bind(null, connection),
});
