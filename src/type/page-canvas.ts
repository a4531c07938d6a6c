import type { Canvases } from './canvas.ts';

/** The app declares Noto Sans in its styles; elsewhere, and for scripts it lacks, the system's. */
const FAMILIES = '"Noto Sans", system-ui, sans-serif';

/** Canvases of a browser. A file of the typeface that does not come is done without. */
export async function pageCanvases(text: string): Promise<Canvases> {
  const { fonts } = globalThis.document;
  // Each file is fetched only for letters it has, so the text must be known beforehand.
  const needed = [400, 600].map((weight) => fonts.load(`${weight} 16px ${FAMILIES}`, text));
  await Promise.allSettled(needed);
  return {
    families: FAMILIES,
    open(widthPx, heightPx) {
      const canvas = new OffscreenCanvas(widthPx, heightPx);
      return canvas.getContext('2d', { willReadFrequently: true })!;
    },
  };
}
