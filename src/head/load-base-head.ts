import { type BaseHead, decodeBaseHead } from './base-head.ts';

let loading: Promise<BaseHead> | undefined;

/** The base head shipped with the project, unpacked once. */
export function loadBaseHead(): Promise<BaseHead> {
  loading ??= unpack();
  return loading;
}

async function unpack(): Promise<BaseHead> {
  const { default: url } = await import('./base-head.bin?url&inline');
  const text = atob(url.slice(url.indexOf(',') + 1));
  const packed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return decodeBaseHead(new Uint8Array(await new Response(stream).arrayBuffer()));
}
