import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

// Chunks carry a hash of their content in their name.
const hashed = /-[\w-]{8}\.js$/;

/**
 * Answers a file of the built widget by its name; undefined where there is none. Only names that the
 * folder lists are read, so no path can lead elsewhere.
 */
export function widgetFiles(folder: string): (name: string) => Promise<Response | undefined> {
  const read = new Map<string, Promise<Buffer>>();

  async function listed(name: string): Promise<boolean> {
    try {
      return (await readdir(folder)).includes(name);
    } catch {
      // Not built: there is nothing to serve.
      return false;
    }
  }
  async function bytesOf(name: string): Promise<Buffer | undefined> {
    if (!(extname(name) in types) || !(read.has(name) || (await listed(name)))) return undefined;
    const bytes = read.get(name) ?? readFile(join(folder, name));
    // A hashed name never changes its content; the others are read anew after a build.
    if (hashed.test(name)) read.set(name, bytes);
    return bytes;
  }

  return async (name) => {
    const bytes = await bytesOf(name);
    if (bytes === undefined) return undefined;
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        'Cache-Control': hashed.test(name) ? 'public, max-age=31536000, immutable' : 'max-age=300',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  };
}
