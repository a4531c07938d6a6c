import { FONT_PARTS, FONT_WEIGHTS, type FontPart } from '../type/faces.ts';
import type { ReadFont } from './read-font.ts';

/** A part of the typeface with its files, as TrueType in WOFF: a PDF takes in the letters it uses. */
export interface FontFiles {
  readonly part: FontPart;
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/**
 * Loads the files that some text needs. A letter that no file has is drawn by the first as a box.
 *
 * @throws DotworkError `file` if a file of the typeface cannot be had.
 */
export async function fontFilesFor(text: string): Promise<readonly FontFiles[]> {
  const read = await reader();
  const points = [...new Set(text)].map((letter) => letter.codePointAt(0)!);
  // A letter is looked for in the first part that has it.
  const used = FONT_PARTS.filter(
    (part, i) =>
      i === 0 || points.some((point) => FONT_PARTS.find(({ has }) => has(point)) === part),
  );
  return Promise.all(
    used.map(async (part) => {
      const [regular, bold] = await Promise.all(FONT_WEIGHTS.map((weight) => read(part, weight)));
      return { part, regular: regular!, bold: bold! };
    }),
  );
}

async function reader(): Promise<ReadFont> {
  // The build for Node replaces this by `true`; the browser build drops the branch.
  if (import.meta.env.SSR) return (await import('./node-font-files.ts')).readFont;
  return (await import('./page-font-files.ts')).readFont;
}
