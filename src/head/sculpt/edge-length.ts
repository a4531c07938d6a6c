import type { Box, Field } from '../../surface/meshing/field.ts';
import { boxDistance } from './primitives.ts';
import { BASE_CUT_Y_MM } from './shoulders.ts';

/** A region that wants finer triangles: length inside it, and growth per mm away from it. */
interface FineRegion {
  readonly box: Box;
  readonly lengthMm: number;
  readonly growth: number;
}

const SCALP_LENGTH_MM = 2.8;

const REGIONS: readonly FineRegion[] = [
  { box: { lo: [0, -105, 55], hi: [50, 42, 130] }, lengthMm: 2.1, growth: 0.06 }, // face
  { box: { lo: [14, -2, 66], hi: [50, 24, 95] }, lengthMm: 0.85, growth: 0.16 }, // lids
  { box: { lo: [0, -67, 80], hi: [29, -45, 115] }, lengthMm: 0.8, growth: 0.16 }, // lips
  { box: { lo: [0, -38, 94], hi: [21, -16, 125] }, lengthMm: 1, growth: 0.16 }, // nose
  { box: { lo: [69, -32, -36], hi: [105, 34, 8] }, lengthMm: 1.15, growth: 0.18 }, // ear
];

/** Wanted edge length, mm: 2.8 on the scalp, finer where there is detail, more on the shoulders. */
export const headEdgeLength: Field = (x, y, z) => {
  let length = SCALP_LENGTH_MM;
  for (const { box, lengthMm, growth } of REGIONS) {
    length = Math.min(length, lengthMm + growth * boxDistance(box, x, y, z));
  }
  // Large forms only, below the neck; and the rounded edge of the base.
  length += Math.min(0.8, 0.018 * Math.max(0, -120 - y));
  return Math.min(length, 2.2 + 0.3 * Math.max(0, Math.abs(y - BASE_CUT_Y_MM - 5) - 3.5));
};
