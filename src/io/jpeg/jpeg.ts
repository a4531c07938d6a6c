import type { Picture } from '../png.ts';

/** A picture as JPEG, sRGB, without what its alpha says. One machine gives the same bytes. */
export async function encodeJpeg(picture: Picture): Promise<Uint8Array> {
  // The build for Node replaces this by `true`; the browser build drops the branch.
  if (import.meta.env.SSR) return (await import('./node-jpeg.ts')).nodeJpeg(picture);
  return (await import('./page-jpeg.ts')).pageJpeg(picture);
}
