import { Readable } from 'node:stream';
import { type Download, downloadAttachment } from '../services/download-attachment.ts';
import { uploadAttachment } from '../services/upload-attachment.ts';
import type { HandlersOf } from './handler.ts';

// Line breaks and other controls, halves of characters, and marks that turn the direction of writing.
const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** `Content-Disposition` of RFC 6266: a plain name for old programs, the true one as RFC 8187 writes it. */
function dispositionOf(name: string): string {
  const shown = name.replace(unsafe, '_');
  const plain = shown.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(shown).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** Download only, never rendered: a file is nothing that any page should run. */
function respond({ name, size, type, bytes }: Download): Response {
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': type,
      'Content-Length': String(size),
      'Content-Disposition': dispositionOf(name),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
    },
  });
}

export const attachmentHandlers: HandlersOf<'POST /attachments' | 'GET /attachments/:id'> = {
  'POST /attachments': { run: (act, { files }) => uploadAttachment(act, files) },
  'GET /attachments/:id': {
    run: async (act, { params }) => respond(await downloadAttachment(act, params.id)),
  },
};
