import type { Readable } from 'node:stream';

/** Keeps the bytes of attachments, apart from the store. */
export interface FilesPort {
  /** Takes a received temporary file in under a name of its own; resolves when it is durable. */
  keep(temporaryPath: string, file: string): Promise<void>;
  /** Rejects where the file is gone. */
  read(file: string): Promise<Readable>;
  remove(file: string): Promise<void>;
}
