import type { FontPart } from '../type/faces.ts';

/** How the bytes of one file of the typeface are come by; the page fetches, Node reads. */
export type ReadFont = (part: FontPart, weight: 400 | 600) => Promise<Uint8Array>;
