import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { DotworkError } from '../../base/errors.ts';
import { pageHeaders } from './page-headers.ts';

/** The built page beside the command; this file may be in a part of it, a folder down. */
export function builtPage(): string {
  const folder = ['../web/', '../../web/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(`${path}index.html`));
  if (folder) return folder;
  throw new DotworkError('file', 'The page is not built here.', 'Run "npm run build" first.');
}

/**
 * Serves the files of a folder, those that were in it when this was called: no path leads out of it, and
 * what begins with a dot is not there.
 *
 * @param folder - Absolute path.
 * @returns The server and its address, with a slash at the end.
 * @throws a `usage` error where it cannot listen there.
 */
export async function servePage(
  folder: string,
  host: string,
  port: number,
): Promise<{ readonly server: Server; readonly url: string }> {
  const headers = pageHeaders();
  const files = sirv(folder, {
    etag: true,
    setHeaders(answer, path) {
      // Names in here change with what they name.
      const lasts = path.startsWith('/assets/');
      answer.setHeader('cache-control', lasts ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const server = createServer((request, answer) => {
    for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
    const refuse = (status: number, words: string): void => {
      answer.statusCode = status;
      answer.setHeader('content-type', 'text/plain; charset=utf-8');
      answer.end(`${words}\n`);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      answer.setHeader('allow', 'GET, HEAD');
      refuse(405, 'Files are only read here.');
    } else files(request, answer, () => refuse(404, 'There is no such file.'));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(host, port, cause)));
    server.listen(port, host, resolve);
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  const named = family === 'IPv6' ? `[${address}]` : address;
  return { server, url: `http://${named}:${taken}/` };
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): DotworkError {
  const refusal = (what: string, fix: string) => new DotworkError('usage', what, fix, cause);
  if (cause.code === 'EADDRINUSE') {
    return refusal(
      `Port ${port} of ${host} is in use.`,
      'Name another with --port; 0 takes any that is free.',
    );
  }
  if (cause.code === 'EACCES') {
    return refusal(`Port ${port} needs more rights than this.`, 'Name one from 1024 up.');
  }
  return refusal(
    `There is no address "${host}" here (${cause.code}).`,
    'Name one of this machine with --host, such as 127.0.0.1.',
  );
}
