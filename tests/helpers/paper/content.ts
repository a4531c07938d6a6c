import { inflateSync } from 'node:zlib';

/** Content stream of a page of one of our PDFs, counted from 1, as latin-1. */
export async function contentOf(bytes: Uint8Array, page: number): Promise<string> {
  const file = Buffer.from(bytes).toString('latin1');
  const object = (id: string) =>
    new RegExp(`(?:^|\\n)${id} 0 obj\\n([\\s\\S]*?)\\nendobj`).exec(file)![1]!;
  const kids = /\/Type \/Pages[\s\S]*?\/Kids \[([^\]]*)\]/.exec(file)![1]!;
  const ids = [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!);
  const [, contentId] = /\/Contents (\d+) 0 R/.exec(object(ids[page - 1]!))!;
  const [, stream] = /stream\n([\s\S]*)\nendstream/.exec(object(contentId!))!;
  return inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1');
}
