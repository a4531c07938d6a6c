import type { Canvases } from './canvas.ts';

/**
 * Loads what of the typeface some text needs. What cannot be loaded leaves the system's own fonts,
 * in the page; in Node the package `@napi-rs/canvas` is asked for, else a `file` error.
 */
export async function canvasesFor(text: string): Promise<Canvases> {
  // The build for Node replaces this by `true`; the browser build drops the branch.
  if (import.meta.env.SSR) {
    const { nodeCanvases } = await import('./node-canvas.ts');
    return nodeCanvases(text);
  }
  const { pageCanvases } = await import('./page-canvas.ts');
  return pageCanvases(text);
}
