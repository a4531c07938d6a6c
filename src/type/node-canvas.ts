import { createRequire } from 'node:module';
import type { GlobalFonts } from '@napi-rs/canvas';
import { DotworkError } from '../base/errors.ts';
import type { Canvas2d, Canvases } from './canvas.ts';
import { FONT_PARTS, FONT_WEIGHTS, type FontPart, fontFile } from './faces.ts';

const require = createRequire(import.meta.url);
const registered = new Set<FontPart>();

/** Canvases of Skia for Node; the same text gives the same pixels wherever the typeface has it. */
export async function nodeCanvases(text: string): Promise<Canvases> {
  const { createCanvas, GlobalFonts: fonts } = await loadCanvas();
  register(fonts, text);
  // After ours the system's, for scripts we do not bring.
  const own = FONT_PARTS.map((part) => JSON.stringify(nameOf(part)));
  const families = [...own, 'sans-serif'].join(', ');
  return {
    families,
    open: (widthPx, heightPx) =>
      createCanvas(widthPx, heightPx).getContext('2d') as unknown as Canvas2d,
  };
}

function loadCanvas() {
  return import('@napi-rs/canvas').catch((cause: unknown) => {
    throw new DotworkError(
      'file',
      `Captions are set by the package "@napi-rs/canvas", which could not be loaded on ${process.platform}, ${process.arch}.`,
      'Run: npm install @napi-rs/canvas',
      cause,
    );
  });
}

/** Takes in the files a text needs, once each: to unpack all takes a tenth of a second. */
function register(fonts: typeof GlobalFonts, text: string): void {
  const points = new Set(Array.from(text, (letter) => letter.codePointAt(0)!));
  for (const part of FONT_PARTS) {
    if (registered.has(part) || !Array.from(points).some(part.has)) continue;
    for (const weight of FONT_WEIGHTS) {
      fonts.registerFromPath(require.resolve(fontFile(part, weight, 'woff2')), nameOf(part));
    }
    registered.add(part);
  }
}

/** Files of one family would hide each other. */
function nameOf({ family, part }: FontPart): string {
  return `Dotwork ${family} ${part}`;
}
