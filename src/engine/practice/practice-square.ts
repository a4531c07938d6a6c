import { PATCH_MM } from '../../practice/task.ts';
import type { FlatSquares } from '../dot/flat-skin.ts';

/** Bare skin around the patch: more than a dot's reach, mm. */
const MARGIN_MM = 4;

/** The patch as flat skin: one square, its mesh in steps of a millimetre or so. */
export const PRACTICE_SQUARE: FlatSquares = {
  xMm: [0],
  edgeMm: PATCH_MM + 2 * MARGIN_MM,
  cuts: 30,
};

/** A place of the patch on that square, from its middle, mm. */
export function onFlat({ xMm, yMm }: { readonly xMm: number; readonly yMm: number }) {
  return [xMm - PATCH_MM / 2, yMm - PATCH_MM / 2] as const;
}
