/** What may be attached: files a message, bytes of one and of all together, and the allowed types. */
export const fileLimits = {
  files: 5,
  bytes: 10_000_000,
  bytesTogether: 20_000_000,
  types: [
    'image/png',
    'image/jpeg',
    'image/gif',
    'image/webp',
    'application/pdf',
    'text/plain',
    'text/csv',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/zip',
  ],
} as const;
