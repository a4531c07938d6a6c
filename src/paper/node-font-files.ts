import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fontFile } from '../type/faces.ts';
import type { ReadFont } from './read-font.ts';

const require = createRequire(import.meta.url);

/** From the package of the typeface. */
export const readFont: ReadFont = (part, weight) =>
  readFile(require.resolve(fontFile(part, weight, 'woff')));
