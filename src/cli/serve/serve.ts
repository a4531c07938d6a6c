import { DotworkError } from '../../base/errors.ts';
import { numberIn } from '../numbers.ts';
import { printJson } from '../output.ts';
import { builtPage, servePage } from './page-server.ts';

/** Flags of `dotwork serve`. */
export interface ServeFlags {
  readonly port: string;
  readonly host: string;
  readonly quiet?: boolean;
}

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** `dotwork serve`: the page on a port of this machine, until Ctrl-C. */
export async function serve({ port: wanted, host, quiet }: ServeFlags): Promise<void> {
  const port = numberIn('--port', wanted, 0, 65535);
  if (!Number.isInteger(port)) {
    throw new DotworkError('usage', `--port is ${wanted}.`, 'Write a whole number.');
  }
  if (host === '') throw new DotworkError('usage', '--host is empty.', 'Write 127.0.0.1.');
  const { server, url } = await servePage(builtPage(), host, port);
  await printJson({ url });
  const tell = (words: string): void => void (quiet || process.stderr.write(`${words}\n`));
  tell(`Open ${url} in a browser. Ctrl-C ends.`);
  if (!LOOPBACK.test(host)) {
    tell(
      'Other machines reach it now, but browsers hand out WebGPU and keep pages for use without a network only from localhost or over https: put a server with a certificate before it.',
    );
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  server.close();
  server.closeAllConnections();
}
