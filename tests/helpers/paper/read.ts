import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const require = createRequire(import.meta.url);

/** A node of the tree that is read aloud. */
export interface TagNode {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly TagNode[];
}

/** A PDF as another reader has it. */
export async function readPdf(bytes: Uint8Array) {
  // It takes the bytes away.
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)),
  );
  return {
    pdf,
    pages,
    /** Text page by page, a line of the page a line. */
    texts: await Promise.all(
      pages.map(async (page) => {
        const { items } = await page.getTextContent();
        return items
          .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
          .join('');
      }),
    ),
    tags: (await Promise.all(pages.map((page) => page.getStructTree()))) as unknown as TagNode[],
  };
}

/** A page as pixels, RGBA; `scale` in pixels to a point. */
export async function pagePixels(
  page: Awaited<ReturnType<typeof readPdf>>['pages'][number],
  scale: number,
): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  // The canvas that the reader brings along, as its paths are its own.
  const own = createRequire(`${dirname(require.resolve('pdfjs-dist/package.json'))}/`);
  const { createCanvas } = own('@napi-rs/canvas') as typeof import('@napi-rs/canvas');
  const viewport = page.getViewport({ scale });
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

/** All nodes of a tree, in the order they are read. */
export function nodesOf(tree: TagNode): TagNode[] {
  return [tree, ...(tree.children ?? []).flatMap(nodesOf)].filter(({ role }) => role !== undefined);
}
